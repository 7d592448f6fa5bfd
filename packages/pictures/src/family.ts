import { PAPER, PAPER_SHADE, WOOD, WOOD_SHADE } from './palette.ts';
import {
  box,
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

function bear({ p }: Sketch): string {
  return (
    circle(142, 112, 30, p.main) +
    circle(258, 112, 30, p.main) +
    circle(142, 112, 16, p.light) +
    circle(258, 112, 16, p.light) +
    oval(200, 256, 84, 62, p.main) +
    oval(200, 262, 50, 42, p.light) +
    turn(24, oval(118, 232, 22, 44, p.shade), 118, 232) +
    turn(-24, oval(282, 232, 22, 44, p.shade), 282, 232) +
    oval(146, 298, 34, 20, p.shade) +
    oval(254, 298, 34, 20, p.shade) +
    oval(200, 156, 82, 70, p.main) +
    oval(200, 180, 38, 28, p.light) +
    circle(168, 148, 8, p.deep) +
    circle(232, 148, 8, p.deep) +
    oval(200, 170, 11, 8, p.deep) +
    stroke('M200 178v8q-8 10-16 4M200 186q8 10 16 4', p.deep, 4) +
    fill('M170 224l30 12 30-12v30l-30-12-30 12z', p.accent) +
    shine('M140 132q10-24 34-32l3 8q-20 8-28 28z', 0.4)
  );
}

function blocks(s: Sketch): string {
  const { p } = s;
  const cube = (x: number, y: number, main: string, shade: string, mark: string): string =>
    twoTint(s, box(x, y, 96, 96, 12), x + 74, main, shade) + mark;
  return (
    cube(94, 218, p.main, p.shade, circle(132, 266, 22, PAPER)) +
    cube(206, 218, p.accent, p.accent, fill('M246 242l24 44h-48z', PAPER)) +
    turn(-7, cube(150, 118, p.light, p.main, rect(170, 146, 40, 40, 6, PAPER)), 198, 166) +
    turn(6, fill('M150 118h96l-48-62z', p.accent), 198, 100)
  );
}

function truck(s: Sketch): string {
  const { p } = s;
  const wheel = (x: number): string => circle(x, 282, 32, p.deep) + circle(x, 282, 15, PAPER);
  return (
    twoTint(s, box(60, 140, 176, 132, 14), 190, p.main, p.shade) +
    circle(140, 204, 34, p.light) +
    fill('M128 186l34 18-34 18z', PAPER) +
    fill('M236 176h52q14 0 22 12l30 44v40H236z', p.accent) +
    fill('M252 190h32q8 0 12 8l18 30h-62z', PAPER) +
    rect(54, 262, 292, 18, 8, p.deep) +
    wheel(120) +
    wheel(284) +
    shine('M74 156h90v8H74z', 0.4)
  );
}

export const toy: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 128,
  draw: (s) => s.dice.pick([bear, bear, blocks, truck])(s),
};

export const book: Drawing = {
  stage: 'stand',
  palettes: 'any',
  shadow: 124,
  draw(s) {
    const { p, dice } = s;
    const art = dice.pick([
      () => circle(202, 176, 34, p.accent) + fill('M140 232q40-40 70-16t56-10v40H140z', p.light),
      () =>
        [0, 1, 2]
          .map((i) => rect(152 + i * 34, 150 + i * 18, 24, 92 - i * 18, 4, i === 1 ? p.accent : p.light))
          .join(''),
      () => fill('M202 138l46 54-46 54-46-54z', p.accent) + fill('M202 164l24 28-24 28-24-28z', PAPER),
    ])();
    return (
      turn(
        9,
        rect(236, 108, 92, 206, 6, p.accent) +
          rect(236, 136, 92, 12, 0, PAPER) +
          rect(236, 270, 92, 8, 0, PAPER),
        280,
        314,
      ) +
      rect(122, 80, 164, 234, 6, PAPER_SHADE) +
      twoTint(s, box(112, 80, 164, 234, 8), 400, p.main, p.main, rect(112, 80, 22, 240, 0, p.shade)) +
      art +
      print(204, 266, 96, PAPER) +
      rect(160, 104, 88, 10, 5, PAPER) +
      shine('M140 90h8v214h-8z', 0.3)
    );
  },
};

