import type { Engine } from '@yellowcart/engine';
import { productsByRef, shopByRef, skusByRef } from '@yellowcart/engine/catalog';
import {
  createCombination,
  createFlashSale,
  createGiftRule,
  createPresale,
  dealsOf,
  giftRulesOf,
  setDelivery,
} from '@yellowcart/engine/promotions';
import { allotUnits } from '@yellowcart/engine/stock';
import type { SampleGiftRule, SampleOffers } from '@yellowcart/sample';

const DAY_MS = 86_400_000;
const LISTED_MAX = 100;

/**
 * Makes a sample shop's gift rules and deals, as its merchant would; what an interrupted start has made stays. The flash
 * sale waits in the room for its host.
 */
export async function bringOffers(engine: Engine, offers: SampleOffers, roomId: string): Promise<void> {
  const shopId = await known(shopByRef(engine.db, offers.shopRef), offers.shopRef);
  const skuOf = async (ref: string, shop = shopId) =>
    known((await skusByRef(engine.db, shop, [ref])).get(ref), ref);
  const after = (days: number): string =>
    new Date(engine.clock.now().getTime() + days * DAY_MS).toISOString();

  await setDelivery(engine, shopId, { ...offers.delivery, freeFromMinor: null });
  for (const { skuRef, units } of offers.giftStock) {
    const allotment = { pool: 'gift', delta: units, key: 'sample gifts' };
    await allotUnits(engine, shopId, await skuOf(skuRef), allotment);
  }
  const rules = await giftRulesOf(engine, shopId, { limit: LISTED_MAX });
  const isMade = new Set(rules.items.map(({ name }) => name));
  for (const rule of offers.giftRules)
    if (!isMade.has(rule.name)) await bringGiftRule(engine, shopId, rule, roomId);

  const flashShopId = await known(shopByRef(engine.db, offers.flash.shopRef), offers.flash.shopRef);
  const deals = [shopId, flashShopId].map((shop) => dealsOf(engine, shop, { limit: LISTED_MAX }));
  const names = new Set((await Promise.all(deals)).flatMap(({ items }) => items.map(({ name }) => name)));
  const { combination, flash, presale } = offers;
  if (!names.has(combination.name)) {
    const { name, skuRefs, priceMinor, days } = combination;
    const skuIds = await Promise.all(skuRefs.map((ref) => skuOf(ref)));
    const items = skuIds.map((skuId) => ({ skuId, quantity: 1 }));
    await createCombination(engine, shopId, { name, items, priceMinor, endsAt: after(days), buyerMax: 5 });
  }
  if (!names.has(flash.name)) {
    const { shopRef: _, skuRef, ...sale } = flash;
    const skuId = await skuOf(skuRef, flashShopId);
    await createFlashSale(engine, flashShopId, { ...sale, skuId, roomId });
  }
  if (!names.has(presale.name)) {
    const { skuRef, days, ...sale } = presale;
    const windows = {
      endsAt: after(days),
      balanceFrom: after(days),
      balanceUntil: after(days + 3),
      shipBy: after(days + 10),
    };
    await createPresale(engine, shopId, { ...sale, ...windows, skuId: await skuOf(skuRef) });
  }
}

async function bringGiftRule(
  engine: Engine,
  shopId: string,
  rule: SampleGiftRule,
  roomId: string,
): Promise<void> {
  const { productRefs, bands, inRoom, insteadSkuRef, ...terms } = rule;
  const refs = [
    ...bands.map(({ skuRef }) => skuRef),
    ...(insteadSkuRef === undefined ? [] : [insteadSkuRef]),
  ];
  const skuIds = await skusByRef(engine.db, shopId, refs);
  const productIds = await productsByRef(engine.db, shopId, productRefs);
  const instead = insteadSkuRef === undefined ? undefined : skuIds.get(insteadSkuRef);
  await createGiftRule(engine, shopId, {
    ...terms,
    productIds: productIds.size > 0 ? [...productIds.values()] : null,
    roomId: inRoom ? roomId : null,
    bands: bands.map(({ from, skuRef, quantity }) => ({
      from,
      gifts: [{ skuId: skuIds.get(skuRef) ?? '', quantity }],
    })),
    ...(instead === undefined ? {} : { whenOut: { kind: 'substitute', skuId: instead, quantity: 1 } }),
  });
}

async function known(id: Promise<string | undefined> | string | undefined, ref: string): Promise<string> {
  const found = await id;
  if (found === undefined) throw new RangeError(`the sample's offers name ${ref}, which it does not hold`);
  return found;
}
