import type { CheckoutPreview, PreviewLine } from '@yellowcart/contract';
import { productRevisions, shopNames } from '#catalog';
import { termsRevisionsStatement } from '#promotions';
import { quotasLeft, usesOf } from '#quotas';
import { readLevels } from '#stock';
import type { Engine } from '../../engine.ts';
import type { Minor } from '../../money.ts';
import { isRefusal, refuse } from '../../refusal.ts';
import { type OfferBook, type Recalled, stillStands } from '../offer-book.ts';
import { allocate } from '../rules/allocate.ts';
import type { Cart, DraftLine, GrantedOrder } from '../rules/checkout.ts';
import { draftCheckout } from '../rules/draft.ts';
import { promiseOf, signPromise } from '../rules/promise.ts';
import { freeStock, levelsWanted, quotaKeysOf } from '../wants.ts';
import { askedBy } from './place-orders.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const TRIES = 5;

/**
 * What a cart would give if it were ordered now: prices, discounts with who bears them, gifts, freight and the time it
 * ships by. Reserves nothing; the token in it lets placing be held to exactly this. Refuses what placing would refuse.
 */
export async function previewCheckout(
  engine: Engine,
  desk: { readonly offers: OfferBook },
  cart: Cart,
): Promise<CheckoutPreview> {
  const now = engine.clock.now();
  const recalled = await recallProved(engine, desk.offers, cart, now);
  const drafted = draftCheckout(cart, {
    ...recalled,
    now,
    attributionWindowDays: engine.settings.attributionWindowDays,
  });
  if (isRefusal(drafted)) refuse(drafted.refused, drafted.detail);
  const draft = { buyerId: cart.buyerId, orders: drafted };
  const quotaKeys = quotaKeysOf([draft]);
  const [granted] = allocate([draft], {
    stock: freeStock((await readLevels(engine.db, levelsWanted([draft]))).values()),
    quotas: await quotasLeft(
      engine.db,
      quotaKeys.map(({ quotaId }) => quotaId),
    ),
    used: await usesOf(engine.db, quotaKeys),
  });
  if (!granted) refuse('overloaded');
  if (isRefusal(granted)) refuse(granted.refused, granted.detail);
  const names = await shopNames(
    engine.db,
    granted.map(({ shopId }) => shopId),
  );
  const promised = promiseOf({ buyerId: cart.buyerId, province: cart.province, at: now }, granted);
  const sum = (of: (order: GrantedOrder) => Minor): Minor =>
    granted.reduce((total, order) => total + of(order), 0);
  return {
    previewToken: signPromise(engine.clickSecret, promised),
    expiresAt: new Date(now.getTime() + engine.settings.previewMinutes * MINUTE_MS).toISOString(),
    currency: granted[0]?.currency ?? '',
    goodsMinor: sum(goodsOf),
    discountMinor: sum(discountOf),
    freightMinor: sum(({ freightMinor }) => freightMinor),
    totalMinor: sum(({ totalMinor }) => totalMinor),
    payNowMinor: sum(payNowOf),
    orders: granted.map((order) => orderPreview(order, names.get(order.shopId) ?? '', now)),
  };
}

/** What is known of the cart, as it stands in the database now. */
async function recallProved(engine: Engine, offers: OfferBook, cart: Cart, now: Date): Promise<Recalled> {
  for (let tries = 0; ; tries += 1) {
    const recalled = await offers.recall(engine.db, askedBy([cart]), now);
    const products = await productRevisions(engine.db, [...recalled.productRevisions.keys()]);
    const { rows: shops } = await termsRevisionsStatement([...recalled.shopRevisions.keys()]).execute(
      engine.db,
    );
    const proved = [...products].map(([productId, revision]) => ({ productId, revision }));
    if (stillStands(recalled, proved, shops)) return recalled;
    if (tries === TRIES) refuse('overloaded');
    offers.forget(recalled);
  }
}

const goodsOf = ({ lines }: GrantedOrder): Minor =>
  lines.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * quantity, 0);
const discountOf = ({ lines }: GrantedOrder): Minor =>
  lines.reduce((sum, { discountMinor }) => sum + discountMinor, 0);
const payNowOf = ({ presale, lines, totalMinor }: GrantedOrder): Minor =>
  presale ? presale.depositMinor * (lines[0]?.quantity ?? 0) : totalMinor;

function orderPreview(order: GrantedOrder, shopName: string, now: Date): CheckoutPreview['orders'][number] {
  const { shopId, kind, lines, freightMinor, totalMinor, presale, notices } = order;
  const shipBy = presale?.shipBy ?? new Date(now.getTime() + order.shipWithinHours * HOUR_MS);
  const depositMinor = payNowOf(order);
  return {
    shopId,
    shopName,
    kind,
    lines: lines.map((line, index) => linePreview(line, index + 1)),
    discountMinor: discountOf(order),
    freightMinor,
    totalMinor,
    shipBy: shipBy.toISOString(),
    presale: presale
      ? {
          depositMinor,
          balanceMinor: totalMinor - depositMinor,
          balanceFrom: presale.balanceFrom.toISOString(),
          balanceUntil: presale.balanceUntil.toISOString(),
          depositRefundable: presale.depositRefundable,
        }
      : null,
    notices: [...notices],
  };
}

function linePreview(line: DraftLine, lineNo: number): PreviewLine {
  const { skuId, productId, quantity, unitPriceMinor, discountMinor, amountMinor, offer } = line;
  return {
    lineNo,
    kind: line.gift ? 'gift' : 'goods',
    skuId,
    productId,
    title: offer.title,
    spec: { ...offer.spec },
    picture: offer.picture,
    quantity,
    unitPriceMinor,
    discountMinor,
    amountMinor,
    discounts: [...line.discounts],
    gift: line.gift ?? null,
    parts: offer.parts.map((part) => ({ skuId: part.skuId, quantity: part.quantity * quantity })),
  };
}
