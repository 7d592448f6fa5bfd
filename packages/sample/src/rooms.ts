import type { PictureKind } from '@yellowcart/pictures';
import type { Rng } from './rng.ts';
import type { SampleCreator, SampleProduct, SampleRoom } from './types.ts';

const ROOMS: [category: string, cover: PictureKind, title: string, notice: string][] = [
  [
    '美妆护肤',
    'lipstick',
    '换季护肤专场｜干皮油皮分开讲',
    '今晚先讲面霜和防晒，九点抽三份试用装。敏感肌的朋友先看成分再拍。',
  ],
  [
    '女装',
    'dress',
    '早秋上新｜小个子微胖都试给你看',
    '主播身高一米六二，五十四公斤，穿M码。尺码拿不准打在公屏上。',
  ],
  [
    '休闲零食',
    'snack-bag',
    '办公室零食补货日｜按箱更划算',
    '所有零食都是近期批次，拆开给大家看日期。坏单找客服包赔。',
  ],
  [
    '家居家纺',
    'bedding',
    '把卧室换一遍｜床品枕被专场',
    '四件套今晚讲面料怎么选，拍前量一下自家床和被子的尺寸。',
  ],
  ['数码', 'phone', '开学数码清单｜耳机平板一次看完', '先讲耳机再讲平板，全部支持七天无理由退货，发票随货。'],
];

/** Goods for one room: what sells well first among the creator's categories, with some surprise. */
function goodsFor(rng: Rng, creator: SampleCreator, products: SampleProduct[]): string[] {
  return products
    .filter((product) => creator.categories.includes(product.categoryPath[0] ?? ''))
    .map((product) => ({ product, rank: product.popularity + rng.next() * 0.5 }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, rng.int(16, 26))
    .map(({ product }) => product.ref);
}

/** Five rooms, each of the first creator whose main category it is about. */
export function drawRooms(rng: Rng, creators: SampleCreator[], products: SampleProduct[]): SampleRoom[] {
  return ROOMS.flatMap(([category, coverKind, title, notice], index) => {
    const creator = creators.find((candidate) => candidate.categories[0] === category);
    if (creator === undefined) return [];
    const productRefs = goodsFor(rng, creator, products);
    return [{ ref: `room-${index + 1}`, creatorRef: creator.ref, title, notice, productRefs, coverKind }];
  });
}
