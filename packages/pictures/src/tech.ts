import { PAPER, PAPER_SHADE, STEEL, STEEL_SHADE } from './palette.ts';
import {
  box,
  circle,
  type Drawing,
  fill,
  mirror,
  oval,
  rect,
  type Sketch,
  shine,
  stroke,
  turn,
  twoTint,
} from './shapes.ts';

/** A sunny hill: the picture on every screen. */
function wallpaper(
  { p, inside, dice }: Sketch,
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
): string {
  const hill = Math.round(h * 0.4);
  const sun = dice.pick([0.3, 0.7]);
  return inside(
    box(x, y, w, h, r),
    rect(x, y, w, h, 0, p.disc) +
      circle(Math.round(x + w * sun), Math.round(y + h * 0.36), Math.round(Math.min(w, h) * 0.17), p.accent) +
      fill(
        `M${x} ${y + h - hill}q${w / 3} ${-hill * 0.7} ${w * 0.6} 0t${w * 0.4} ${-hill * 0.2}V${y + h}H${x}z`,
        p.light,
      ) +
      fill(
        `M${x} ${y + h - hill * 0.35}q${w * 0.4} ${-hill * 0.6} ${w} ${hill * 0.05}V${y + h}H${x}z`,
        p.main,
      ),
  );
}

export const phone: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 110,
  draw(s) {
    const { p, dice } = s;
    const lens = (x: number, y: number): string =>
      circle(x, y, 13, p.deep) + circle(x - 3, y - 3, 4, '#fff9');
    const bump = dice.pick([
      () => rect(204, 80, 54, 92, 20, p.shade) + lens(231, 106) + lens(231, 146),
      () =>
        circle(250, 120, 38, p.shade) +
        lens(236, 106) +
        lens(264, 106) +
        lens(236, 134) +
        circle(264, 134, 6, PAPER),
      () =>
        rect(204, 80, 80, 80, 22, p.shade) +
        lens(226, 102) +
        lens(262, 102) +
        lens(226, 138) +
        circle(262, 138, 6, PAPER),
    ])();
    return (
      turn(7, twoTint(s, box(190, 66, 136, 248, 24), 290, p.main, p.shade) + bump, 258, 314) +
      rect(92, 66, 134, 248, 24, p.deep) +
      wallpaper(s, 99, 73, 120, 234, 18) +
      rect(141, 81, 36, 9, 5, p.deep) +
      rect(116, 108, 50, 10, 5, PAPER) +
      rect(116, 126, 32, 6, 3, PAPER) +
      shine('M99 92q0-19 19-19h44L99 200z', 0.25)
    );
  },
};

export const tablet: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 132,
  draw(s) {
    const { p } = s;
    return (
      turn(4, rect(322, 112, 11, 192, 5, PAPER) + rect(322, 286, 11, 22, 5, p.accent), 327, 310) +
      rect(74, 92, 236, 222, 20, p.deep) +
      wallpaper(s, 86, 104, 212, 198, 10) +
      rect(106, 124, 74, 12, 6, PAPER) +
      rect(106, 144, 46, 7, 3, PAPER) +
      shine('M86 104h96L86 244z', 0.22)
    );
  },
};

export const laptop: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 150,
  draw(s) {
    const { p } = s;
    return (
      rect(88, 108, 224, 168, 14, p.deep) +
      wallpaper(s, 98, 118, 204, 148, 6) +
      rect(116, 136, 66, 10, 5, PAPER) +
      rect(116, 154, 40, 7, 3, PAPER) +
      shine('M98 118h84l-84 118z', 0.22) +
      fill('M84 276h232l32 30q6 8-4 8H56q-10 0-4-8z', STEEL) +
      fill('M52 304h296q4 10-6 10H58q-10 0-6-10z', STEEL_SHADE) +
      fill('M110 282h180l8 10H102z', p.shade) +
      rect(170, 304, 60, 5, 2, PAPER_SHADE)
    );
  },
};

export const mouse: Drawing = {
  stage: 'lay',
  palettes: 'tech',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const body = 'M200 86q74 0 74 92v60q0 84-74 84t-74-84v-60q0-92 74-92z';
    return turn(
      dice.between(-14, 14),
      `<g transform="translate(10 12)">${fill(body, '#0002')}</g>` +
        stroke('M200 92q-6-44 34-62', p.deep, 6) +
        twoTint(s, body, 200, p.main, p.shade) +
        stroke('M126 186q74 26 148 0M200 88v108', p.deep, 4) +
        rect(189, 118, 22, 52, 11, p.deep) +
        rect(194, 128, 12, 32, 6, p.accent) +
        stroke('M168 290q32 14 64 0', p.accent, 5) +
        shine('M144 150q6-34 28-44v62q-16-2-28-8z', 0.3),
    );
  },
};

export const router: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 140,
  draw(s) {
    const { p } = s;
    const mast = (x: number, degrees: number): string =>
      turn(degrees, rect(x - 7, 120, 14, 150, 7, p.deep), x, 260);
    return (
      stroke('M172 116q28-26 56 0M152 92q48-44 96 0M186 138q14-12 28 0', p.accent, 8) +
      mast(98, -8) +
      mast(166, -3) +
      mast(234, 3) +
      mast(302, 8) +
      twoTint(
        s,
        'M76 250q4-14 20-14h208q16 0 20 14l10 44q4 20-16 20H82q-20 0-16-20z',
        260,
        PAPER,
        PAPER_SHADE,
      ) +
      fill('M150 236h100l20 78H130z', p.main) +
      circle(98, 286, 5, p.accent) +
      circle(114, 286, 5, p.light) +
      circle(302, 286, 5, p.main) +
      shine('M162 246h20l-12 58h-20z', 0.3)
    );
  },
};

