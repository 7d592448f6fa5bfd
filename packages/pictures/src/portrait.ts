import { type Dice, hashText, makeDice } from './dice.ts';
import { PALETTES, type Palette } from './palette.ts';
import { circle, fill, oval, rect, stroke } from './shapes.ts';

const SKINS: [string, ...string[]] = ['#f8d9bd', '#f3c9a5', '#e9b48c', '#d99f77'];
const HAIRS: [string, ...string[]] = ['#2f2623', '#4a3228', '#6d4630', '#8d5a3a', '#3a3340'];

/** Head, hair and shoulders in a 96 × 96 field, the chin near y = 66. */
export function person(dice: Dice, p: Palette): string {
  const skin = dice.pick(SKINS);
  const hair = dice.pick(HAIRS);
  const [behind, front] = dice.pick<[string, string]>([
    [
      fill('M22 44q0-28 26-28t26 28v28q0 6-6 6H28q-6 0-6-6z', hair),
      fill('M29 42q2-18 19-18 18 0 19 18-10-2-16-10-8 9-22 10z', hair),
    ],
    ['', fill('M28 44q-4-28 20-28t20 28l-4-2q-2-10-8-13-14 5-22 3-2 4-2 10z', hair)],
    [circle(48, 14, 9, hair), fill('M28 43q-2-26 20-26t20 26q-4-12-20-13-16 1-20 13z', hair)],
    [
      fill('M24 46q0-30 24-30t24 30v8q0 6-6 6H30q-6 0-6-6z', hair),
      fill('M29 44v-12q8-10 19-10t19 10v12q-1-8-3-10H32q-2 2-3 10z', hair),
    ],
    [
      circle(25, 38, 9, hair) + circle(71, 38, 9, hair),
      fill('M28 42q0-26 20-26t20 26q-8-4-20-14-12 10-20 14z', hair),
    ],
  ]);
  const cap =
    dice.roll() < 0.16 ? fill('M27 36q0-21 21-21t21 21z', p.accent) + rect(24, 33, 54, 6, 3, p.accent) : '';
  const eyes = dice.pick([
    () => circle(41, 47, 2.2, '#2b2320') + circle(55, 47, 2.2, '#2b2320'),
    () => stroke('M38 47q3-4 6 0M52 47q3-4 6 0', '#2b2320', 2),
  ])();
  const glasses =
    dice.roll() < 0.22
      ? `<g fill="none" stroke="#2b2320" stroke-width="1.6"><circle cx="41" cy="47" r="5.6"/><circle cx="55" cy="47" r="5.6"/><path d="M46.6 47h2.8"/></g>`
      : '';
  return (
    behind +
    fill('M14 96q2-24 34-24t34 24z', p.main) +
    fill('M40 62h16v12q-8 8-16 0z', skin) +
    fill('M38 73q10 10 20 0l5 2q-15 16-30 0z', p.light) +
    fill('M30 42q0-20 18-20t18 20v8q-2 18-18 18T30 50z', skin) +
    circle(29.5, 48, 4, skin) +
    circle(66.5, 48, 4, skin) +
    front +
    cap +
    eyes +
    glasses +
    oval(36, 53, 3.6, 2.2, '#ec8f7a88') +
    oval(60, 53, 3.6, 2.2, '#ec8f7a88') +
    stroke('M43 57q5 5 10 0', '#a8493c', 2)
  );
}

/** A square SVG portrait for a creator, a shop or a buyer: a friendly face, the same for the same seed. */
export function drawAvatar(seed: string): string {
  const dice = makeDice(`avatar/${seed}`);
  const p = dice.pick(PALETTES.any);
  const id = `a${hashText(seed).toString(36)}`;
  const sun = circle(dice.between(20, 76), dice.between(16, 34), dice.between(18, 30), p.floor);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><clipPath id="${id}"><path d="M0 0h96v96H0z"/></clipPath><g clip-path="url(#${id})">${rect(0, 0, 96, 96, 0, p.disc)}${sun}<g transform="translate(0 4)">${person(dice, p)}</g></g></svg>`;
}
