import { earnGifts, type GiftRule, shopTerms } from '#promotions';
import { takeQuotas } from '#quotas';
import { giveUnits, lockLevels } from '#stock';
import type { Tx } from '../../db/open.ts';
import { isRefusal } from '../../refusal.ts';
import type { OfferBook } from '../offer-book.ts';
import { allocate } from '../rules/allocate.ts';
import type { DraftGift, DraftLine } from '../rules/checkout.ts';
import { draftGift } from '../rules/draft.ts';
import { insertSnapshots, type Snapshots } from '../snapshots.ts';
import { insertLines } from '../store/new-orders.ts';
import { type OrderLineRow, type OrderRow, unitsOfLines } from '../store/open-orders.ts';
import { freeStock, levelsWanted, lockQuotasOf } from '../wants.ts';

/** What giving needs besides the engine. */
export interface GivingDesk {
  readonly offers: OfferBook;
  readonly snapshots: Snapshots;
}
interface Paid {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
}

/**
 * Gives the gifts of `first_n` rules to orders that are being paid, in the order in which their payments came. How many
 * were given stands in the rule's quota, which is locked here, so N holds across processes; a returned order does not
 * promote the next, since nothing is ever put back. What is out is not given: the order is paid, so nothing can block.
 */
export async function giveFirstGifts(
  desk: GivingDesk,
  tx: Tx,
  paid: readonly Paid[],
  now: Date,
): Promise<void> {
  const shopIds = new Set(paid.flatMap(({ order }) => (order.kind === 'normal' ? [order.shopId] : [])));
  const terms = await shopTerms(tx, [...shopIds], now);
  const isFirst = ({ kind }: GiftRule): boolean => kind === 'first_n';
  if (![...terms.values()].some(({ giftRules }) => giftRules.some(isFirst))) return;

  const earned = paid.flatMap(({ order, lines }) => {
    // All rules are asked: one that does not stack may give way to another that was given at placing.
    const rules = order.kind === 'normal' ? (terms.get(order.shopId)?.giftRules ?? []) : [];
    const { earned: all } = earnGifts(rules, { now, lines: lines.flatMap(cartLine) });
    const gifts = all.filter(({ rule }) => isFirst(rule));
    return gifts.length > 0 ? [{ order, lines, gifts }] : [];
  });
  if (earned.length === 0) return;
  const skuIds = earned.flatMap(({ gifts }) =>
    gifts.flatMap(({ rule, gifts: units }) => [
      ...units.map(({ skuId }) => skuId),
      ...(rule.whenOut.kind === 'substitute' ? [rule.whenOut.skuId] : []),
    ]),
  );
  const { offers } = await desk.offers.recall(tx, { skuIds: [...new Set(skuIds)], plans: new Map() }, now);
  const drafts = earned.map(({ order, lines, gifts }) => ({
    buyerId: order.buyerId,
    order,
    from: Math.max(...lines.map(({ lineNo }) => lineNo)) + 1,
    orders: [
      {
        ...NOTHING,
        shopId: order.shopId,
        gifts: gifts.map((gift): DraftGift => draftGift(neverBlocks(gift.rule), gift, { offers })),
      },
    ],
  }));
  // What is being sold is locked with it, since stock comes before quotas wherever both are locked.
  const sold = unitsOfLines(paid.flatMap(({ lines }) => lines));
  const levels = await lockLevels(tx, [...levelsWanted(drafts), ...sold]);
  const limits = await lockQuotasOf(tx, drafts);
  const decisions = allocate(drafts, { stock: freeStock(levels.values()), ...limits });
  const given = drafts.flatMap(({ order, buyerId, from }, index) => {
    const decision = decisions[index];
    const lines = decision === undefined || isRefusal(decision) ? [] : decision.flatMap((one) => one.lines);
    return lines.length > 0 ? [{ order, buyerId, from, lines }] : [];
  });
  await write(desk, tx, given, now);
}

const NOTHING = {
  shopId: '',
  merchantId: '',
  kind: 'normal',
  currency: '',
  lines: [],
  notices: [],
  freightMinor: 0,
  totalMinor: 0,
  shipWithinHours: 0,
  presale: undefined,
} as const;

const neverBlocks = (rule: GiftRule): GiftRule =>
  rule.whenOut.kind === 'block' ? { ...rule, whenOut: { kind: 'drop' } } : rule;

function cartLine({ lineNo, productId, quantity, amountMinor, attribution, terms }: OrderLineRow) {
  if (terms?.gift) return [];
  const roomId = attribution?.surface === 'live_cart' ? attribution.contentId : null;
  return [{ lineNo, productId, quantity, amountMinor, roomId }];
}

async function write(
  desk: GivingDesk,
  tx: Tx,
  given: readonly {
    readonly order: OrderRow;
    readonly buyerId: string;
    readonly from: number;
    readonly lines: readonly DraftLine[];
  }[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return;
  const uses = given.flatMap(({ buyerId, lines }) =>
    lines.flatMap(({ quotas }) => quotas.map((quota) => ({ ...quota, buyerId }))),
  );
  if (uses.length > 0) for (const statement of takeQuotas(uses).statements) await statement.execute(tx);
  const units = given.flatMap(({ order, lines }) =>
    lines.flatMap((line) =>
      line.units.map((unit) => ({ ...unit, shopId: order.shopId, reference: order.orderId })),
    ),
  );
  await giveUnits(tx, units, now);
  const orders = given.map(({ order, from, lines }) => ({
    ...order,
    from,
    lines: lines.map((line) => ({
      ...line,
      goods: desk.snapshots.goodsOf(line.offer),
      creditSnapshot: undefined,
    })),
  }));
  const snapshots = desk.snapshots.unstored(orders.flatMap(({ lines }) => lines.map(({ goods }) => goods)));
  if (snapshots.length > 0) await insertSnapshots(snapshots).execute(tx);
  await insertLines(orders).execute(tx);
}