export const earphones: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 104,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.45) {
      return (
        stroke('M112 226v-20a88 88 0 0 1 176 0v20', p.deep, 18) +
        stroke('M128 168a78 78 0 0 1 144 0', p.light, 9) +
        twoTint(s, box(82, 206, 62, 108, 28), 116, p.main, p.shade) +
        twoTint(s, box(256, 206, 62, 108, 28), 292, p.main, p.shade) +
        rect(136, 214, 22, 92, 11, p.deep) +
        rect(242, 214, 22, 92, 11, p.deep) +
        circle(106, 260, 12, p.accent) +
        shine('M94 226q4-8 12-10v32q-8 2-12 8z')
      );
    }
    const bud =
      rect(146, 116, 24, 96, 12, PAPER) +
      circle(168, 116, 30, PAPER) +
      fill('M168 86a30 30 0 0 1 0 60z', PAPER_SHADE) +
      oval(142, 112, 9, 15, p.light) +
      rect(146, 150, 24, 7, 0, p.accent);
    return (
      twoTint(s, box(92, 78, 216, 130, 44), 250, p.shade, p.shade) +
      rect(108, 94, 184, 110, 32, p.deep) +
      bud +
      mirror(bud) +
      twoTint(s, 'M92 190h216v68q0 56-56 56H148q-56 0-56-56z', 250, p.main, p.shade) +
      rect(92, 188, 216, 7, 0, p.light) +
      circle(200, 232, 6, p.accent) +
      shine('M108 210h12v52q0 18 10 30-22-8-22-36z', 0.35)
    );
  },
};

export const tv: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 140,
  draw(s) {
    const { p } = s;
    return (
      fill('M118 264l-22 50h16l26-50zM282 264l22 50h-16l-26-50z', p.deep) +
      rect(46, 96, 308, 178, 8, p.deep) +
      wallpaper(s, 52, 102, 296, 160, 3) +
      shine('M52 102h120L52 240z', 0.2) +
      circle(200, 268, 3, p.accent)
    );
  },
};

export const camera: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 128,
  draw(s) {
    const { p } = s;
    return (
      fill('M150 152l14-36q4-8 12-8h48q8 0 12 8l14 36z', p.deep) +
      rect(96, 138, 40, 18, 6, p.accent) +
      twoTint(s, box(76, 150, 248, 164, 24), 280, STEEL, STEEL_SHADE) +
      rect(76, 186, 248, 92, 0, p.main) +
      rect(280, 186, 44, 92, 0, p.shade) +
      circle(200, 232, 74, p.deep) +
      circle(200, 232, 62, STEEL_SHADE) +
      circle(200, 232, 52, p.deep) +
      circle(200, 232, 34, p.shade) +
      circle(200, 232, 18, p.light) +
      shine('M168 222a34 34 0 0 1 26-24l2 12a22 22 0 0 0-16 14z', 0.7) +
      rect(284, 162, 24, 12, 4, PAPER) +
      shine('M90 164h44v7H90z')
    );
  },
};

export const speaker: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 92,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      const dots = [0, 1, 2, 3, 4, 5].flatMap((row) =>
        [0, 1, 2, 3, 4, 5, 6].map((column) => circle(140 + column * 20, 204 + row * 16, 3.5, '#0003')),
      );
      return (
        stroke('M150 150q0-64 50-64t50 64', p.deep, 12) +
        twoTint(s, box(116, 132, 168, 182, 36), 240, p.main, p.shade, dots.join('')) +
        oval(200, 152, 62, 12, p.light) +
        circle(200, 176, 8, p.accent) +
        shine('M128 180h9v96h-9z', 0.35)
      );
    }
    return (
      twoTint(s, box(116, 86, 168, 228, 18), 250, p.main, p.shade) +
      circle(200, 242, 56, p.deep) +
      circle(200, 242, 42, p.light) +
      circle(200, 242, 18, p.deep) +
      circle(200, 140, 32, p.deep) +
      circle(200, 140, 15, p.accent) +
      shine('M128 104h10v190h-10z', 0.3)
    );
  },
};

export const watch: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 70,
  draw(s) {
    const { p, dice } = s;
    const round = dice.roll() < 0.6;
    const strap = twoTint(s, 'M160 62h80l10 70v120l-10 62h-80l-10-62V132z', 206, p.main, p.shade);
    const holes = [268, 282, 296].map((y) => circle(200, y, 4, p.deep)).join('');
    const face = round
      ? circle(200, 190, 82, STEEL_SHADE) + circle(200, 190, 74, p.deep) + circle(200, 190, 62, PAPER)
      : rect(122, 108, 156, 164, 42, STEEL_SHADE) +
        rect(130, 116, 140, 148, 36, p.deep) +
        rect(142, 128, 116, 124, 26, p.disc);
    const inner = round
      ? stroke('M200 138v6M200 236v6M148 190h6M246 190h6', p.deep, 5) +
        stroke('M200 190V154M200 190l28 16', p.main, 7) +
        circle(200, 190, 7, p.accent)
      : stroke('M170 208a36 36 0 1 1 60 0', p.main, 10) +
        stroke('M184 200a19 19 0 1 1 32 0', p.accent, 9) +
        rect(176, 226, 48, 8, 4, p.deep);
    return (
      strap +
      holes +
      rect(round ? 278 : 276, 178, 14, 26, 5, STEEL) +
      face +
      inner +
      shine('M150 160a60 60 0 0 1 40-32l4 10a50 50 0 0 0-34 26z', 0.5)
    );
  },
};
