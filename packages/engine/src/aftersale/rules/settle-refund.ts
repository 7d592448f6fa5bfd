import type { OrderLineRow, OrderRow } from '#orders';
import { type GiftCartLine, giftBroken } from '#promotions';
import { type Minor, proRata } from '../../money.ts';
import type { RefundLine } from './refund.ts';

/** What a refund comes to. */
export interface SettledRefund {
  /** The lines that were asked for, and the gifts that they no longer earn. */
  readonly lines: readonly RefundLine[];
  /** Given back when nothing of an unshipped order is left. */
  readonly freightMinor: Minor;
  /** The value of gifts that stay with the buyer unearned, by who bears them; taken off what the buyer gets. */
  readonly withheld: readonly { readonly bearer: 'merchant' | 'platform'; readonly amountMinor: Minor }[];
  /** What the buyer gets. */
  readonly amountMinor: Minor;
}

/**
 * A refund with what follows from it. Goods that leave a gift unearned bring it back: before shipping it goes back to
 * stock, afterwards it comes with the goods (its line is among those asked for) or its value is withheld, up to the
 * refund. `asked` has been allowed and priced; `open` counts, by line, the units of other requests that are not decided
 * yet: a gift that is asked back by itself is on its way already.
 */
export function settleRefund(
  order: Pick<OrderRow, 'state' | 'freightMinor'>,
  bought: readonly OrderLineRow[],
  asked: readonly RefundLine[],
  open: ReadonlyMap<number, number>,
): SettledRefund {
  const unshipped = order.state === 'paid';
  const now = new Map(asked.map((line) => [line.lineNo, line]));
  const gifts = unearnedGifts(bought, now, open);
  const lines = [...asked];
  for (const { line, units } of gifts) {
    const given = now.get(line.lineNo);
    if (given) lines[lines.indexOf(given)] = { ...given, quantity: given.quantity + units };
    else lines.push({ lineNo: line.lineNo, quantity: units, amountMinor: 0 });
  }
  const goodsMinor = asked.reduce((sum, line) => sum + line.amountMinor, 0);
  const freightMinor = unshipped && nothingLeft(bought, lines) ? order.freightMinor : 0;
  let left = goodsMinor;
  const withheld = (unshipped ? [] : gifts).flatMap(({ line: { quantity, terms }, units }) => {
    const gift = terms?.gift;
    const amountMinor = Math.min(gift ? proRata(gift.valueMinor, units, quantity) : 0, left);
    left -= amountMinor;
    const bearer = gift?.bearer === 'platform' ? ('platform' as const) : ('merchant' as const);
    return amountMinor > 0 ? [{ bearer, amountMinor }] : [];
  });
  return { lines, freightMinor, withheld, amountMinor: left + freightMinor };
}

/** Whether every line is refunded whole with this refund. */
export function nothingLeft(
  bought: readonly Pick<OrderLineRow, 'lineNo' | 'quantity' | 'refundedQuantity'>[],
  refunded: readonly Pick<RefundLine, 'lineNo' | 'quantity'>[],
): boolean {
  const now = new Map(refunded.map(({ lineNo, quantity }) => [lineNo, quantity]));
  return bought.every((line) => line.refundedQuantity + (now.get(line.lineNo) ?? 0) === line.quantity);
}

/** Units of gifts that what is left of the goods does not earn, and that are not on their way back yet. */
function unearnedGifts(
  bought: readonly OrderLineRow[],
  now: ReadonlyMap<number, RefundLine>,
  open: ReadonlyMap<number, number>,
): { readonly line: OrderLineRow; readonly units: number }[] {
  const goods = bought.filter(({ terms }) => !terms?.gift);
  const byRule = Map.groupBy(
    bought.filter(({ terms }) => terms?.gift && terms.condition),
    ({ terms }) => terms?.gift?.ruleId,
  );
  return [...byRule.values()].flatMap((lines) => {
    const condition = lines[0]?.terms?.condition;
    if (!condition) return [];
    const given = lines.map(({ skuId, quantity, terms }) => ({
      skuId,
      quantity,
      substituted: terms?.gift?.substituted ?? false,
    }));
    const broken = giftBroken(
      condition,
      goods.map((line) => cartLine(line, 0, 0)),
      goods.flatMap((line) => {
        const { quantity = 0, amountMinor = 0 } = now.get(line.lineNo) ?? {};
        const left = cartLine(line, line.refundedQuantity + quantity, line.refundedMinor + amountMinor);
        return left.quantity > 0 ? [left] : [];
      }),
      given,
    );
    return lines.flatMap((line, index) => {
      const { lineNo } = line;
      const back = line.refundedQuantity + (now.get(lineNo)?.quantity ?? 0) + (open.get(lineNo) ?? 0);
      const units = (broken[index] ?? 0) - back;
      return units > 0 ? [{ line, units }] : [];
    });
  });
}

function cartLine(line: OrderLineRow, gone: number, goneMinor: Minor): GiftCartLine {
  const { lineNo, productId, attribution } = line;
  return {
    lineNo,
    productId,
    quantity: line.quantity - gone,
    amountMinor: line.amountMinor - goneMinor,
    roomId: attribution?.surface === 'live_cart' ? attribution.contentId : null,
  };
}
