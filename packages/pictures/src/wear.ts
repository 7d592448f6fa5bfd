import { GOLD, GOLD_SHADE, PAPER } from './palette.ts';
import {
  circle,
  type Drawing,
  dots,
  fill,
  oval,
  rect,
  type Sketch,
  shine,
  stroke,
  turn,
  twoTint,
} from './shapes.ts';

/** A flat garment with its shadow on the table. */
function laid(s: Sketch, d: string, tilt: number, detail: string, pattern = ''): string {
  return turn(
    tilt,
    `<g transform="translate(9 11)">${fill(d, '#0000001f')}</g>${twoTint(s, d, 200, s.p.main, s.p.main, pattern)}${detail}`,
  );
}

/** Stripes, dots, a check or nothing, to be clipped by a garment. */
function cloth({ p, dice }: Sketch): string {
  return dice.pick([
    () => '',
    () => '',
    () =>
      stroke(
        'M0 80h400M0 110h400M0 140h400M0 170h400M0 200h400M0 230h400M0 260h400M0 290h400M0 320h400',
        p.light,
        9,
      ),
    () =>
      dots('M0 76h400M0 156h400M0 236h400M0 316h400', p.light, 13, 46) +
      dots('M23 116h400M23 196h400M23 276h400', p.light, 13, 46),
    () =>
      stroke('M0 90h400M0 140h400M0 190h400M0 240h400M0 290h400', '#ffffff38', 14) +
      stroke('M90 0v400M140 0v400M190 0v400M240 0v400M290 0v400', '#ffffff38', 14),
  ])();
}

export const tShirt: Drawing = {
  stage: 'lay',
  palettes: 'wear',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const d =
      'M154 84l-78 40q-8 5-5 14l20 52q4 9 13 6l26-9v123q0 12 12 12h116q12 0 12-12V187l26 9q9 3 13-6l20-52q3-9-5-14l-78-40q-46 28-92 0z';
    const chest = dice.pick([
      () => circle(200, 200, 34, p.accent) + fill('M166 204q34-26 68 0a34 34 0 0 1-68 0z', PAPER),
      () => rect(158, 178, 84, 12, 6, PAPER) + rect(172, 198, 56, 10, 5, p.accent),
      () => rect(218, 160, 30, 36, 4, p.shade) + rect(218, 160, 30, 7, 3, p.light),
      () => fill('M200 170l12 24 26 4-19 18 5 26-24-12-24 12 5-26-19-18 26-4z', p.accent),
    ])();
    const sleeves = fill('M130 187v-44l-8 46zM270 187v-44l8 46z', p.shade);
    const neck = stroke('M154 85q46 34 92 0', p.shade, 9);
    return laid(
      s,
      d,
      dice.between(-7, 7),
      sleeves + neck + chest + rect(130, 306, 140, 7, 0, p.shade),
      cloth(s),
    );
  },
};

export const dress: Drawing = {
  stage: 'lay',
  palettes: 'wear',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const d = dice.pick([
      'M160 58q-2 40-18 54 8 40 16 62-22 60-56 136-4 10 8 12 90 26 180 0 12-2 8-12-34-76-56-136 8-22 16-62-16-14-18-54h-14q-26 44-52 0z',
      'M152 62l-54 42q-8 8-2 18l18 26 34-18q6 30 4 54-24 60-44 126-3 10 8 12 84 20 168 0 11-2 8-12-20-66-44-126-2-24 4-54l34 18 18-26q6-10-2-18l-54-42q-48 34-96 0z',
    ]);
    const folds = stroke('M172 196l-26 118M200 196v122M228 196l26 118', p.shade, 5);
    const belt = rect(152, 172, 96, 15, 5, p.accent) + circle(200, 179, 9, GOLD);
    return laid(s, d, dice.between(-6, 6), folds + belt, cloth(s));
  },
};

export const trousers: Drawing = {
  stage: 'lay',
  palettes: 'wear',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const wide = dice.between(0, 16);
    const d = `M138 66h124q8 0 9 8l${14 + wide} 246q0 10-10 10h-44q-10 0-11-10L204 178h-8l-16 142q-1 10-11 10h-44q-10 0-10-10L129 74q1-8 9-8z`;
    return laid(
      s,
      d,
      dice.between(-8, 8),
      rect(132, 66, 136, 20, 5, p.shade) +
        circle(200, 76, 5, GOLD) +
        stroke('M200 88v56q0 10-8 14M140 92q4 34 30 38M260 92q-4 34-30 38', p.shade, 5) +
        stroke(`M148 150l-6 164M252 150l6 164`, p.light, 4),
    );
  },
};

export const coat: Drawing = {
  stage: 'lay',
  palettes: 'wear',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const d =
      'M156 66q-56 18-70 44-16 64-24 162-1 12 10 14l26 3q8 0 9-8l11-92v122q0 14 14 14h136q14 0 14-14V189l11 92q1 8 9 8l26-3q11-2 10-14-8-98-24-162-14-26-70-44-44 22-88 0z';
    const puffer = dice.roll() < 0.45;
    const quilting = puffer
      ? [128, 164, 200, 236, 272]
          .map((y) => stroke(`M60 ${y}q34 12 66 2 74 16 148 0 32 10 66-2`, p.shade, 5))
          .join('')
      : '';
    const front = puffer
      ? rect(196, 100, 8, 224, 4, p.deep) + fill('M150 64q50-22 100 0l14 34q-64 34-128 0z', p.light)
      : fill('M160 66l40 90-24 26-38-92zM240 66l-40 90 24 26 38-92z', p.light) +
        stroke('M200 158v166', p.shade, 5) +
        [190, 228, 266].map((y) => circle(182, y, 6, GOLD) + circle(218, y, 6, GOLD)).join('') +
        rect(136, 250, 34, 9, 4, p.shade) +
        rect(230, 250, 34, 9, 4, p.shade);
    return laid(s, d, dice.between(-4, 4), front, quilting);
  },
};

