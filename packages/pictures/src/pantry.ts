import { LEAF, LEAF_SHADE, PAPER, PAPER_SHADE } from './palette.ts';
import { circle, type Drawing, fill, oval, print, rect, shine, stroke, turn, twoTint } from './shapes.ts';

/** A wheat ear, the mark of grain. */
function wheat(x: number, y: number, colour: string): string {
  return (
    stroke(`M${x} ${y + 44}V${y}`, colour, 4) +
    [0, 16, 32]
      .map(
        (dy) =>
          turn(-34, oval(x - 9, y + dy, 6, 11, colour), x - 9, y + dy) +
          turn(34, oval(x + 9, y + dy, 6, 11, colour), x + 9, y + dy),
      )
      .join('') +
    oval(x, y - 12, 6, 12, colour)
  );
}

export const riceBag: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 116,
  draw(s) {
    const { p, dice } = s;
    const bag =
      'M112 108q88 14 176 0 10 2 8 12-10 92 8 178 0 16-16 16H112q-16 0-16-16 18-86 8-178-2-10 8-12z';
    return (
      fill('M118 86q82 18 164 0l6 24q-88 16-176 0z', p.shade) +
      stroke('M122 98q78 14 156 0', PAPER, 3) +
      twoTint(s, bag, 256, PAPER, PAPER_SHADE, rect(80, 262, 240, 60, 0, p.main)) +
      circle(196, 194, 58, dice.pick([p.main, p.accent])) +
      wheat(196, 178, PAPER) +
      print(196, 276, 96, PAPER) +
      shine('M116 130h10q4 76-8 160h-9q12-88 7-160z', 0.7)
    );
  },
};

export const snackBag: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 100,
  draw(s) {
    const { p, dice } = s;
    const pack = 'M118 80h164l-6 22q14 90 2 186l6 26H116l6-26q-12-96 2-186z';
    const goods = dice.pick([
      () =>
        oval(180, 246, 34, 24, '#f4c95d') +
        oval(222, 256, 32, 22, '#e5ac3c') +
        oval(204, 228, 28, 18, '#f9dc8c'),
      () =>
        circle(178, 248, 22, '#a5562f') + circle(218, 252, 24, '#8b4222') + circle(200, 226, 18, '#c06f41'),
      () => rect(160, 230, 80, 16, 8, '#d9893f') + rect(168, 250, 80, 16, 8, '#b9682a'),
    ])();
    return (
      twoTint(
        s,
        pack,
        248,
        p.main,
        p.shade,
        rect(100, 80, 200, 20, 0, p.light) + rect(100, 296, 200, 20, 0, p.light),
      ) +
      circle(200, 226, 60, PAPER) +
      goods +
      rect(146, 122, 108, 34, 17, p.accent) +
      print(200, 136, 62, PAPER, 1) +
      shine('M134 112h11q10 84 0 172h-11q10-88 0-172z', 0.35)
    );
  },
};

export const nuts: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 118,
  draw(s) {
    const { p, dice } = s;
    const almond = (x: number, y: number, a: number, c: string): string =>
      `<path d="M${x} ${y - 24}q28 28 0 48-28-20 0-48z" fill="${c}" stroke="#0002" stroke-width="2" transform="rotate(${a} ${x} ${y})"/>`;
    const tones = dice.pick([
      ['#c98a4b', '#a86a31'],
      ['#e3b878', '#c4924e'],
      ['#9a6440', '#7a4a2b'],
    ]) as [string, string];
    const heap = [
      [138, 190, -30],
      [172, 170, 20],
      [204, 186, -60],
      [236, 168, 40],
      [264, 190, -10],
      [188, 148, 75],
      [222, 144, -20],
      [154, 166, 60],
      [248, 150, 10],
    ]
      .map(([x = 0, y = 0, a = 0], index) => almond(x, y, a, index % 2 ? tones[0] : tones[1]))
      .join('');
    return (
      heap +
      twoTint(s, 'M92 196h216q-4 88-56 108-6 10-20 10h-64q-14 0-20-10-52-20-56-108z', 244, p.main, p.shade) +
      stroke('M100 228q100 26 200 0', p.light, 8) +
      shine('M108 212q6 50 34 74l-6 6q-32-26-38-80z', 0.4) +
      almond(326, 300, 70, tones[0]) +
      almond(72, 302, -75, tones[1])
    );
  },
};

