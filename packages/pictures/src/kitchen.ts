import { PAPER, PAPER_SHADE, STEEL, STEEL_SHADE, WOOD, WOOD_SHADE } from './palette.ts';
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

export const mug: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 104,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.4) {
      return (
        rect(164, 74, 72, 46, 12, p.deep) +
        rect(172, 86, 56, 6, 3, p.light) +
        twoTint(s, box(146, 114, 108, 200, 24), 218, p.main, p.shade) +
        rect(146, 142, 108, 8, 0, p.light) +
        circle(200, 222, 20, PAPER) +
        fill('M188 222q12-18 24 0-12 18-24 0z', p.accent) +
        shine('M158 160h9v128h-9z', 0.4)
      );
    }
    const band = dice.pick([
      () => stroke('M116 236q42-26 84 0t84 0', p.light, 12),
      () => circle(170, 230, 13, p.accent) + circle(216, 244, 9, p.light) + circle(206, 206, 8, p.light),
      () => rect(112, 262, 176, 24, 0, p.accent),
    ])();
    const body = 'M112 166h164v112q0 36-36 36h-92q-36 0-36-36z';
    return (
      stroke('M160 134q-12-18 0-32t0-30M200 134q-12-18 0-32t0-30M240 134q-12-18 0-32t0-30', '#ffffffb0', 8) +
      stroke('M276 196q52-6 50 36t-54 40', p.shade, 18) +
      twoTint(s, body, 234, p.main, p.shade, band) +
      oval(194, 166, 82, 16, p.light) +
      oval(194, 168, 70, 11, '#6b4026') +
      shine('M124 190h10v76h-10z', 0.4)
    );
  },
};

export const pan: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 136,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      return (
        circle(200, 118, 15, p.deep) +
        fill('M96 190q6-56 104-56t104 56z', p.light) +
        rect(86, 184, 228, 14, 7, p.shade) +
        rect(56, 212, 46, 22, 11, p.deep) +
        rect(298, 212, 46, 22, 11, p.deep) +
        twoTint(s, 'M92 198h216v78q0 38-38 38H130q-38 0-38-38z', 252, p.main, p.shade) +
        shine('M106 212h10v56q0 16 10 28-20-6-20-30zM132 166q14-14 40-18v8q-20 4-32 14z', 0.4)
      );
    }
    return (
      turn(-10, rect(252, 216, 132, 22, 11, WOOD) + rect(252, 216, 36, 22, 8, p.deep), 252, 227) +
      twoTint(s, 'M58 216h214q-4 98-72 98h-70q-68 0-72-98z', 206, p.main, p.shade) +
      oval(165, 216, 108, 26, p.deep) +
      oval(165, 220, 92, 18, '#5b5350') +
      fill('M110 218q20-18 56-10t48 8q-10 18-48 14t-56-12z', PAPER) +
      oval(158, 217, 16, 8, '#f2b233') +
      shine('M76 244q10 40 34 56l-4 6q-30-16-40-58z', 0.4)
    );
  },
};

export const knife: Drawing = {
  stage: 'lay',
  palettes: 'home',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const blade = 'M92 140h190v66q-40 14-100 14-70 0-90-26z';
    return turn(
      dice.between(-18, 6),
      rect(68, 88, 264, 226, 26, '#0000001c') +
        rect(60, 78, 264, 226, 26, WOOD) +
        stroke('M84 110h120M84 270h170M230 290h60', WOOD_SHADE, 4) +
        circle(296, 104, 10, p.bg) +
        `<g transform="translate(-8 22)">${twoTint(s, blade, 400, STEEL, STEEL, fill('M92 186q50 14 190 0v40H92z', STEEL_SHADE))}${rect(278, 144, 96, 30, 12, p.main)}${rect(278, 160, 96, 14, 7, p.shade)}${circle(300, 159, 4, PAPER)}${circle(346, 159, 4, PAPER)}${shine('M104 150h110v7H104z', 0.6)}</g>` +
        circle(116, 268, 20, '#e8694a') +
        circle(116, 268, 12, '#f3987f') +
        circle(154, 276, 17, '#e8694a') +
        circle(154, 276, 10, '#f3987f'),
    );
  },
};

