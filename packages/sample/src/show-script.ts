import type { ShowStep } from './types.ts';

/** The length of one loop; the last step comes a little earlier so that the next loop starts calmly. */
const LOOP_SECONDS = 180;

/** The place of what the flash sale sells. */
export const FLASH_INDEX = 6;

const PINS: [at: number, productIndex: number, line: string, orders: number][] = [
  [6, 0, '欢迎刚进来的朋友，一号链接先讲，今晚开播福利，拍之前看清规格。', 14],
  [36, 1, '二号链接来了，这款回购多，价格比平时低，库存就弹窗里这些。', 9],
  [64, 4, '有人问五号，我拆开给大家看细节，哪里好哪里不好我都讲。', 7],
  [92, 2, '三号链接倒数，想要的可以去拍了，犹豫的先加进购物车。', 19],
  [124, FLASH_INDEX, '七号秒杀开了，每人一件，拍的时候看清规格。', 11],
  [150, 0, '最后再返场一号，拍完记得看下单地址，客服在线。', 16],
];

/** How an audience orders after a pin: a rush in the first seconds, then a tail. */
const RUSH: [afterSeconds: number, share: number][] = [
  [3, 0.36],
  [5, 0.26],
  [8, 0.16],
  [12, 0.1],
  [17, 0.07],
  [22, 0.05],
];

/** Viewers at a second of the loop: a slow swell, lifted by every pin; the end meets the beginning. */
function viewersAt(second: number): number {
  const swell = 420 + 260 * Math.sin((Math.PI * second) / LOOP_SECONDS);
  const lift = PINS.reduce((sum, [at, , , orders]) => {
    const after = second - at;
    return after < 0 ? sum : sum + orders * 9 * Math.exp(-after / 14);
  }, 0);
  const ripple = 12 * Math.sin(second * 1.7) + 7 * Math.sin(second * 0.6);
  return Math.round(swell + lift + ripple);
}

/**
 * Three minutes that can be played in a loop: the host pins goods one after another, buyers buy in a rush
 * with a tail, viewers come and go, two goods are hung on the way, one is sold in a flash sale. Product indexes are below 12, the least
 * number of goods in a room; a fresh hang takes the place behind the pinned ones.
 */
export function writeShowScript(): ShowStep[] {
  const steps: ShowStep[] = [];
  for (let second = 0; second < LOOP_SECONDS; second += 4) {
    steps.push({ atSeconds: second, kind: 'viewers', count: viewersAt(second) });
  }
  for (const [at, productIndex, line, orders] of PINS) {
    steps.push({ atSeconds: at, kind: 'pin', productIndex, line });
    for (const [after, share] of RUSH) {
      const count = Math.max(1, Math.round(orders * share));
      steps.push({ atSeconds: at + after, kind: 'burst', productIndex, orders: count });
    }
  }
  // The sale begins just before its good is pinned, so that the rush is for it.
  steps.push({ atSeconds: 100, kind: 'flash', countdownSeconds: 20, minutes: 1 });
  steps.push({ atSeconds: 52, kind: 'hang', productIndex: 10 });
  steps.push({ atSeconds: 116, kind: 'hang', productIndex: 11 });
  steps.push({ atSeconds: 176, kind: 'unpin' });
  return steps.sort((a, b) => a.atSeconds - b.atSeconds);
}