export const pastry: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 120,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      const cake = 'M96 200h208v86H96z';
      return (
        oval(200, 302, 140, 14, PAPER_SHADE) +
        oval(200, 297, 140, 13, PAPER) +
        s.inside(
          cake,
          rect(96, 200, 208, 90, 0, '#edc98d') +
            rect(96, 240, 208, 14, 0, p.light) +
            rect(256, 200, 60, 90, 0, '#0000001a'),
        ) +
        fill(
          'M92 204q0-30 30-30h156q30 0 30 30v18q-13 18-26 0-13 24-26 0-13 14-26 0-15 26-30 0-13 12-26 0-13 26-26 0-15 16-30 0-13 22-26 0z',
          p.main,
        ) +
        circle(150, 166, 15, p.accent) +
        circle(200, 160, 17, p.accent) +
        circle(250, 166, 15, p.accent) +
        shine('M114 186h66v7h-66z', 0.45)
      );
    }
    const bun = (x: number, y: number): string =>
      fill(`M${x - 52} ${y}q0-58 52-58t52 58q0 16-16 16h-72q-16 0-16-16z`, '#e6a957') +
      fill(`M${x - 52} ${y}q0 16 16 16h72q16 0 16-16-52 14-104 0z`, '#c48238') +
      stroke(`M${x - 22} ${y - 38}l4-6M${x} ${y - 44}l4-6M${x + 18} ${y - 34}l4-6`, '#fff1c9', 5) +
      shine(`M${x - 38} ${y - 14}q2-20 16-28l4 6q-10 8-12 22z`, 0.45);
    return (
      bun(200, 206) +
      oval(200, 304, 150, 12, PAPER_SHADE) +
      bun(144, 282) +
      bun(256, 282) +
      oval(200, 306, 150, 8, p.main)
    );
  },
};

export const tea: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 122,
  draw(s) {
    const { p } = s;
    const leaf = (x: number, y: number, a: number): string =>
      turn(a, fill(`M${x} ${y}q18-30 0-56-18 26 0 56z`, LEAF), x, y);
    return (
      oval(152, 120, 46, 10, p.shade) +
      rect(106, 120, 92, 26, 0, p.shade) +
      twoTint(s, 'M100 142h104v150q0 22-22 22h-60q-22 0-22-22z', 170, p.main, p.shade) +
      rect(116, 180, 72, 96, 8, PAPER) +
      leaf(152, 232, 0) +
      leaf(152, 232, -44) +
      leaf(152, 232, 44) +
      print(152, 248, 46, p.shade) +
      shine('M106 156h7v132h-7z', 0.4) +
      stroke('M256 208q-8-14 0-26M282 208q-8-14 0-26', '#ffffffb0', 7) +
      fill('M216 234h108q0 66-36 72h-36q-36-6-36-72z', PAPER) +
      fill('M278 234h46q0 66-36 72-14-30-10-72z', PAPER_SHADE) +
      oval(270, 234, 54, 12, PAPER_SHADE) +
      oval(270, 235, 45, 8, '#b8a13d') +
      oval(270, 310, 56, 7, p.light)
    );
  },
};

export const noodles: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 124,
  draw(s) {
    const { p } = s;
    return (
      stroke('M150 118q-10-16 0-30M190 110q-10-16 0-30', '#ffffffb0', 8) +
      stroke('M232 196L318 84M250 200L340 98', '#9a5a34', 9) +
      fill('M92 206q6-46 108-46t108 46z', '#f3cf7b') +
      stroke('M112 200q16-30 40-6t42-6 44 4 50 4M128 186q24-18 46 0t50-6 40 10', '#d8a544', 7) +
      oval(160, 186, 26, 15, PAPER) +
      oval(162, 186, 13, 8, '#f0a52e') +
      fill('M212 178l30-12 8 18-30 12z', '#c65a44') +
      circle(256, 194, 6, LEAF) +
      circle(196, 198, 6, LEAF_SHADE) +
      twoTint(s, 'M80 202h240q-4 80-66 104v8H146v-8q-62-24-66-104z', 250, p.main, p.shade) +
      stroke('M92 234q108 30 216 0', PAPER, 6) +
      shine('M98 218q8 48 42 72l-5 7q-38-26-47-79z', 0.4)
    );
  },
};
