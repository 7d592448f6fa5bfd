import { GOLD, PAPER, STEEL_SHADE } from './palette.ts';
import { box, circle, type Drawing, fill, rect, shine, stroke, twoTint } from './shapes.ts';

export const sneaker: Drawing = {
  stage: 'stand',
  palettes: 'wear',
  shadow: 158,
  draw(s) {
    const { p, dice } = s;
    const upper = 'M62 284q-10-64 14-104 10-12 24-4 18 26 60 6l20-26q8-10 20-4 34 54 92 70 44 10 52 40v22z';
    const mark = dice.pick([
      () => fill('M150 252q50 10 104-30-30 52-110 52z', PAPER),
      () => stroke('M160 210l26 56M182 198l26 56', PAPER, 11),
      () => circle(168, 240, 20, PAPER) + circle(168, 240, 9, p.accent),
    ])();
    return (
      twoTint(
        s,
        upper,
        400,
        p.main,
        p.main,
        fill('M62 284q-10-64 14-104l30 6q-10 50 4 98zM262 226q60-8 82 60h-60q-20-24-22-60z', p.shade),
      ) +
      fill('M180 156q8-10 20-4 20 32 50 50l-22 20q-40-22-60-48z', p.light) +
      stroke('M186 184l26-16M204 202l24-18M224 216l22-18', PAPER, 7) +
      mark +
      shine('M84 190q-10 30-8 60h9q0-34 10-56z', 0.35) +
      fill('M54 278h292q10 0 8 14-4 22-30 22H78q-24 0-26-22-1-14 2-14z', PAPER) +
      fill('M52 298h302q-6 16-30 16H78q-22 0-26-16z', p.accent)
    );
  },
};

export const boots: Drawing = {
  stage: 'stand',
  palettes: 'wear',
  shadow: 128,
  draw(s) {
    const { p, dice } = s;
    const heel = dice.roll() < 0.5;
    const one = (main: string, shade: string): string => {
      const d = 'M108 92h92v118q4 22 40 34 46 14 48 50H108z';
      return (
        twoTint(s, d, 172, main, shade) +
        rect(104, 88, 100, 22, 8, p.light) +
        (heel
          ? fill('M106 292h184q4 14-10 14h-80l-42 2-8 6h-40z', p.deep)
          : fill('M104 288h186q6 26-12 26H116q-14 0-12-26z', p.deep)) +
        stroke('M150 126l26 8M150 152l26 8M150 178l26 8M156 204l26 4', PAPER, 6)
      );
    };
    return `<g transform="translate(52 -6)">${one(p.shade, p.shade)}</g><g transform="translate(-14 0)">${one(p.main, p.shade)}${shine('M118 122h10v150h-10z', 0.3)}</g>`;
  },
};

export const bag: Drawing = {
  stage: 'stand',
  palettes: 'wear',
  shadow: 122,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.35) {
      return (
        stroke('M168 106q0-34 32-34t32 34', p.deep, 11) +
        twoTint(s, 'M112 190q0-92 88-92t88 92v94q0 30-30 30H142q-30 0-30-30z', 248, p.main, p.shade) +
        rect(134, 214, 132, 82, 18, p.light) +
        stroke('M134 238h132', p.shade, 6) +
        circle(200, 244, 7, GOLD) +
        stroke('M138 168q62-26 124 0', p.shade, 7) +
        rect(98, 222, 18, 74, 9, p.shade) +
        rect(284, 222, 18, 74, 9, p.shade) +
        shine('M126 190q2-40 28-58l6 8q-22 16-24 50z', 0.35)
      );
    }
    return (
      stroke('M142 188q-6-108 58-108t58 108', p.deep, 11) +
      twoTint(s, 'M98 176h204l20 118q2 20-18 20H96q-20 0-18-20z', 256, p.main, p.shade) +
      fill('M94 176h212l-4 22q-34 50-102 50T98 198z', p.light) +
      circle(200, 244, 13, GOLD) +
      circle(200, 244, 5, p.deep) +
      circle(142, 188, 8, GOLD) +
      circle(258, 188, 8, GOLD) +
      shine('M104 216l-12 78h10l12-70z', 0.35)
    );
  },
};

export const suitcase: Drawing = {
  stage: 'stand',
  palettes: 'any',
  shadow: 96,
  draw(s) {
    const { p } = s;
    const ribs = [146, 170, 194, 218].map((x) => rect(x, 128, 8, 168, 4, '#0000001c')).join('');
    return (
      stroke('M170 120V66h60v54', STEEL_SHADE, 9) +
      rect(162, 56, 76, 16, 8, p.deep) +
      circle(140, 306, 10, p.deep) +
      circle(260, 306, 10, p.deep) +
      twoTint(s, box(116, 114, 168, 192, 22), 250, p.main, p.shade, ribs) +
      rect(116, 202, 168, 9, 0, p.deep) +
      rect(180, 192, 40, 28, 6, GOLD) +
      rect(176, 104, 48, 14, 7, p.deep) +
      circle(244, 150, 15, p.accent) +
      shine('M128 136h9v56h-9zM128 222h9v64h-9z', 0.35)
    );
  },
};