export const riceCooker: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 132,
  draw(s) {
    const { p } = s;
    return (
      stroke('M158 96q-10-16 0-28M200 92q-10-16 0-28M242 96q-10-16 0-28', '#ffffffb0', 8) +
      rect(168, 104, 64, 20, 10, p.deep) +
      fill('M88 176q8-60 112-60t112 60z', p.light) +
      twoTint(s, 'M82 174h236q12 64-4 116-8 24-34 24H120q-26 0-34-24-16-52-4-116z', 268, PAPER, PAPER_SHADE) +
      rect(80, 168, 240, 14, 7, p.main) +
      rect(140, 210, 120, 76, 18, p.deep) +
      rect(156, 222, 88, 24, 6, p.disc) +
      print(200, 231, 52, p.main, 1) +
      circle(172, 266, 8, p.accent) +
      circle(200, 266, 8, p.light) +
      circle(228, 266, 8, p.light) +
      shine('M98 196h10q-2 46 8 84h-10q-12-40-8-84z', 0.8)
    );
  },
};

export const kettle: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 112,
  draw(s) {
    const { p, dice } = s;
    const blender = dice.roll() < 0.35;
    if (blender) {
      return (
        rect(150, 66, 100, 24, 10, p.deep) +
        fill('M140 90h120l-10 134H150z', '#ffffffa0') +
        fill('M147 160q54-16 106 0l-5 64h-96z', p.light) +
        circle(176, 190, 14, p.accent) +
        circle(212, 200, 17, p.accent) +
        circle(224, 174, 10, PAPER) +
        stroke('M256 108q40 0 36 50t-40 44', p.shade, 12) +
        twoTint(s, 'M146 224h108l16 76q2 14-12 14H142q-14 0-12-14z', 220, p.main, p.shade) +
        circle(200, 268, 18, PAPER) +
        stroke('M200 258v10', p.deep, 5) +
        shine('M152 102h10l5 110h-8z', 0.6)
      );
    }
    return (
      stroke('M266 142q64-6 60 66t-48 72', p.deep, 18) +
      fill('M136 150l-46-16q-14-4-8 10l36 54z', p.shade) +
      twoTint(s, 'M140 128h124q34 90 20 160H116q-14-70 24-160z', 230, p.main, p.shade) +
      fill('M142 130q8-34 60-34t60 34z', p.light) +
      circle(202, 92, 11, p.deep) +
      rect(110, 286, 180, 28, 10, p.deep) +
      circle(200, 300, 5, p.accent) +
      rect(192, 176, 16, 84, 8, '#ffffff80') +
      rect(192, 214, 16, 46, 8, p.light) +
      shine('M148 150h11q-22 66-18 122h-10q-8-60 17-122z', 0.35)
    );
  },
};

export const fan: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 76,
  draw(s) {
    const { p, dice } = s;
    const blade = (degrees: number): string =>
      turn(degrees, fill('M200 150q-46-40-8-76 46 0 28 60z', p.light), 200, 156);
    const air = dice.roll() < 0.3;
    if (air) {
      return (
        twoTint(s, box(126, 72, 148, 242, 30), 226, PAPER, PAPER_SHADE) +
        [176, 196, 216, 236, 256, 276].map((y) => rect(148, y, 104, 8, 4, p.light)).join('') +
        circle(200, 124, 28, p.main) +
        circle(200, 124, 18, p.disc) +
        stroke('M190 124q10-14 20 0', p.accent, 5) +
        shine('M138 100h9v180h-9z', 0.8)
      );
    }
    return (
      rect(192, 240, 16, 60, 0, p.shade) +
      fill('M140 314q4-26 60-26t60 26z', p.main) +
      circle(200, 156, 100, p.main) +
      circle(200, 156, 88, PAPER) +
      [0, 90, 180, 270].map(blade).join('') +
      `<g fill="none" stroke="${p.shade}" stroke-width="3" opacity=".55"><circle cx="200" cy="156" r="66"/><circle cx="200" cy="156" r="44"/><path d="M200 68v176M112 156h176M138 94l124 124M262 94L138 218"/></g>` +
      circle(200, 156, 20, p.main) +
      circle(200, 156, 9, p.accent) +
      shine('M122 130a84 84 0 0 1 50-54l3 8a76 76 0 0 0-44 48z', 0.6)
    );
  },
};
