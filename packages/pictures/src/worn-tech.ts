import { PAPER, PAPER_SHADE, STEEL, STEEL_SHADE } from './palette.ts';
import {
  box,
  circle,
  type Drawing,
  dots,
  fill,
  mirror,
  oval,
  rect,
  shine,
  stroke,
  twoTint,
} from './shapes.ts';

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

export const speaker: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 92,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      const mesh = 'M140 204h130M140 220h130M140 236h130M140 252h130M140 268h130M140 284h130';
      return (
        stroke('M150 150q0-64 50-64t50 64', p.deep, 12) +
        twoTint(s, box(116, 132, 168, 182, 36), 240, p.main, p.shade, dots(mesh, '#0003', 7, 20)) +
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
