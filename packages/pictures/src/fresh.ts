import { LEAF, LEAF_SHADE, PAPER, PAPER_SHADE } from './palette.ts';
import {
  circle,
  type Drawing,
  fill,
  oval,
  print,
  rect,
  type Sketch,
  shine,
  stroke,
  turn,
  twoTint,
} from './shapes.ts';

interface FruitLook {
  skin: string;
  dark: string;
  shape: 'round' | 'berry' | 'long';
}

const FRUITS: [FruitLook, ...FruitLook[]] = [
  { skin: '#e2553f', dark: '#bd3c2b', shape: 'round' },
  { skin: '#f0952f', dark: '#d27619', shape: 'round' },
  { skin: '#9cbb4a', dark: '#7c9c34', shape: 'round' },
  { skin: '#e6485a', dark: '#c23147', shape: 'berry' },
  { skin: '#f3bd3a', dark: '#d79c1f', shape: 'long' },
  { skin: '#f2a98b', dark: '#df8467', shape: 'round' },
];

function oneFruit(s: Sketch, look: FruitLook): string {
  const outline =
    look.shape === 'berry'
      ? 'M0 62Q-54 20-50-18-44-50 0-40 44-50 50-18 54 20 0 62z'
      : look.shape === 'long'
        ? 'M-52 10q-4-54 50-56 60 0 56 56-6 46-54 46T-52 10z'
        : 'M0-40q20-16 44-2 22 16 16 50-10 50-44 52-16-6-32 0-34-2-44-52-6-34 16-50 24-14 44 2z';
  const seeds =
    look.shape === 'berry'
      ? [-26, 0, 26, -14, 14, 0]
          .map((dx, index) => oval(dx, -14 + Math.floor(index / 2) * 22, 3, 5, '#f8d98a'))
          .join('')
      : '';
  const top =
    look.shape === 'berry'
      ? fill('M0-34l-34-8 18-10-6-16 22 12 22-12-6 16 18 10z', LEAF)
      : stroke('M0-38q0-16 8-24', '#6b4a2c', 6) + fill('M6-50q18-26 46-16-12 26-46 16z', LEAF);
  return (
    s.inside(outline, fill(outline, look.skin) + fill('M14-70h90V80H-20Q34 40 14-70z', look.dark)) +
    seeds +
    top +
    shine('M-40 2q0-24 18-32l5 8q-13 8-13 24z', 0.5)
  );
}

export const fruit: Drawing = {
  stage: 'stand',
  palettes: 'fresh',
  shadow: 130,
  draw(s) {
    const { p, dice } = s;
    const look = dice.pick(FRUITS);
    if (dice.roll() < 0.5) {
      const weave = [0, 1, 2].map((row) => rect(84, 244 + row * 22, 232, 6, 3, '#00000018')).join('');
      return (
        s.repeat(oneFruit(s, look), [
          [142, 192],
          [258, 192],
          [200, 162],
        ]) +
        twoTint(s, 'M78 218h244l-18 84q-3 12-16 12H112q-13 0-16-12z', 256, '#d9a463', '#b98146', weave) +
        rect(70, 212, 260, 20, 10, '#c48f4f') +
        rect(168, 246, 64, 40, 6, PAPER) +
        circle(200, 266, 11, p.accent)
      );
    }
    return s.repeat(oneFruit(s, look), [
      [126, 254],
      [274, 254],
      [200, 254],
      [163, 160],
      [240, 160],
    ]);
  },
};

export const meat: Drawing = {
  stage: 'lay',
  palettes: 'fresh',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const cut = 'M118 236q-30-44 10-86 40-46 104-36 70 8 68 66-2 44-46 54-34 10-60 32-46 26-76-30z';
    return turn(
      dice.between(-12, 10),
      rect(66, 94, 284, 232, 34, '#0000001c') +
        rect(58, 82, 284, 232, 34, p.accent === '#e2985a' ? '#3f4b3c' : '#473a33') +
        rect(72, 96, 256, 204, 24, '#ffffff14') +
        s.inside(
          cut,
          fill(cut, '#d9584e') +
            stroke('M140 220q30-60 100-70M170 240q20-34 80-44M200 130q30 6 60 30', '#f2a79a', 9) +
            stroke('M150 160q20-20 50-24', '#f2a79a', 6),
        ) +
        `<path d="${cut}" fill="none" stroke="#f7dccb" stroke-width="13" stroke-linejoin="round"/>` +
        circle(262, 168, 13, '#f7dccb') +
        circle(262, 168, 6, '#d9584e') +
        stroke('M96 276q20-24 60-22', LEAF_SHADE, 5) +
        turn(58, oval(108, 262, 7, 19, LEAF), 108, 262) +
        turn(30, oval(132, 248, 7, 19, LEAF), 132, 248) +
        rect(236, 264, 78, 28, 6, PAPER) +
        print(275, 275, 50, p.main, 1),
    );
  },
};

export const fish: Drawing = {
  stage: 'lay',
  palettes: 'fresh',
  shadow: 0,
  draw(s) {
    const { p, dice } = s;
    const body = 'M64 200q54-76 140-72 66 6 96 62l52-46q12 56 0 112l-52-46q-30 60-96 66-86 2-140-76z';
    const tone = dice.pick([
      ['#7fa0ad', '#5d7f8e'],
      ['#ea8e68', '#cf6d49'],
      ['#a9a48f', '#878269'],
    ]) as [string, string];
    const scales = [0, 1, 2].flatMap((row) =>
      [0, 1, 2].map((column) => stroke(`M${176 + column * 34} ${166 + row * 24}q14 10 0 22`, '#ffffff70', 4)),
    );
    return turn(
      dice.between(-14, 14),
      oval(206, 214, 176, 116, '#0000001c') +
        oval(200, 200, 176, 116, PAPER) +
        oval(200, 200, 150, 94, PAPER_SHADE) +
        fill('M182 132q30-34 70-22l10 34zM190 270q20 26 50 24l4-34z', tone[1]) +
        s.inside(body, fill(body, tone[0]) + fill('M40 200h330v90H40z', tone[1])) +
        scales.join('') +
        stroke('M136 154q24 44 0 92', '#ffffff90', 5) +
        circle(106, 186, 10, PAPER) +
        circle(104, 186, 5, '#2c2723') +
        circle(286, 274, 20, '#f4cf4f') +
        circle(286, 274, 14, '#fae48c') +
        turn(30, oval(318, 252, 8, 20, LEAF), 318, 252) +
        stroke('M70 252q10 14 24 20', p.main, 5),
    );
  },
};
