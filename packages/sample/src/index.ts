export { samplePlatform } from './platform.ts';
export { sampleProducts } from './products.ts';
export { FLASH_INDEX } from './show-script.ts';
export type * from './types.ts';

/** Shown wherever sample goods, shops or people are shown. */
export const SAMPLE_NOTICE: Record<'zh-CN' | 'en', string> = {
  'zh-CN': '示例数据：品牌、店铺、人物与商品均为虚构，不能真实购买。',
  en: 'Sample data: brands, shops, people and goods are invented; nothing here can really be bought.',
};
