import { hashText, makeDice } from './dice.ts';
import { drawGoods } from './draw-product.ts';
import type { PictureKind } from './kinds.ts';
import { PALETTES, WOOD, WOOD_SHADE } from './palette.ts';
import { person } from './portrait.ts';
import { circle, fill, oval, rect, stroke } from './shapes.ts';

/**
 * A 9:16 SVG poster of a live room selling goods of this kind: a lit studio, the host behind a table,
 * the goods in front. It lies behind the player until the video comes.
 */
export function drawRoomCover(options: { kind: PictureKind; seed: string }): string {
  const dice = makeDice(`room/${options.seed}`);
  const p = dice.pick(PALETTES.any);
  const lamp = `${stroke('M34 176V470M12 472l22-40 22 40', p.deep, 5)}<g transform="rotate(14 34 150)">${rect(-4, 104, 76, 92, 10, p.deep)}${rect(3, 111, 62, 78, 6, '#fff6dc')}</g>`;
  const wire = 'M-10 54Q180 118 370 54';
  const bulbs = (colour: string, offset: number): string =>
    `<path d="${wire}" fill="none" stroke="${colour}" stroke-width="14" stroke-linecap="round" stroke-dasharray="0 104" stroke-dashoffset="${offset}"/>`;
  const shelf = (x: number, y: number, w: number): string =>
    rect(x, y, w, 9, 4, WOOD) +
    rect(x + 10, y - 42, 20, 42, 6, p.light) +
    circle(x + 48, y - 15, 15, p.accent) +
    rect(x + w - 34, y - 30, 24, 30, 5, p.main);
  const id = `r${hashText(options.seed).toString(36)}`;
  const goods = drawGoods(options.kind, options.seed);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 640" preserveAspectRatio="xMidYMid slice">' +
    rect(0, 0, 360, 640, 0, p.disc) +
    rect(0, 470, 360, 170, 0, p.floor) +
    circle(180, 250, 150, p.bg) +
    stroke(wire, p.deep, 2) +
    bulbs(p.accent, -30) +
    bulbs('#fff1c4', -82) +
    shelf(12, 262, 96) +
    shelf(252, 316, 96) +
    fill('M64 190L-40 520h300zM296 190L100 520h320z', '#fff8df38') +
    `<g transform="translate(56 184) scale(2.58)">${person(dice, p)}</g>` +
    `<g id="${id}l">${lamp}</g><use href="#${id}l" transform="matrix(-1 0 0 1 360 0)"/>` +
    fill('M0 424h360v58H0z', WOOD) +
    fill('M0 482h360v158H0z', WOOD_SHADE) +
    fill('M0 482h360v9H0z', '#00000026') +
    rect(118, 530, 124, 60, 12, p.bg) +
    stroke('M150 546h10l8 24h32l8-18h-42', p.main, 5) +
    circle(172, 579, 4.5, p.main) +
    circle(196, 579, 4.5, p.main) +
    oval(92, 460, 62, 7, '#0000002e') +
    oval(268, 460, 62, 7, '#0000002e') +
    `<g id="${id}" transform="translate(8 328) scale(.42)">${goods}</g><use href="#${id}" x="176"/>` +
    '</svg>'
  );
}
