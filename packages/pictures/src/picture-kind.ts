import type { PictureKind } from './kinds.ts';

/**
 * Words for each kind, tried from the top: an accessory stands above the thing it is for
 * (耳机 above 手机), a narrow word above the broad word inside it (行车记录仪 above 相机),
 * and names of whole departments stand last.
 */
const WORDS: [PictureKind, string][] = [
  ['pet-bed', '宠物窝|猫窝|狗窝|猫砂盆|宠物盆|猫爬架|猫抓板|拾便|牵引绳|宠物垫'],
  ['pet-food', '猫粮|狗粮|猫条|猫砂|宠物零食|宠物食品|冻干粮|磨牙棒'],
  ['car-gear', '行车记录仪|执法记录仪|车载|汽车用品|车品|脚垫|玻璃水|洗车|车衣'],
  ['earphones', '耳机|耳麦|airpods|freebuds|airdots'],
  ['speaker', '音箱|音响|麦克风|回音壁'],
  ['mouse', '鼠标|键盘|外设'],
  ['router', '路由器|无线ap|网络产品|充电宝|移动电源|充电器|数据线|硬盘|ssd|u盘'],
  ['watch', '手表|手环|腕表|运动表'],
  ['tablet', '平板电脑|学习机|电纸书|ipad|matepad|保护膜|贴膜|钢化膜'],
  ['laptop', '笔记本电脑|电脑整机|台式机|显示器|电脑办公>笔记本'],
  ['tv', '平板电视|电视机?$|电视(?!柜)|投影仪'],
  ['camera', '相机|摄像|镜头|无人机|摄影'],
  ['phone', '手机壳|手机|iphone'],
  ['mask-sachet', '面膜|眼膜|泥膜'],
  ['lipstick', '口红|唇釉|唇膏|唇泥|眉笔|眼线|睫毛膏|眼影|彩妆|腮红'],
  ['cream-jar', '面霜|眼霜|乳霜|护手霜|身体乳|气垫|粉底|散粉|发膜|面部护理'],
  ['bottle', '精华|化妆水|爽肤水|乳液|防晒|洁面|卸妆|洗发|护发|沐浴|香水|洗手液|美容液'],
  ['toothbrush', '牙刷|牙膏|漱口水|口腔|剃须|冲牙器'],
  ['detergent', '洗衣|洗洁精|清洁剂|柔顺剂|消毒|去污|凝珠|除垢|清洁'],
  ['diaper', '纸尿裤|拉拉裤|尿不湿|尿布|婴儿湿巾|棉柔巾'],
  ['tissue', '抽纸|卷纸|纸巾|湿巾|卫生巾|厨房纸|厨房用纸|清洁纸品'],
  ['stroller', '婴儿推车|推车|安全座椅|遛娃|宝宝餐椅'],
  ['milk', '奶粉|牛奶|酸奶|奶瓶|乳饮|奶片|乳制品'],
  ['toy', '玩具|积木|玩偶|毛绒|公仔|手办|拼图|遥控车|模型|盲盒|游戏周边|魔兽世界|娃娃$'],
  ['book', '图书|绘本|小说|教辅|书籍|童书|杂志'],
  ['stationery', '文具|钢笔|中性笔|中油笔|水笔|铅笔|手账|彩笔|书写|马克笔|笔袋'],
  ['yoga-mat', '瑜伽|哑铃|健身|泡沫轴|弹力带|护腕'],
  ['ball', '篮球|足球|羽毛球|乒乓|网球|跳绳|球拍|泳镜'],
  ['tent', '帐篷|露营|睡袋|户外装备|天幕|钓|登山杖|野餐'],
  ['suitcase', '拉杆箱|行李箱|旅行箱|登机箱|收纳箱'],
  ['bag', '双肩包|背包|手提包|单肩包|斜挎包|托特|钱包|书包|腰包|女包|男包|包袋|洗漱包|收纳包'],
  ['jewellery', '首饰|项链|耳环|耳钉|戒指|手链|手镯|珠宝|饰品|吊坠|发饰|珍珠|翡翠|黄金'],
  ['sneaker', '运动鞋|跑鞋|板鞋|休闲鞋|小白鞋|老爹鞋|帆布鞋|篮球鞋|男鞋|童鞋|拖鞋|凉鞋|单鞋|乐福鞋'],
  ['boots', '靴|高跟鞋|女鞋|皮鞋|雨鞋|鞋'],
  ['socks', '袜|手套'],
  ['underwear', '内裤|文胸|内衣|背心|塑身|泳衣|秋衣|睡衣|家居服'],
  ['hat', '帽|围巾|丝巾|雨伞|伞'],
  ['dress', '连衣裙|半身裙|裙|旗袍'],
  ['coat', '羽绒服|大衣|外套|夹克|风衣|棉服|冲锋衣|西装|针织衫|毛衣|开衫|卫衣|马甲'],
  ['trousers', '牛仔裤|休闲裤|西裤|阔腿裤|运动裤|裤'],
  ['t-shirt', 't恤|衬衫|衬衣|polo|海魂衫|上衣|初衣|连体衣|哈衣|爬服|童装'],
  [
    'bedding',
    '四件套|三件套|件套|床单|被套|床笠|凉席|蚕丝被|羽绒被|羊毛被|空调被|夏凉被|盖毯|毛毯|床垫|褥|被$|被子|凉被|草席',
  ],
  ['pillow', '枕|抱枕|靠垫|腰靠|坐垫|眼罩'],
  ['towel', '毛巾|浴巾|面巾|浴袍|方巾|浴室'],
  ['rug', '地毯|地垫|窗帘|门帘|桌布|挂毯'],
  ['sofa', '沙发|懒人椅'],
  ['plant', '绿植|盆栽|永生花|花瓶|鲜花|多肉|干花|绣球|仿真花|花卉|园艺'],
  ['lamp', '台灯|落地灯|吊灯|吸顶灯|夜灯|灯具|灯'],
  ['chair', '椅|凳'],
  ['table', '餐桌|书桌|茶几|圆桌|桌|柜|架|镜|实木床|衣架'],
  ['rice-cooker', '电饭煲|电压力锅|电炖锅|空气炸锅|电火锅|电蒸锅|微波炉|烤箱|电饼铛'],
  [
    'fan',
    '电风扇|循环扇|风扇|空气净化器|加湿器|取暖器|除湿|吸尘器|扫地|挂烫|热水器|厨卫大电|吹风机|按摩仪|洗衣机|冰箱|空调',
  ],
  ['kettle', '电热水壶|养生壶|水壶|榨汁|破壁机|料理机|豆浆机|咖啡机|生活电器|厨房电器|小家电'],
  ['mug', '保温杯|马克杯|水杯|杯|碗|盘|餐具|茶具|水具|焖烧'],
  ['pan', '炒锅|汤锅|煎锅|奶锅|砂锅|蒸锅|珐琅锅|锅'],
  ['knife', '菜刀|刀具|水果刀|砧板|剪刀|案板|刀'],
  ['tool', '螺丝|电钻|五金|工具箱|工具|扳手|胶带|插座|开关|锤|门锁'],
  ['pastry', '糕|曲奇|饼干|蛋黄酥|凤梨酥|面包|蛋糕|月饼|粽|麻薯|酥|点心|甜点'],
  ['nuts', '坚果|核桃|巴旦木|开心果|腰果|夏威夷果|瓜子|花生|红枣|果干|葡萄干|松子|板栗'],
  ['snack-bag', '零食|薯片|辣条|糖果|巧克力|锅巴|肉脯|果冻|海苔|爆米花|豆干|蜜饯|膨化'],
  ['noodles', '面条|拉面|螺蛳粉|方便面|米线|拌面|酸辣粉|意面|速食|火锅底料|挂面|粉丝|自热'],
  ['rice-bag', '大米|香米|小米粥|杂粮|面粉|燕麦|糯米|藜麦|米$|五谷|粮'],
  ['oil', '食用油|花生油|菜籽油|橄榄油|酱油|醋|调味|蚝油|辣椒酱|豆瓣|蜂蜜|酱|油$|粮油'],
  ['wine', '白酒|红酒|葡萄酒|黄酒|啤酒|果酒|米酒|酒'],
  ['tea', '茶|咖啡|冲饮|枸杞|花草|饮料|果汁|藕粉'],
  ['fish', '鱼|虾|蟹|海鲜|水产|贝|鱿|海参'],
  ['meat', '牛排|牛肉|羊肉|猪肉|鸡|鸭|肉|排骨|香肠|腊|火腿|蛋'],
  ['fruit', '水果|苹果|橙|芒果|草莓|樱桃|车厘子|猕猴桃|葡萄|桃|梨|柚|柑|蓝莓|玉米|红薯|蔬|果'],
];

