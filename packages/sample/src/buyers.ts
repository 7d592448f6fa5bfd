import type { Rng } from './rng.ts';
import type { SampleBuyer } from './types.ts';

const PLACES: [province: string, city: string, district: string][] = [
  ['浙江省', '杭州市', '余杭区'],
  ['浙江省', '宁波市', '鄞州区'],
  ['江苏省', '南京市', '江宁区'],
  ['江苏省', '苏州市', '吴中区'],
  ['广东省', '广州市', '番禺区'],
  ['广东省', '深圳市', '龙岗区'],
  ['山东省', '济南市', '历城区'],
  ['山东省', '青岛市', '城阳区'],
  ['河南省', '郑州市', '金水区'],
  ['河北省', '石家庄市', '裕华区'],
  ['四川省', '成都市', '武侯区'],
  ['湖北省', '武汉市', '洪山区'],
  ['湖南省', '长沙市', '岳麓区'],
  ['辽宁省', '沈阳市', '浑南区'],
  ['黑龙江省', '哈尔滨市', '南岗区'],
  ['吉林省', '长春市', '朝阳区'],
  ['陕西省', '西安市', '雁塔区'],
  ['安徽省', '合肥市', '蜀山区'],
  ['福建省', '厦门市', '集美区'],
  ['江西省', '南昌市', '青山湖区'],
  ['云南省', '昆明市', '官渡区'],
  ['贵州省', '贵阳市', '观山湖区'],
  ['山西省', '太原市', '小店区'],
  ['广西壮族自治区', '南宁市', '青秀区'],
  ['内蒙古自治区', '呼和浩特市', '赛罕区'],
  ['甘肃省', '兰州市', '城关区'],
];

const ROADS = ['青禾路', '小溪街', '望湖巷', '槐荫路', '晴川街', '稻香路', '云杉路', '南窗巷'] as const;
const ESTATES = ['拾光苑', '麦田里', '半山居', '听雨小区', '橘子公寓', '北屿花园'] as const;
const FAMILY = '李 王 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 林 郭 何 高 罗'.split(' ');
const GIVEN =
  '晓雯 建国 思远 佳怡 海燕 子轩 雨桐 志强 慧敏 明月 小龙 春梅 一凡 若溪 立新 丽华 浩然 静怡'.split(' ');
const NICK_HEADS = '爱吃 早睡的 北方的 想瘦的 加班的 慢半拍的 幸运的 隔壁的 三楼的 安静的'.split(' ');
const NICK_TAILS = '土豆 小熊 晚风 芒果 阿姨 柠檬 大叔 云朵 汤圆 鱼丸 西柚 小林'.split(' ');

/** Buyers whose nicknames are all different and whose phones nobody has. */
export function drawBuyers(rng: Rng, count: number): SampleBuyer[] {
  const nicknames = rng.some(
    NICK_HEADS.flatMap((head) => NICK_TAILS.map((tail) => `${head}${tail}`)),
    count,
  );
  return Array.from({ length: count }, (_, index) => {
    const [province, city, district] = rng.pick(PLACES);
    const street = `${rng.pick(ROADS)}${rng.int(1, 280)}号${rng.pick(ESTATES)}${rng.int(1, 18)}幢${rng.int(1, 24)}0${rng.int(1, 4)}室`;
    return {
      ref: `buyer-${String(index + 1).padStart(2, '0')}`,
      nickname: nicknames[index] ?? `买家${index + 1}`,
      address: {
        name: `${rng.pick(FAMILY)}${rng.pick(GIVEN)}`,
        phone: `1990000${String(1000 + index * 37).slice(-4)}`,
        province,
        city,
        district,
        street,
      },
    };
  });
}
