import type { PictureKind } from './kinds.ts';

export { drawProduct } from './draw-product.ts';
export { PICTURE_KINDS, type PictureKind } from './kinds.ts';

/** The kind to draw for a Chinese category path or title, or both; `generic-box` when nothing matches. */
export function pictureKind(_text: string): PictureKind {
  return 'generic-box';
}

/** A square SVG portrait for a creator, a shop or a buyer. */
export function drawAvatar(_seed: string): string {
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="#f2c879"/></svg>';
}

/** A 9:16 SVG poster of a live room selling goods of this kind. */
export function drawRoomCover(_options: { kind: PictureKind; seed: string }): string {
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 640"><rect width="360" height="640" fill="#e8d3b0"/></svg>';
}
