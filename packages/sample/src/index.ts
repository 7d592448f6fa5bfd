import type { SamplePlatform, SampleProduct, SampleShop } from './types.ts';

export type * from './types.ts';

/** Shown wherever sample goods, shops or people are shown. */
export const SAMPLE_NOTICE: Record<'zh-CN' | 'en', string> = {
  'zh-CN': '示例数据：品牌、店铺、人物与商品均为虚构，不能真实购买。',
  en: 'Sample data: brands, shops, people and goods are invented; nothing here can really be bought.',
};

/** A whole believable platform; the same seed gives the same one. */
export function samplePlatform(_options: { seed?: number } = {}): SamplePlatform {
  return {
    categories: [],
    shops: [],
    creators: [],
    leaders: [],
    products: [],
    rooms: [],
    buyers: [],
    showScript: [],
  };
}

/** Goods by the same grammar at scale, one at a time, spread over the shops that sell their category. */
export function* sampleProducts(_options: {
  seed: number;
  count: number;
  shops: SampleShop[];
}): Generator<SampleProduct> {
  yield* [];
}
