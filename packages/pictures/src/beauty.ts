import { GOLD, GOLD_SHADE, PAPER, PAPER_SHADE } from './palette.ts';
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

export const lipstick: Drawing = {
  stage: 'stand',
  palettes: 'beauty',
  shadow: 96,
  draw(s) {
    const { p, dice } = s;
    const bullet = 'M148 176V116q2-34 56-50V176z';
    const cap = dice.roll() < 0.6;
    const tube =
      twoTint(s, bullet, 180, p.main, p.shade) +
      shine('M156 168V120q2-16 12-24V168z') +
      twoTint(s, 'M144 160h64v58h-64z', 182, GOLD, GOLD_SHADE) +
      twoTint(s, box(134, 212, 84, 102, 8), 184, p.deep, '#0002', rect(134, 224, 84, 8, 0, GOLD)) +
      shine('M146 240h9v62h-9z', 0.25);
    if (!cap) return `<g transform="translate(24 0)">${tube}</g>`;
    return (
      tube +
      twoTint(s, box(238, 196, 74, 118, 10), 282, p.deep, '#0002', rect(238, 296, 74, 18, 0, GOLD)) +
      shine('M250 210h9v76h-9z', 0.25)
    );
  },
};

export const creamJar: Drawing = {
  stage: 'stand',
  palettes: 'beauty',
  shadow: 120,
  draw(s) {
    const { p, dice } = s;
    const open = dice.roll() < 0.35;
    const body = twoTint(s, 'M96 214h208v58q0 42-42 42H138q-42 0-42-42z', 250, p.light, p.main);
    const label = rect(142, 238, 96, 50, 8, PAPER) + print(190, 252, 62, p.shade);
    if (open) {
      return (
        body +
        oval(200, 214, 104, 26, PAPER) +
        oval(200, 214, 88, 19, p.disc) +
        fill('M140 216q26-34 62-22 40-30 58 22-60 22-120 0z', PAPER) +
        label +
        shine('M110 236h12v40q0 14 8 22-20-4-20-28z') +
        turn(-14, twoTint(s, box(250, 264, 116, 50, 10), 320, p.main, p.shade), 308, 290)
      );
    }
    const ribs = Array.from({ length: 11 }, (_, index) =>
      rect(106 + index * 18, 158, 4, 48, 2, '#0001'),
    ).join('');
    return (
      body +
      label +
      twoTint(s, box(92, 150, 216, 62, 14), 250, p.main, p.shade, ribs) +
      rect(92, 204, 216, 8, 4, GOLD) +
      shine('M104 164h60v8h-60z') +
      shine('M110 236h12v40q0 14 8 22-20-4-20-28z')
    );
  },
};

export const bottle: Drawing = {
  stage: 'stand',
  palettes: 'beauty',
  shadow: 84,
  draw(s) {
    const { p, dice } = s;
    const round = dice.roll() < 0.5;
    const body = round
      ? 'M140 314q-16 0-16-16V206q0-42 46-48h60q46 6 46 48v92q0 16-16 16z'
      : box(132, 160, 136, 154, 14);
    const top = dice.pick([
      () =>
        rect(176, 128, 48, 36, 6, p.shade) +
        rect(190, 94, 20, 40, 4, p.shade) +
        fill('M150 78h76q12 0 12 12v10h-52q-8 0-12 6-4 8-14 8-12 0-12-12V84q0-6 2-6z', p.deep),
      () =>
        rect(178, 122, 44, 42, 6, p.deep) +
        fill('M184 122V84q0-26 16-26t16 26v38z', p.main) +
        shine('M190 114V86q0-12 6-16v44z'),
      () =>
        rect(164, 112, 72, 52, 10, p.deep) + rect(164, 150, 72, 8, 0, GOLD) + shine('M174 120h8v24h-8z', 0.3),
    ])();
    const mark = dice.pick([
      () => circle(200, 214, 13, p.main),
      () => fill('M200 196q26 14 0 38-26-24 0-38z', p.main),
      () => rect(184, 208, 32, 12, 6, p.main),
    ])();
    return (
      top +
      twoTint(s, body, 232, p.light, p.main) +
      rect(152, 188, 96, 96, 10, PAPER) +
      mark +
      print(200, 246, 60, p.shade) +
      shine('M138 206h9v82h-9z')
    );
  },
};

