import type { en } from '../en/index.ts';
import { creator } from './creator.ts';
import { merchant } from './merchant.ts';
import { money } from './money.ts';
import { operator } from './operator.ts';
import { orders } from './orders.ts';
import { promotions } from './promotions.ts';
import { shell } from './shell.ts';
import { stock } from './stock.ts';

/** What the console says in Chinese. */
export const zhCn: Readonly<Record<keyof typeof en, string>> = {
  ...shell,
  ...orders,
  ...operator,
  ...money,
  ...merchant,
  ...creator,
  ...stock,
  ...promotions,
};