export const stationery: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 92,
  draw(s) {
    const { p } = s;
    const pencil = (x: number, a: number, colour: string, top: number): string =>
      turn(
        a,
        rect(x - 10, top + 28, 20, 220 - top, 0, colour) +
          fill(`M${x - 10} ${top + 28}l10-28 10 28z`, '#f3d7a7') +
          fill(`M${x - 4} ${top + 11}l4-11 4 11z`, p.deep) +
          rect(x + 3, top + 28, 7, 220 - top, 0, '#0002'),
        x,
        260,
      );
    return (
      pencil(160, -12, p.accent, 84) +
      pencil(184, -3, '#e8b93c', 62) +
      turn(
        6,
        rect(204, 74, 30, 170, 4, PAPER) + stroke('M208 92h10M208 112h16M208 132h10M208 152h16', p.deep, 3),
        218,
        260,
      ) +
      turn(14, rect(230, 96, 16, 150, 8, p.shade) + rect(230, 96, 16, 34, 8, p.deep), 238, 260) +
      twoTint(s, 'M130 192h140l-10 112q-1 10-12 10h-96q-11 0-12-10z', 220, p.main, p.shade) +
      oval(200, 192, 70, 11, p.light) +
      fill('M133 226h134l-3 36H137z', p.light) +
      shine('M144 206h9l8 98h-8z', 0.4)
    );
  },
};

export const petFood: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 126,
  draw(s) {
    const { p, dice } = s;
    const cat = dice.roll() < 0.5;
    const ears = cat
      ? fill('M150 172l4-44 32 24zM226 172l-4-44-32 24z', p.deep)
      : oval(148, 176, 14, 30, p.deep) + oval(228, 176, 14, 30, p.deep);
    return (
      twoTint(
        s,
        'M112 84h152l-5 20q12 92 2 184l5 26H110l5-26q-10-92 2-184z',
        230,
        p.main,
        p.shade,
        rect(90, 84, 200, 18, 0, p.light),
      ) +
      circle(188, 184, 50, p.light) +
      ears +
      circle(188, 188, 36, PAPER) +
      circle(175, 182, 5, p.deep) +
      circle(201, 182, 5, p.deep) +
      oval(188, 196, 7, 5, p.shade) +
      stroke('M188 200q-6 10-12 4M188 200q6 10 12 4', p.deep, 3) +
      print(188, 254, 84, PAPER) +
      shine('M126 112h10q8 84 0 172h-10q8-88 0-172z', 0.35) +
      fill('M250 266h96l14 48H236z', p.accent) +
      oval(298, 266, 48, 12, '#8a5a38') +
      [
        [276, 262],
        [296, 256],
        [318, 262],
        [300, 266],
      ]
        .map(([x = 0, y = 0]) => circle(x, y, 9, '#a9724a'))
        .join('')
    );
  },
};

export const petBed: Drawing = {
  stage: 'stand',
  palettes: 'linen',
  shadow: 150,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.4) {
      return (
        twoTint(s, 'M76 314V178L200 84l124 94v136z', 262, p.light, p.main) +
        fill('M60 190L200 80l140 110-16 20L200 112 76 210z', p.accent) +
        fill('M144 314v-70a56 56 0 0 1 112 0v70z', p.deep) +
        circle(200, 164, 15, PAPER) +
        fill('M156 314q6-30 44-30t44 30z', PAPER)
      );
    }
    return (
      fill('M72 230q0-78 128-78t128 78v40H72z', p.shade) +
      oval(200, 246, 112, 40, p.deep) +
      oval(200, 258, 108, 34, PAPER) +
      fill('M118 264q-6-60 66-62 66 2 90 30 18 24-6 38z', p.accent) +
      fill('M112 218l-2-48 30 20h22l30-20-2 48q-6 30-40 30t-38-30z', p.accent) +
      fill('M124 186l-10-8 2 20zM178 186l10-8-2 20z', PAPER) +
      stroke('M130 214q7 7 14 0M158 214q7 7 14 0M146 230q5 5 10 0', p.deep, 4) +
      stroke('M262 250q34-4 24-30', p.accent, 14) +
      fill(
        'M52 258q0-16 20-16 14 0 22 10 106 40 212 0 8-10 22-10 20 0 20 16 0 56-70 56H122q-70 0-70-56z',
        p.main,
      ) +
      stroke('M110 286v14M155 294v10M200 296v10M245 294v10M290 286v14', p.shade, 5) +
      shine('M66 256q2-6 10-6v30q-10-8-10-24z', 0.4)
    );
  },
};

