import { DEPARTMENTS } from './goods/index.ts';
import type { Rng } from './rng.ts';
import type { SampleShop } from './types.ts';

const CITIES: Record<string, string> = {
  美妆护肤: '广州 上海',
  女装: '杭州 广州',
  休闲零食: '合肥 长沙',
  家居家纺: '南通 佛山',
  数码: '深圳 东莞',
  个护清洁: '广州 嘉兴',
  男装: '泉州 宁波',
  内衣袜品: '汕头 绍兴',
  鞋靴: '晋江 温州',
  箱包: '白沟 广州',
  母婴: '湖州 杭州',
  生鲜: '烟台 昆明',
  粮油调味: '哈尔滨 成都',
  酒水茶饮: '福州 遵义',
  厨具: '永康 潮州',
  小家电: '中山 慈溪',
  运动户外: '厦门 宁波',
  宠物: '邢台 青岛',
  玩具文教: '义乌 澄海',
  珠宝饰品: '番禺 诸暨',
  汽车五金: '金华 临沂',
};

const SUFFIXES = ['旗舰店', '官方店', '专营店', '工厂店', '优选店'] as const;

const INTROS = [
  (goods: string, city: string, years: number) => `${city}自有工厂，做${goods}${years}年，支持小批量定制。`,
  (goods: string, city: string) => `从${city}直接发货，主营${goods}，下单后四十八小时内出库。`,
  (goods: string, _city: string, years: number) => `专注${goods}${years}年，老客回头多，售后找得到人。`,
  (goods: string, city: string) => `${city}产业带的一家小店，${goods}自己选、自己拍、自己发。`,
  (goods: string) => `主营${goods}，每批到货先抽检再上架，不满意七天内可退。`,
] as const;

/** Two shops for nearly every department, one of them also selling in a neighbouring one. */
export function drawShops(rng: Rng, count: number): SampleShop[] {
  return Array.from({ length: count }, (_, index) => {
    const department = DEPARTMENTS[index % DEPARTMENTS.length];
    if (department === undefined) throw new RangeError('no departments');
    const round = Math.floor(index / DEPARTMENTS.length);
    const second = NEIGHBOURS[department.name];
    const categories = round === 1 && second !== undefined ? [department.name, second] : [department.name];
    const openedDaysAgo = rng.int(40, 2200);
    const city = rng.pick((CITIES[department.name] ?? '杭州').split(' '));
    const goods = rng
      .some(department.leaves, 2)
      .map((leaf) => leaf.name)
      .join('和');
    const brand = department.brands[round % department.brands.length] ?? '';
    return {
      ref: `shop-${String(index + 1).padStart(2, '0')}`,
      name: `${brand}${rng.pick(SUFFIXES)}`,
      intro: rng.pick(INTROS)(goods, city, Math.max(2, Math.round(openedDaysAgo / 365) + 1)),
      categories,
      city,
      openedDaysAgo,
    };
  });
}

const NEIGHBOURS: Record<string, string> = {
  美妆护肤: '个护清洁',
  女装: '内衣袜品',
  休闲零食: '酒水茶饮',
  家居家纺: '厨具',
  数码: '小家电',
  男装: '鞋靴',
  生鲜: '粮油调味',
  运动户外: '鞋靴',
};
