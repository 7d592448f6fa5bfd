/** Colours of one picture. Backgrounds are always warm; the goods carry the hue. */
export interface Palette {
  bg: string;
  /** The shape behind the goods. */
  disc: string;
  floor: string;
  main: string;
  shade: string;
  light: string;
  accent: string;
  deep: string;
}

function palette(colours: string): Palette {
  const [bg = '', disc = '', floor = '', main = '', shade = '', light = '', accent = '', deep = ''] = colours
    .split(' ')
    .map((colour) => `#${colour}`);
  return { bg, disc, floor, main, shade, light, accent, deep };
}

export const PAPER = '#fffaf1';
export const PAPER_SHADE = '#ecdfc9';
export const GOLD = '#e2b04a';
export const GOLD_SHADE = '#b98428';
export const STEEL = '#cfd3d1';
export const STEEL_SHADE = '#a3aaaa';
export const WOOD = '#c58a55';
export const WOOD_SHADE = '#9c6638';
export const LEAF = '#6f9a58';
export const LEAF_SHADE = '#4f7742';

const apricot = palette('fbe9d3 f7d6ae f0c391 e8743b c9572a f6a878 2f6f73 4a2a1e');
const rose = palette('fbe6e1 f5cfc6 ebb8ad d9566b b53f55 f093a0 f2b84b 5a2433');
const sage = palette('f5efdd dde3c4 c7d1a8 6e8f5e 52724a a3be8c e2985a 2f4230');
const honey = palette('fdf1d5 fbe0a0 f1ca76 e0992a bb7714 f5c566 3e5c76 4b3a1e');
const clay = palette('f7e9de ebcdb9 dcb297 a85b3f 86442d cf8a6c e9c46a 43241a');
const teal = palette('f7efe0 cfe3da b3cfc4 2e8583 1f6566 6fb5ae f0a24b 173b40');
const navy = palette('f8efe1 e8dac2 d5c3a5 34527a 243c5e 6c8bb4 e8833a 1a2740');
const plum = palette('f9ebe4 e9d1d7 d6b5c0 7c4a72 5e3557 aa7ca1 e9b44c 38203a');
const coral = palette('fdeee2 fad5c1 f1bca3 f0705a cf523f f9a592 5fa896 56231b');
const ink = palette('f9f2e5 ecdfc6 dbcbab 46454c 302f36 76747d e3a72f 1b1a1e');
const sky = palette('fbf1e2 d3e4ea b9d0d9 5b93b5 417697 94bdd4 ef8e55 233f52');
const oat = palette('f3e2cb ddbd97 cda579 f5e7d0 dcc6a6 fffaf0 b5653b 54402b');
const lilac = palette('fcf0e7 e4d9ed cebfdc 9a82bd 7a629f c3b2db f3b562 3f3056');
const mustard = palette('faf0dc efdcae dfc486 c9952b a4741a e6bd62 9a4f3c 46351a');

/** Palettes that look right on a kind of goods; the seed picks one. */
export const PALETTES = {
  any: [apricot, rose, sage, honey, clay, teal, navy, plum, coral, sky, lilac, mustard],
  beauty: [rose, coral, plum, lilac, clay, sage, honey, oat],
  tech: [navy, ink, teal, sky, plum, ink, sage],
  wear: [rose, sage, clay, teal, navy, plum, coral, sky, oat, mustard, ink, lilac],
  home: [sage, clay, teal, sky, apricot, mustard, rose, lilac],
  linen: [oat, sage, rose, sky, lilac, mustard, teal],
  food: [apricot, honey, clay, coral, sage, mustard, rose],
  fresh: [sage, honey, apricot, teal, coral],
  kids: [coral, sky, honey, lilac, teal, apricot],
} satisfies Record<string, [Palette, ...Palette[]]>;

/** Backgrounds that suit goods of any palette. */
export const WARM_SETS: [Palette, ...Palette[]] = [apricot, honey, clay, sage, navy, teal, rose];

export type PaletteGroup = keyof typeof PALETTES;
