import * as beauty from './beauty.ts';
import * as carry from './carry.ts';
import { hashText, makeDice } from './dice.ts';
import * as drink from './drink.ts';
import * as family from './family.ts';
import * as fresh from './fresh.ts';
import * as home from './home.ts';
import type { PictureKind } from './kinds.ts';
import * as kitchen from './kitchen.ts';
import * as outdoor from './outdoor.ts';
import { PALETTES, WARM_SETS } from './palette.ts';
import * as pantry from './pantry.ts';
import type { Drawing, Sketch } from './shapes.ts';
import { layStage, standStage } from './stage.ts';
import * as tech from './tech.ts';
import * as wear from './wear.ts';
import * as wornTech from './worn-tech.ts';

const DRAWINGS: Record<PictureKind, Drawing> = {
  lipstick: beauty.lipstick,
  'cream-jar': beauty.creamJar,
  bottle: beauty.bottle,
  'mask-sachet': beauty.maskSachet,
  phone: tech.phone,
  tablet: tech.tablet,
  laptop: tech.laptop,
  mouse: tech.mouse,
  router: tech.router,
  earphones: wornTech.earphones,
  tv: tech.tv,
  camera: tech.camera,
  speaker: wornTech.speaker,
  watch: wornTech.watch,
  't-shirt': wear.tShirt,
  dress: wear.dress,
  trousers: wear.trousers,
  coat: wear.coat,
  sneaker: carry.sneaker,
  boots: carry.boots,
  bag: carry.bag,
  suitcase: carry.suitcase,
  hat: wear.hat,
  socks: wear.socks,
  underwear: wear.underwear,
  bedding: home.bedding,
  pillow: home.pillow,
  towel: home.towel,
  mug: kitchen.mug,
  pan: kitchen.pan,
  knife: kitchen.knife,
  'rice-cooker': kitchen.riceCooker,
  kettle: kitchen.kettle,
  fan: kitchen.fan,
  lamp: home.lamp,
  chair: home.chair,
  sofa: home.sofa,
  table: home.table,
  rug: home.rug,
  'rice-bag': pantry.riceBag,
  fruit: fresh.fruit,
  'snack-bag': pantry.snackBag,
  nuts: pantry.nuts,
  pastry: pantry.pastry,
  tea: pantry.tea,
  noodles: pantry.noodles,
  meat: fresh.meat,
  fish: fresh.fish,
  milk: drink.milk,
  oil: drink.oil,
  wine: drink.wine,
  toy: family.toy,
  book: family.book,
  stationery: family.stationery,
  'pet-food': family.petFood,
  'pet-bed': family.petBed,
  stroller: family.stroller,
  diaper: family.diaper,
  ball: outdoor.ball,
  'yoga-mat': outdoor.yogaMat,
  tent: outdoor.tent,
  tool: outdoor.tool,
  plant: home.plant,
  jewellery: wear.jewellery,
  'car-gear': outdoor.carGear,
  detergent: beauty.detergent,
  toothbrush: beauty.toothbrush,
  tissue: beauty.tissue,
  'generic-box': family.genericBox,
};

/** Colours, chance and clip ids for one picture; ids carry the seed so that inlined pictures don't collide. */
function sketchOf(drawing: Drawing, kind: PictureKind, seed: string): Sketch {
  const dice = makeDice(`${kind}/${seed}`);
  const prefix = `y${hashText(`${kind}/${seed}`).toString(36)}`;
  let names = 0;
  const name = (): string => {
    names += 1;
    return `${prefix}${names}`;
  };
  const goods = dice.pick(PALETTES[drawing.palettes]);
  const { bg, disc, floor } = dice.roll() < 0.5 ? goods : dice.pick(WARM_SETS);
  return {
    p: { ...goods, bg, disc, floor },
    dice,
    inside(d, inner) {
      const id = name();
      return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${inner}</g>`;
    },
    repeat(inner, places) {
      const id = name();
      const copies = places.map(([x, y]) => `<use href="#${id}" x="${x}" y="${y}"/>`).join('');
      return `<defs><g id="${id}">${inner}</g></defs>${copies}`;
    },
  };
}

/** The goods alone, standing at y = 314 of a 400 × 400 field, to be placed in a larger drawing. */
export function drawGoods(kind: PictureKind, seed: string): string {
  const drawing = DRAWINGS[kind];
  return drawing.draw(sketchOf(drawing, kind, seed));
}

/**
 * A self-contained square SVG of a product, the same for the same kind and seed.
 * `size` is its width in px; without it the picture fills its box.
 */
export function drawProduct(options: { kind: PictureKind; seed: string; size?: number }): string {
  const drawing = DRAWINGS[options.kind];
  const sketch = sketchOf(drawing, options.kind, options.seed);
  const stage = drawing.stage === 'stand' ? standStage(sketch, drawing.shadow) : layStage(sketch);
  const size = options.size === undefined ? '' : ` width="${options.size}" height="${options.size}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"${size}>${stage}${drawing.draw(sketch)}</svg>`;
}
