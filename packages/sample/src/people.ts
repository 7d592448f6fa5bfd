import { DEPARTMENTS } from './goods/index.ts';
import type { Rng } from './rng.ts';
import type { SampleCreator, SampleLeader } from './types.ts';

/** What a creator of each department calls the account, and what it is in the handle. */
const ACCOUNTS: Record<string, [suffixes: string, tag: string]> = {
  美妆护肤: ['爱护肤 的化妆台 聊成分', 'beauty'],
  女装: ['穿搭日记 的衣橱 微胖穿搭', 'style'],
  休闲零食: ['零食铺 爱囤货 吃不停', 'snack'],
  家居家纺: ['的家 爱收纳 住进新家', 'home'],
  数码: ['玩数码 开箱 聊手机', 'tech'],
  个护清洁: ['爱干净 省钱过日子 清洁笔记', 'clean'],
  男装: ['男装铺子 穿得体面 型男搭配', 'menswear'],
  内衣袜品: ['贴身好物 睡衣派对 舒服就好', 'cosy'],
  鞋靴: ['的鞋柜 爱走路 选鞋记', 'shoes'],
  箱包: ['的包里有什么 爱旅行 背包客', 'bags'],
  母婴: ['妈妈带娃 育儿手记 家有二宝', 'baby'],
  生鲜: ['赶海 的果园 山里鲜', 'fresh'],
  粮油调味: ['下厨房 的灶台 家常味道', 'cook'],
  酒水茶饮: ['泡茶慢慢喝 的小酒馆 茶话会', 'tea'],
  厨具: ['爱做饭 的小厨房 锅碗瓢盆', 'kitchen'],
  小家电: ['测家电 懒人生活 省心电器', 'appliance'],
  运动户外: ['去露营 爱跑步 健身笔记', 'outdoor'],
  宠物: ['和三只猫 的狗子们 铲屎日常', 'pets'],
  玩具文教: ['读绘本 玩具屋 爱手账', 'play'],
  珠宝饰品: ['的首饰盒 选珠记 爱饰品', 'jewel'],
  汽车五金: ['修车铺 爱折腾 自驾中国', 'garage'],
};

const NAMES: [name: string, pinyin: string][] = [
  ['小满', 'xiaoman'],
  ['阿禾', 'ahe'],
  ['豆包姐', 'doubaojie'],
  ['周周', 'zhouzhou'],
  ['南风', 'nanfeng'],
  ['老陈', 'laochen'],
  ['橘子', 'juzi'],
  ['大鱼', 'dayu'],
  ['阿茶', 'acha'],
  ['木木', 'mumu'],
  ['小鹿', 'xiaolu'],
  ['云朵', 'yunduo'],
  ['七七', 'qiqi'],
  ['阿宽', 'akuan'],
  ['麦子', 'maizi'],
  ['青青', 'qingqing'],
  ['胖虎哥', 'panghuge'],
  ['林夕夕', 'linxixi'],
  ['老白', 'laobai'],
  ['糖糖', 'tangtang'],
  ['石头', 'shitou'],
  ['婉婉', 'wanwan'],
  ['北北', 'beibei'],
  ['阿晴', 'aqing'],
  ['冬瓜', 'donggua'],
  ['小楠', 'xiaonan'],
  ['二丫', 'erya'],
  ['朱朱', 'zhuzhu'],
  ['阿杰', 'ajie'],
  ['米粒', 'mili'],
];

const BIOS = [
  (goods: string, hour: number) => `每晚${hour}点开播，只聊${goods}，自己用过才上车。`,
  (goods: string) => `做了五年${goods}选品，贵的便宜的都试，优缺点一起说。`,
  (goods: string, hour: number) => `${goods}爱好者，周三周六${hour}点见，问尺寸问成分都可以。`,
  (goods: string) => `工厂跑得多，专挑${goods}里的性价比，拍前看清规格。`,
  (goods: string) => `一个爱分享${goods}的普通人，直播间不催单，想好再拍。`,
] as const;

/** Creators in every department, the five with rooms first; names and handles are all different. */
export function drawCreators(rng: Rng, count: number): SampleCreator[] {
  const names = rng.some(NAMES, NAMES.length);
  return Array.from({ length: count }, (_, index) => {
    const department = DEPARTMENTS[index % DEPARTMENTS.length];
    const [name, pinyin] = names[index % names.length] ?? ['小满', 'xiaoman'];
    if (department === undefined) throw new RangeError('no departments');
    const [suffixes, tag] = ACCOUNTS[department.name] ?? ['爱分享', 'share'];
    const round = Math.floor(index / DEPARTMENTS.length);
    const suffix = suffixes.split(' ')[round % 3] ?? '';
    const level = index < 5 ? 6 - (index % 2) : Math.min(6, 1 + Math.floor(rng.next() ** 1.6 * 6));
    const goods = rng
      .some(department.leaves, 2)
      .map((leaf) => leaf.name)
      .join('和');
    const other = rng.pick(DEPARTMENTS).name;
    return {
      ref: `creator-${String(index + 1).padStart(2, '0')}`,
      name: `${name}${suffix}`,
      handle: `${pinyin}_${tag}${round === 0 ? '' : round + 1}`,
      bio: rng.pick(BIOS)(goods, rng.int(18, 21)),
      categories: index < 5 || other === department.name ? [department.name] : [department.name, other],
      followers: Math.round(600 * 4.2 ** level * (0.5 + rng.next())),
      level,
    };
  });
}

const LEADERS: [name: string, categories: string, intro: string][] = [
  ['青禾选品团', '休闲零食 粮油调味', '专做食品招商，样品先吃三轮再进团，每周二上新。'],
  ['南屿美妆团', '美妆护肤 个护清洁', '服务两百多位美妆主播，成分表和备案号逐个核对。'],
  ['织里衣联', '女装 内衣袜品', '扎根服装产业带，打版、拍摄、补货一条线对接。'],
  ['暖居优选团', '家居家纺 厨具', '家居百货为主，大件售后由团里兜底。'],
  ['深港数码团', '数码 小家电', '数码家电源头渠道，只接有质检报告的型号。'],
  ['山海鲜达团', '生鲜 酒水茶饮', '产地合作社直连，坏果赔付写进合同。'],
  ['小树苗亲子团', '母婴 玩具文教', '母婴达人自发组团，样品由三十位妈妈共同试用。'],
  ['远行户外团', '运动户外 鞋靴 箱包', '户外与鞋包品类，按季节提前两个月备货。'],
  ['毛孩子联盟', '宠物', '宠物食品用品招商，配方与批次可查。'],
  ['百工好物团', '男装 珠宝饰品 汽车五金', '小众手艺和工厂好物，帮新商家找到第一批主播。'],
];

export function listLeaders(): SampleLeader[] {
  return LEADERS.map(([name, categories, intro], index) => ({
    ref: `leader-${String(index + 1).padStart(2, '0')}`,
    name,
    intro,
    categories: categories.split(' '),
  }));
}