export const stroller: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 116,
  draw(s) {
    const { p } = s;
    const wheel = (x: number): string => circle(x, 288, 26, p.deep) + circle(x, 288, 12, PAPER);
    return (
      stroke('M290 178l36-62q6-12 20-8', p.deep, 10) +
      stroke('M136 282l118-86M262 282L146 200', p.deep, 9) +
      fill('M92 178A104 104 0 0 1 196 74v104z', p.main) +
      fill('M142 90q26-16 54-16v104z', p.shade) +
      fill('M112 118q14-18 34-30l50 90z', p.light) +
      twoTint(
        s,
        'M92 178h206q-4 62-66 66h-68q-62-4-72-66z',
        240,
        p.accent,
        p.accent,
        rect(90, 178, 220, 20, 0, p.deep),
      ) +
      wheel(132) +
      wheel(266) +
      circle(196, 174, 9, p.deep) +
      shine('M108 206q8 22 34 28v8q-36-6-44-36z', 0.4)
    );
  },
};

export const diaper: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 118,
  draw(s) {
    const { p } = s;
    const pack = 'M98 116q102-22 204 0 12 4 12 18v150q0 30-30 30H116q-30 0-30-30V134q0-14 12-18z';
    return (
      stroke('M160 112q40-48 80 0', p.shade, 12) +
      twoTint(s, pack, 256, p.light, p.main, fill('M80 246q60-30 120 0t120 0v80H80z', p.main)) +
      circle(200, 196, 56, PAPER) +
      circle(200, 200, 36, '#f8d3b4') +
      circle(188, 196, 4.5, p.deep) +
      circle(212, 196, 4.5, p.deep) +
      stroke('M192 212q8 8 16 0', p.deep, 4) +
      stroke('M200 164q-10-8 0-14 10-2 8 8', p.deep, 4) +
      circle(178, 210, 6, '#f2a48b') +
      circle(222, 210, 6, '#f2a48b') +
      print(200, 278, 110, PAPER) +
      shine('M100 140h10v110h-10z', 0.5)
    );
  },
};

export const genericBox: Drawing = {
  stage: 'stand',
  palettes: 'any',
  shadow: 130,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      return (
        twoTint(s, box(92, 178, 216, 136, 8), 240, p.main, p.shade) +
        rect(80, 146, 240, 44, 8, p.light) +
        rect(182, 146, 36, 168, 0, p.accent) +
        fill('M200 146q-70-8-66-46 26-30 66 46zM200 146q70-8 66-46-26-30-66 46z', p.accent) +
        circle(200, 144, 13, p.deep) +
        shine('M96 156h66v7H96z', 0.45)
      );
    }
    return (
      fill('M200 128l120 44v104l-120 38z', WOOD_SHADE) +
      fill('M200 128L80 172v104l120 38z', WOOD) +
      fill('M200 88L80 130v42l120 44 120-44v-42z', '#d9a76f') +
      fill('M80 132l120 42 120-42v40l-120 44L80 172z', WOOD) +
      fill('M200 174l120-42v144l-120 38z', WOOD_SHADE) +
      fill('M124 116l118 42v42l-24 8v-42L102 124z', p.accent) +
      print(136, 240, 56, PAPER)
    );
  },
};