export const maskSachet: Drawing = {
  stage: 'lay',
  palettes: 'beauty',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const tilt = dice.between(-10, 4);
    const pack = (main: string, shade: string): string =>
      rect(118, 78, 180, 254, 10, '#0001') +
      twoTint(s, box(108, 68, 180, 254, 10), 198, main, shade) +
      rect(108, 84, 180, 3, 0, '#fff8') +
      rect(108, 304, 180, 3, 0, '#fff8');
    const face = 'M198 116q62 0 62 62 0 82-62 98-62-16-62-98 0-62 62-62z';
    return (
      turn(tilt + 16, pack(p.light, p.light)) +
      turn(
        tilt,
        pack(p.main, p.shade) +
          twoTint(s, face, 198, PAPER, PAPER_SHADE) +
          oval(174, 176, 14, 8, p.main) +
          oval(222, 176, 14, 8, p.shade) +
          stroke('M198 184v26l-8 6', p.light, 4) +
          oval(198, 240, 18, 7, p.main) +
          shine('M120 96h10v196h-10z', 0.3),
      )
    );
  },
};

export const detergent: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 100,
  draw(s) {
    const { p } = s;
    const body = 'M132 314q-20 0-20-20l4-104q2-44 44-44h56q76 0 76 70v78q0 20-20 20z';
    return (
      rect(148, 92, 76, 58, 10, p.accent) +
      rect(140, 132, 92, 18, 6, p.deep) +
      twoTint(s, body, 246, p.main, p.shade) +
      fill('M240 184q30 2 30 34v26q0 10-10 10t-10-10v-22q0-12-12-12-8 0-8-12 0-14 10-14z', p.bg) +
      fill('M130 200h84q14 0 14 14v56q0 18-18 18h-80z', PAPER) +
      circle(158, 232, 14, p.light) +
      circle(184, 222, 9, p.light) +
      circle(182, 248, 11, p.accent) +
      print(172, 268, 60, p.shade, 1) +
      shine('M122 214h8v76h-8zM158 102h8v24h-8z', 0.45)
    );
  },
};

export const toothbrush: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 96,
  draw(s) {
    const { p } = s;
    const brush = (x: number, degrees: number, colour: string, tint: string): string =>
      turn(
        degrees,
        rect(x - 8, 112, 16, 170, 8, colour) +
          rect(x - 10, 62, 18, 62, 8, colour) +
          rect(x + 6, 68, 18, 48, 4, tint),
        x,
        290,
      );
    return (
      brush(186, -16, p.main, PAPER) +
      brush(206, 10, p.accent, PAPER) +
      twoTint(s, 'M136 196h124l-12 106q-2 12-14 12h-72q-12 0-14-12z', 214, p.light, p.main) +
      oval(198, 196, 62, 10, p.shade) +
      shine('M150 212h10l8 86h-9z') +
      twoTint(s, 'M276 314l-12-118q0-10 10-10h56q10 0 10 10l-12 118z', 312, PAPER, PAPER_SHADE) +
      fill('M268 232h68l-4 42h-60z', p.main) +
      rect(280, 294, 44, 20, 4, p.deep)
    );
  },
};

export const tissue: Drawing = {
  stage: 'stand',
  palettes: 'fresh',
  shadow: 136,
  draw(s) {
    const { p, dice } = s;
    const roll = dice.roll() < 0.35;
    if (roll) {
      const one = (x: number, y: number): string =>
        rect(x - 54, y - 88, 108, 88, 0, PAPER) +
        rect(x + 18, y - 88, 36, 88, 0, PAPER_SHADE) +
        oval(x, y, 54, 14, PAPER_SHADE) +
        oval(x, y - 88, 54, 14, PAPER) +
        oval(x, y - 88, 18, 5, p.floor) +
        stroke(`M${x - 54} ${y - 40}q50 22 108 0`, p.light, 5);
      return one(140, 302) + one(262, 302) + one(200, 206);
    }
    return (
      fill('M150 206q-18-60 16-84 12 20 34 4 26-26 52-2 30 30 2 82z', PAPER) +
      fill('M206 206q4-52 30-84 34 22 18 84z', PAPER_SHADE) +
      twoTint(s, box(76, 200, 248, 114, 16), 262, p.light, p.main) +
      oval(200, 204, 66, 10, p.shade) +
      fill('M76 262q62-34 124 0t124 0v36q0 16-16 16H92q-16 0-16-16z', p.shade) +
      circle(128, 244, 12, PAPER) +
      circle(160, 252, 7, PAPER) +
      shine('M90 218h60v7H90z')
    );
  },
};
