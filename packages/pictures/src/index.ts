export { drawProduct } from './draw-product.ts';
export { PICTURE_KINDS, type PictureKind } from './kinds.ts';
export { pictureKind } from './picture-kind.ts';
export { drawAvatar } from './portrait.ts';
export { drawRoomCover } from './room-cover.ts';
