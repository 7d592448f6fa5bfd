import { LEAF, LEAF_SHADE, PAPER, PAPER_SHADE, WOOD, WOOD_SHADE } from './palette.ts';
import { box, circle, type Drawing, fill, oval, rect, shine, stroke, turn, twoTint } from './shapes.ts';

export const bedding: Drawing = {
  stage: 'stand',
  palettes: 'linen',
  shadow: 160,
  draw(s) {
    const { p, dice } = s;
    const quilt = 'M52 232q6-26 40-26h216q34 0 40 26v58q0 12-12 12H64q-12 0-12-12z';
    const pattern = dice.pick<() => string>([
      () => [90, 130, 170, 210, 250, 290].map((x) => rect(x, 200, 12, 110, 0, p.light)).join(''),
      () =>
        [84, 132, 180, 228, 276, 324]
          .map((x) => circle(x, 246, 7, p.accent) + circle(x - 22, 278, 6, p.light))
          .join(''),
      () => stroke('M40 250q40-24 80 0t80 0 80 0 80 0M40 282q40-24 80 0t80 0 80 0 80 0', p.light, 8),
    ])();
    return (
      fill('M56 300V140q0-40 40-40h208q40 0 40 40v160z', WOOD) +
      fill('M72 300V148q0-32 32-32h192q32 0 32 32v152z', WOOD_SHADE) +
      rect(64, 288, 16, 26, 4, WOOD_SHADE) +
      rect(320, 288, 16, 26, 4, WOOD_SHADE) +
      rect(82, 154, 110, 64, 22, PAPER) +
      rect(208, 154, 110, 64, 22, PAPER) +
      fill(
        'M104 206h66q10 0 22-10-2 22-22 22h-66q-22 0-22-22 12 10 22 10zM230 206h66q10 0 22-10-2 22-22 22h-66q-22 0-22-22 12 10 22 10z',
        PAPER_SHADE,
      ) +
      s.inside(quilt, fill(quilt, p.main) + pattern + rect(52, 286, 296, 20, 0, p.shade)) +
      fill('M52 232q6-26 40-26h216q34 0 40 26l-6 6q-142 12-284 0z', PAPER)
    );
  },
};

export const pillow: Drawing = {
  stage: 'lay',
  palettes: 'linen',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const d =
      'M84 112q-12-24 18-24 98 12 196 0 30 0 18 24-14 88 0 176 12 24-18 24-98-12-196 0-30 0-18-24 14-88 0-176z';
    const weave = dice.pick<() => string>([
      () => stroke('M76 150q124-26 248 0M76 200h248M76 250q124 26 248 0', p.light, 12),
      () => circle(200, 200, 56, p.light) + circle(200, 200, 34, p.main) + circle(200, 200, 14, p.accent),
      () => fill('M200 118l58 82-58 82-58-82z', p.light) + fill('M200 160l28 40-28 40-28-40z', p.accent),
      () => '',
    ])();
    return turn(
      dice.between(-9, 9),
      `<g transform="translate(9 12)">${fill(d, '#0000001f')}</g>` +
        twoTint(s, d, 400, p.main, p.main, weave + fill('M84 312q20-30 120-30t112 30z', p.shade)) +
        stroke(
          'M104 108q20 26 14 60M296 108q-20 26-14 60M104 292q20-26 14-60M296 292q-20-26-14-60',
          p.shade,
          5,
        ) +
        shine('M120 108q60 8 110 2v10q-56 6-110-2z', 0.45),
    );
  },
};

export const towel: Drawing = {
  stage: 'stand',
  palettes: 'linen',
  shadow: 126,
  draw(s) {
    const { p } = s;
    const fold = (y: number, main: string, shade: string, band: string): string =>
      rect(84, y, 232, 60, 30, main) +
      fill(`M84 ${y + 30}h214a15 15 0 0 1 0 30H114a30 30 0 0 1-30-30z`, shade) +
      rect(230, y, 16, 30, 0, band) +
      rect(254, y, 7, 30, 0, band) +
      stroke(`M300 ${y + 30}H120`, '#0002', 3);
    return (
      fold(254, p.main, p.shade, PAPER) +
      fold(196, PAPER, PAPER_SHADE, p.accent) +
      fold(138, p.light, p.main, PAPER) +
      stroke('M206 138q10-38 40-46', LEAF_SHADE, 4) +
      turn(40, oval(228, 108, 9, 24, LEAF), 228, 108) +
      turn(80, oval(254, 92, 8, 22, LEAF_SHADE), 254, 92) +
      shine('M104 150h70v7h-70z', 0.5)
    );
  },
};

export const lamp: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 76,
  draw(s) {
    const { p, dice } = s;
    const glow = `<path d="M120 186L70 314h260l-50-128z" fill="#fff3c4" opacity=".55"/>`;
    if (dice.roll() < 0.5) {
      return (
        glow +
        rect(193, 180, 14, 122, 0, WOOD) +
        oval(200, 304, 58, 11, WOOD_SHADE) +
        oval(200, 300, 58, 10, WOOD) +
        twoTint(s, 'M150 80h100l40 108q-90 20-180 0z', 226, p.light, p.main) +
        stroke('M264 196v30', p.accent, 4) +
        circle(264, 230, 6, p.accent) +
        shine('M160 94h12l-26 84h-12z', 0.4)
      );
    }
    return (
      `<path d="M236 168L150 314h190z" fill="#fff3c4" opacity=".6"/>` +
      stroke('M140 300V190L224 110', p.deep, 10) +
      circle(140, 190, 12, p.accent) +
      turn(36, twoTint(s, 'M196 84h60l36 70H160z', 236, p.main, p.shade), 226, 120) +
      rect(84, 296, 116, 18, 9, p.main)
    );
  },
};

