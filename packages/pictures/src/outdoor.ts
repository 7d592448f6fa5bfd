import { PAPER, STEEL, STEEL_SHADE } from './palette.ts';
import {
  box,
  circle,
  type Drawing,
  fill,
  oval,
  print,
  rect,
  shine,
  stroke,
  turn,
  twoTint,
} from './shapes.ts';

export const ball: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 88,
  draw(s) {
    const { p, dice } = s;
    const round = 'M200 94a110 110 0 1 1 0 220 110 110 0 1 1 0-220z';
    const seams = dice.pick([
      () => stroke('M90 204h220M200 94v220M122 126q56 78 0 156M278 126q-56 78 0 156', p.deep, 6),
      () =>
        fill(
          'M200 168l36 26-14 42h-44l-14-42zM130 120l40-24-20 60-40 14zM270 120l-40-24 20 60 40 14zM112 232l30 34 4 40-44-40zM288 232l-30 34-4 40 44-40z',
          p.deep,
        ),
      () => stroke('M128 118q100 40 70 196M272 118q-100 40-70 196M96 180q70-20 208 60', PAPER, 8),
    ])();
    return (
      turn(
        dice.between(-20, 20),
        s.inside(round, fill(round, p.main) + fill('M260 80q60 140-80 240h160V80z', p.shade) + seams),
        200,
        204,
      ) + shine('M124 184q10-46 52-66l4 9q-36 18-45 59z', 0.45)
    );
  },
};

export const yogaMat: Drawing = {
  stage: 'stand',
  palettes: 'any',
  shadow: 140,
  draw(s) {
    const { p, dice } = s;
    const dumbbell = dice.roll() < 0.4;
    if (dumbbell) {
      return (
        rect(140, 236, 120, 26, 8, STEEL_SHADE) +
        rect(140, 236, 120, 12, 6, STEEL) +
        twoTint(s, box(84, 190, 40, 118, 12), 106, p.main, p.shade) +
        twoTint(s, box(124, 206, 26, 86, 8), 138, p.accent, p.accent) +
        twoTint(s, box(276, 190, 40, 118, 12), 298, p.main, p.shade) +
        twoTint(s, box(250, 206, 26, 86, 8), 264, p.accent, p.accent) +
        rect(70, 228, 16, 42, 6, p.deep) +
        rect(314, 228, 16, 42, 6, p.deep) +
        shine('M92 206h8v84h-8zM284 206h8v84h-8z', 0.35)
      );
    }
    return (
      fill('M60 314q-14 0-14-8l6-6h200v14z', p.light) +
      twoTint(
        s,
        'M130 176h188a69 69 0 0 1 0 138H130z',
        400,
        p.main,
        p.main,
        rect(130, 262, 280, 60, 0, p.shade),
      ) +
      circle(130, 245, 69, p.light) +
      `<path d="M130 191a54 54 0 1 1-54 54 40 40 0 0 1 80 0 26 26 0 0 1-52 0 14 14 0 0 1 28 0" fill="none" stroke="${p.main}" stroke-width="8" stroke-linecap="round"/>` +
      rect(216, 172, 18, 144, 6, p.accent) +
      rect(292, 172, 18, 144, 6, p.accent) +
      stroke('M225 174q40-60 76 0', p.accent, 9) +
      shine('M150 190h54v8h-54z', 0.45)
    );
  },
};

export const tent: Drawing = {
  stage: 'stand',
  palettes: 'any',
  shadow: 160,
  draw(s) {
    const { p } = s;
    return (
      stroke('M200 92l-12-20M200 92l12-20M62 312l-24 2M338 312l24 2', p.deep, 6) +
      twoTint(s, 'M200 90L352 314H48z', 400, p.main, p.main, fill('M200 90l152 224H240z', p.shade)) +
      fill('M200 128l60 186H140z', p.deep) +
      fill('M200 128l-60 186h-22q60-90 82-186z', p.light) +
      fill('M200 128l60 186h22q-60-90-82-186z', p.accent) +
      `<path d="M186 314q-6-40 14-62 20 22 14 62z" fill="#fff3c4" opacity=".8"/>` +
      shine('M176 140l-92 138h12l84-130z', 0.35) +
      fill('M216 74l34 10-32 12z', p.accent)
    );
  },
};

