import { expect, it } from 'vitest';
import { pictureKind } from './index.ts';

it.each([
  ['居家 > 床品件套', 'bedding'],
  ['手机 > 手机通讯 > 手机', 'phone'],
  ['家用电器 > 大 家 电 > 平板电视', 'tv'],
  ['数码 > 影音娱乐 > 耳机/耳麦 适用苹果手机的无线耳机', 'earphones'],
  ['手机数码 > 手机通讯 5000 万超感光影像 直屏', 'phone'],
  ['服装 > 男鞋 男子气垫休闲鞋', 'sneaker'],
  ['电脑、办公 > 电脑整机 > 笔记本', 'laptop'],
  ['电脑、办公 > 外设产品 > 鼠标 > 游戏鼠标 电脑通用', 'mouse'],
  ['汽车用品 > 车载电器 > 行车记录仪', 'car-gear'],
  ['居家 > 布艺软装 懒人沙发', 'sofa'],
  ['居家 > 布艺软装 羊毛手工地毯', 'rug'],
  ['居家 > 家具 实木餐椅（两把）', 'chair'],
  ['居家 > 家具 1.8米实木电视柜', 'table'],
  ['居家 > 宠物 半封闭宠物窝', 'pet-bed'],
  ['居家 > 宠物 不锈钢餐碗', 'mug'],
  ['婴童 > 服饰 波点娃娃裙', 'dress'],
  ['饮食 > 糕点', 'pastry'],
  ['洗护 > 毛巾', 'towel'],
  ['美妆护肤 > 面膜', 'mask-sachet'],
  ['牛皮手提包', 'bag'],
  ['Zzz', 'generic-box'],
  ['', 'generic-box'],
] as const)('draws %s as %s', (text, kind) => {
  expect(pictureKind(text)).toBe(kind);
});