export const chair: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 92,
  draw(s) {
    const { p } = s;
    return (
      stroke('M146 240l-14 72M254 240l14 72M168 240l-4 52M232 240l4 52', WOOD_SHADE, 11) +
      twoTint(s, 'M134 84q66-22 132 0 12 4 10 18l-14 116H138l-14-116q-2-14 10-18z', 232, p.main, p.shade) +
      stroke('M162 112l8 92M200 106v98M238 112l-8 92', p.light, 6) +
      twoTint(s, box(118, 212, 164, 34, 15), 240, p.light, p.main) +
      shine('M132 220h60v7h-60z', 0.45)
    );
  },
};

export const sofa: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 160,
  draw(s) {
    const { p } = s;
    return (
      stroke('M86 290v22M314 290v22', WOOD_SHADE, 14) +
      twoTint(s, box(70, 138, 260, 130, 34), 200, p.main, p.shade) +
      twoTint(s, box(88, 224, 112, 60, 16), 400, p.light, p.main) +
      twoTint(s, box(200, 224, 112, 60, 16), 400, p.light, p.main) +
      rect(40, 196, 56, 104, 26, p.main) +
      rect(304, 196, 56, 104, 26, p.shade) +
      rect(60, 276, 280, 26, 10, p.shade) +
      turn(-10, rect(104, 172, 68, 62, 14, p.accent) + stroke('M118 190h40M118 206h40', PAPER, 5), 138, 204) +
      shine('M96 150h80v8H96z', 0.35)
    );
  },
};

export const table: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 158,
  draw(s) {
    const { p } = s;
    return (
      fill('M96 214h20l-16 100H84zM304 214h-20l16 100h16z', WOOD_SHADE) +
      rect(120, 222, 160, 24, 4, WOOD_SHADE) +
      rect(52, 196, 296, 26, 10, WOOD) +
      rect(52, 212, 296, 10, 5, WOOD_SHADE) +
      shine('M66 201h120v5H66z', 0.45) +
      twoTint(s, 'M176 196q-22-40 8-58h32q30 18 8 58z', 206, p.main, p.shade) +
      stroke('M192 138q-6-38-30-46M204 138q2-44 18-60M208 138q14-26 34-30', LEAF_SHADE, 4) +
      circle(160, 90, 13, p.accent) +
      circle(224, 74, 14, p.light) +
      circle(244, 106, 11, p.accent)
    );
  },
};

export const rug: Drawing = {
  stage: 'lay',
  palettes: 'home',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const fringe = `<path d="M94 73h216M94 327h216" stroke="${PAPER}" stroke-width="14" stroke-dasharray="4 11"/>`;
    const diamonds = [128, 200, 272]
      .map(
        (y) =>
          fill(`M200 ${y - 34}l58 34-58 34-58-34z`, p.light) +
          fill(`M200 ${y - 17}l29 17-29 17-29-17z`, p.accent),
      )
      .join('');
    const curves =
      fill('M88 78h224v70q-60 60-130 20t-94 40z', p.light) +
      fill('M88 322h224v-80q-50-40-110 10t-114 10z', p.accent) +
      circle(258, 170, 26, p.deep);
    const patterned = dice.roll() < 0.5 ? diamonds : curves;
    return turn(
      dice.between(-12, 12),
      rect(98, 90, 224, 244, 6, '#0000001f') +
        fringe +
        s.inside(box(88, 78, 224, 244, 6), rect(88, 78, 224, 244, 0, p.main) + patterned) +
        `<rect x="100" y="90" width="200" height="220" rx="3" fill="none" stroke="${p.bg}" stroke-width="5"/>`,
    );
  },
};

export const plant: Drawing = {
  stage: 'stand',
  palettes: 'home',
  shadow: 76,
  draw(s) {
    const { p, dice } = s;
    const leaf = (degrees: number, length: number, colour: string): string =>
      turn(
        degrees,
        fill(`M200 232q-30-${length / 2} 0-${length} 30 ${length / 2} 0 ${length}z`, colour),
        200,
        232,
      );
    const flower = (x: number, y: number, colour: string): string =>
      [0, 72, 144, 216, 288].map((a) => turn(a, oval(x, y - 15, 11, 15, colour), x, y)).join('') +
      circle(x, y, 8, '#f3c64f');
    const green =
      leaf(-58, 110, LEAF_SHADE) +
      leaf(58, 110, LEAF_SHADE) +
      leaf(-30, 146, LEAF) +
      leaf(32, 140, LEAF) +
      leaf(0, 166, LEAF_SHADE);
    const blooms =
      stroke('M200 236q-4-60-40-92M200 236q0-70 6-124M200 236q10-60 50-80', LEAF_SHADE, 5) +
      leaf(-70, 70, LEAF) +
      leaf(70, 70, LEAF) +
      flower(158, 138, p.light) +
      flower(206, 102, p.accent) +
      flower(252, 150, p.light);
    return (
      (dice.roll() < 0.6 ? green : blooms) +
      twoTint(s, 'M140 226h120l-14 78q-2 10-12 10h-68q-10 0-12-10z', 212, p.main, p.shade) +
      rect(132, 214, 136, 22, 8, p.main) +
      shine('M152 244h9l8 58h-9z', 0.4)
    );
  },
};