export const tool: Drawing = {
  stage: 'stand',
  palettes: 'any',
  shadow: 130,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      return (
        rect(58, 144, 40, 12, 3, STEEL_SHADE) +
        rect(92, 132, 34, 36, 8, STEEL) +
        twoTint(
          s,
          'M122 112h136q34 0 34 34v8q0 32-34 32h-20l26 96h-64l-22-96h-56q-8 0-8-8v-58q0-8 8-8z',
          400,
          p.main,
          p.main,
          fill('M110 162h190v30H110zM240 180l30 110h-30l-26-110z', p.shade),
        ) +
        fill('M184 200q-8 14-22 12l-4-26h22z', p.deep) +
        rect(182, 274, 110, 40, 10, p.deep) +
        rect(206, 286, 50, 14, 5, p.accent) +
        rect(146, 128, 92, 12, 6, p.light) +
        circle(266, 148, 9, p.accent)
      );
    }
    return (
      turn(-18, rect(150, 92, 16, 110, 4, STEEL) + rect(138, 160, 40, 70, 12, p.accent), 158, 220) +
      turn(12, rect(236, 96, 18, 130, 4, '#b47a45') + rect(206, 78, 78, 34, 6, STEEL_SHADE), 245, 220) +
      stroke('M168 200q0-34 32-34t32 34', p.deep, 13) +
      twoTint(s, box(78, 196, 244, 118, 12), 262, p.main, p.shade) +
      rect(78, 226, 244, 10, 0, p.deep) +
      rect(124, 216, 34, 30, 5, STEEL) +
      rect(242, 216, 34, 30, 5, STEEL) +
      print(200, 262, 90, p.light) +
      shine('M90 206h70v7H90z', 0.4)
    );
  },
};

export const carGear: Drawing = {
  stage: 'stand',
  palettes: 'tech',
  shadow: 146,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.4) {
      return (
        rect(186, 70, 28, 56, 6, p.deep) +
        oval(200, 74, 54, 14, STEEL_SHADE) +
        twoTint(s, box(92, 118, 216, 130, 26), 400, p.deep, p.deep, fill('M92 220h216v40H92z', '#0003')) +
        circle(164, 184, 46, STEEL_SHADE) +
        circle(164, 184, 36, p.deep) +
        circle(164, 184, 22, p.main) +
        circle(156, 176, 8, '#fff9') +
        rect(226, 152, 60, 62, 8, p.disc) +
        fill('M226 206q24-30 60-8v8q0 8-8 8h-44q-8 0-8-8z', p.light) +
        circle(270, 168, 7, p.accent) +
        rect(150, 248, 100, 14, 6, p.shade) +
        fill('M130 314q70-60 140 0z', p.light)
      );
    }
    return (
      fill('M96 214l34-66q10-20 34-20h84q22 0 34 18l42 68z', p.shade) +
      fill('M124 212l24-46q6-12 20-12h22v58zM206 154h36q12 0 20 10l30 48h-86z', PAPER) +
      twoTint(
        s,
        'M44 238q0-28 28-28h246q42 6 42 44v24q0 12-12 12H56q-12 0-12-12z',
        400,
        p.main,
        p.main,
        rect(40, 268, 330, 30, 0, p.shade),
      ) +
      circle(114, 286, 34, p.deep) +
      circle(114, 286, 15, STEEL) +
      circle(290, 286, 34, p.deep) +
      circle(290, 286, 15, STEEL) +
      rect(334, 226, 26, 18, 8, '#fbe7a0') +
      rect(44, 228, 16, 22, 6, p.accent) +
      rect(212, 226, 26, 7, 3, p.light) +
      shine('M70 222h96v7H70z', 0.4)
    );
  },
};
