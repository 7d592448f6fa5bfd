import { GOLD, PAPER, PAPER_SHADE } from './palette.ts';
import { box, circle, type Drawing, fill, oval, print, rect, shine, stroke, twoTint } from './shapes.ts';

export const milk: Drawing = {
  stage: 'stand',
  palettes: 'kids',
  shadow: 94,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.35) {
      return (
        oval(200, 104, 80, 16, p.deep) +
        rect(120, 96, 160, 26, 6, p.deep) +
        twoTint(
          s,
          box(116, 116, 168, 198, 18),
          240,
          PAPER,
          PAPER_SHADE,
          rect(100, 190, 200, 90, 0, p.main) + rect(240, 190, 60, 90, 0, p.shade),
        ) +
        circle(196, 168, 28, p.light) +
        fill('M176 172q20-34 40 0-20 20-40 0z', PAPER) +
        print(196, 222, 90, PAPER, 3) +
        shine('M128 136h9v164h-9z', 0.6)
      );
    }
    return (
      fill('M128 142l28-48h96l28 48z', p.light) +
      fill('M252 94l28 48h-42z', p.shade) +
      rect(152, 76, 104, 24, 4, p.shade) +
      twoTint(s, 'M124 140h156v166q0 8-8 8H132q-8 0-8-8z', 234, PAPER, PAPER_SHADE) +
      fill('M124 232q28-34 56 0t54 0v74q0 8-8 8h-94q-8 0-8-8z', p.main) +
      fill('M234 232q22-22 46-6v80q0 8-8 8h-38z', p.shade) +
      circle(178, 184, 20, p.accent) +
      print(180, 262, 62, PAPER) +
      shine('M132 150h8v64h-8z', 0.8)
    );
  },
};

export const oil: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 92,
  draw(s) {
    const { p, dice } = s;
    const liquid = dice.pick([
      ['#f0b83b', '#d2962a'],
      ['#8a4b2a', '#693519'],
      ['#d9b64a', '#b8923a'],
    ]) as [string, string];
    const body = 'M172 92h56v40q60 20 60 74v90q0 18-18 18H130q-18 0-18-18v-90q0-54 60-74z';
    return (
      rect(168, 62, 64, 34, 8, p.main) +
      rect(164, 88, 72, 10, 5, p.shade) +
      twoTint(s, body, 244, liquid[0], liquid[1], rect(160, 92, 80, 26, 0, '#fff6')) +
      fill('M266 156q26 16 26 50v22q0 8-8 8t-8-8v-24q0-18-18-30z', p.bg) +
      rect(130, 208, 124, 84, 12, PAPER) +
      circle(192, 232, 15, p.main) +
      fill('M184 232q8-14 16 0-8 14-16 0z', PAPER) +
      print(192, 258, 84, p.shade) +
      shine('M120 212q0-30 26-46l4 8q-20 14-20 38v70h-10z', 0.45)
    );
  },
};

export const wine: Drawing = {
  stage: 'stand',
  palettes: 'food',
  shadow: 96,
  draw(s) {
    const { p, dice } = s;
    if (dice.roll() < 0.5) {
      const jar = 'M152 118h60v22q48 20 48 76 0 64-30 98h-96q-30-34-30-98 0-56 48-76z';
      return (
        fill('M146 96q36-20 72 0v24h-72z', '#c9423a') +
        rect(142, 114, 80, 12, 6, GOLD) +
        twoTint(s, jar, 214, PAPER, PAPER_SHADE) +
        fill('M182 168l44 44-44 44-44-44z', '#c9423a') +
        fill('M182 186l26 26-26 26-26-26z', GOLD) +
        shine('M118 206q2-32 24-48l5 8q-18 14-19 44z', 0.9) +
        fill('M284 262h56l-8 44q-2 8-10 8h-20q-8 0-10-8z', PAPER) +
        fill('M312 262h28l-8 44q-2 8-10 8h-10z', PAPER_SHADE) +
        oval(312, 262, 28, 6, '#eadfc4')
      );
    }
    const flask = 'M158 66h36v70q40 16 40 66v92q0 20-20 20h-76q-20 0-20-20v-92q0-50 40-66z';
    return (
      twoTint(
        s,
        flask,
        196,
        '#3d4a3a',
        '#2a3529',
        rect(150, 60, 60, 56, 0, p.main) + rect(196, 60, 20, 56, 0, p.shade),
      ) +
      rect(118, 208, 116, 70, 0, PAPER) +
      rect(118, 214, 116, 4, 0, GOLD) +
      rect(118, 268, 116, 4, 0, GOLD) +
      print(176, 230, 70, p.shade) +
      shine('M128 204q0-30 24-46l4 8q-18 12-18 40z', 0.35) +
      fill('M268 176h72q6 62-32 70v54h22q8 0 8 14h-68q0-14 8-14h22v-54q-38-8-32-70z', '#ffffffa8') +
      fill('M271 204h66q-2 36-32 38-32-2-34-38z', '#a8323c') +
      circle(176, 90, 9, GOLD) +
      stroke('M280 186q-2 20 4 34', '#fff', 4)
    );
  },
};