export const hat: Drawing = {
  stage: 'stand',
  palettes: 'wear',
  shadow: 132,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      return (
        twoTint(s, 'M104 300q-6-156 106-156 96 0 94 156z', 226, p.main, p.shade) +
        stroke('M206 146q-46 52-42 150', p.shade, 4) +
        fill('M92 296q110-34 222-4 52 10 62 24-6 12-34 8-104-20-234-8-18 2-16-20z', p.accent) +
        circle(208, 142, 10, p.accent) +
        shine('M124 270q2-70 40-96l8 6q-32 28-34 90z', 0.35)
      );
    }
    return (
      oval(200, 292, 160, 24, p.shade) +
      oval(200, 286, 160, 22, p.main) +
      twoTint(s, 'M110 284q4-132 62-138 28 14 56 0 58 6 62 138-90 24-180 0z', 236, p.main, p.shade) +
      fill('M110 254q90 24 180 0l2 32q-92 24-184 0z', p.accent) +
      shine('M132 244q6-60 32-78l8 8q-24 22-26 72z', 0.35)
    );
  },
};

export const socks: Drawing = {
  stage: 'lay',
  palettes: 'wear',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const d = 'M150 74h70v134q0 12 10 20l48 40q26 24 6 48-16 16-42 4l-78-44q-20-12-18-40z';
    const one = (main: string, band: string, toe: string): string =>
      s.inside(
        d,
        fill(d, main) +
          rect(100, 74, 200, 26, 0, band) +
          [124, 148].map((y) => rect(100, y, 200, 9, 0, band)).join('') +
          circle(282, 312, 46, toe) +
          circle(160, 250, 30, toe),
      );
    return turn(
      dice.between(-10, 8),
      `<g transform="translate(-26 8)"><g transform="translate(9 11)">${fill(d, '#0000001f')}</g>${one(p.light, p.main, p.accent)}</g>` +
        `<g transform="translate(34 -14)">${one(p.main, p.light, p.shade)}</g>`,
    );
  },
};

export const underwear: Drawing = {
  stage: 'lay',
  palettes: 'wear',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const boxer = 'M104 116h192l26 140q2 10-8 12l-78 10-28-52h-16l-28 52-78-10q-10-2-8-12z';
    const brief = 'M92 130h216l10 50q-64 20-80 104h-76q-16-84-80-104z';
    const isBoxer = dice.roll() < 0.6;
    return laid(
      s,
      isBoxer ? boxer : brief,
      dice.between(-6, 6),
      (isBoxer ? rect(102, 112, 196, 26, 6, p.deep) : rect(90, 126, 220, 18, 6, p.light)) +
        (isBoxer
          ? print3(p.light) + stroke('M172 142q-6 50 20 82M228 142q6 50-20 82', p.shade, 5)
          : stroke('M118 176q50 24 62 100M282 176q-50 24-62 100', p.light, 6)),
      cloth(s),
    );
  },
};

function print3(colour: string): string {
  return [136, 186, 236].map((x) => rect(x, 121, 28, 8, 4, colour)).join('');
}

export const jewellery: Drawing = {
  stage: 'stand',
  palettes: 'beauty',
  shadow: 96,
  draw(s) {
    const { p, dice } = s;
    const gem = dice.pick([p.main, p.accent, '#8fc7c4']);
    if (dice.roll() < 0.5) {
      return (
        `<circle cx="200" cy="232" r="70" fill="none" stroke="${GOLD}" stroke-width="18"/>` +
        stroke('M148 274a68 68 0 0 0 104 0', GOLD_SHADE, 8) +
        fill('M166 150l-18-32 26-34h52l26 34-18 32-34 26z', gem) +
        fill('M148 118l52 58-18-58zM200 176l52-58h-34z', '#0002') +
        fill('M174 84l8 34h36l8-34z', '#fff6') +
        shine('M160 112l16-22h12l-14 22z', 0.7) +
        fill('M300 96l5 14 14 5-14 5-5 14-5-14-14-5 14-5z', PAPER)
      );
    }
    return (
      twoTint(s, 'M132 314q-8-96 40-128 12-10 12-40h32q0 30 12 40 48 32 40 128z', 222, PAPER, '#eadcc8') +
      `<path d="M150 210q50 96 100 0" fill="none" stroke="${GOLD}" stroke-width="7" stroke-dasharray="1 9" stroke-linecap="round"/>` +
      stroke('M178 172q-18 18-28 38M222 172q18 18 28 38', GOLD, 3) +
      fill('M200 256q26 26 0 52-26-26 0-52z', gem) +
      shine('M192 278q2-8 8-14v24q-6-2-8-10z', 0.5) +
      circle(200, 256, 7, GOLD)
    );
  },
};