/** Words for whole departments, used only when nothing narrower is known. */
const DEPARTMENTS: [PictureKind, string][] = [
  ['pet-food', '宠物'],
  ['plant', '家饰'],
  ['table', '家具|收纳'],
  ['bag', '箱包'],
  ['t-shirt', '女装|男装|服饰|服装'],
  ['snack-bag', '饮食|食品'],
  ['bedding', '布艺|家纺|床品|被枕|夏凉|居家'],
  ['mug', '餐厨|厨具'],
  ['bottle', '美妆|护肤|洗护|个护'],
  ['toy', '婴童|母婴|志趣'],
  ['laptop', '电脑'],
  ['stationery', '笔记本|办公'],
  ['phone', '数码'],
];

const compile = ([kind, words]: [PictureKind, string]): [PictureKind, RegExp] => [kind, new RegExp(words)];
const NARROW = WORDS.map(compile);
const TABLE = [...NARROW, ...DEPARTMENTS.map(compile)];

function find(table: [PictureKind, RegExp][], text: string): PictureKind | undefined {
  const plain = text.toLowerCase().replaceAll(/\s+/g, '');
  return table.find(([, words]) => words.test(plain))?.[0];
}

/**
 * The kind to draw for a Chinese category path (`A > B > C`), a title, or the path followed by a space and
 * the title; `generic-box` when no word is known. A narrow leaf category is believed before the title, which
 * often names what the goods are for.
 */
export function pictureKind(text: string): PictureKind {
  const leaf = text.includes('>') ? (text.split('>').at(-1)?.trim().split(/\s/)[0] ?? '') : '';
  return (leaf && find(NARROW, leaf)) || find(TABLE, text) || 'generic-box';
}
