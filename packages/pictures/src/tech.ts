import { PAPER, PAPER_SHADE, STEEL, STEEL_SHADE } from './palette.ts';
import {
  box,
  circle,
  type Drawing,
  fill,
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
