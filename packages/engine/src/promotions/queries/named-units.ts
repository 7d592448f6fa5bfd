import type { NamedUnits } from '@yellowcart/contract';
import { type SkuOffer, skuOffers } from '#catalog';
import type { Db, Tx } from '../../db/open.ts';
import type { Units } from '../rules/terms.ts';

/** Names units, and prices them as today. SKUs without a price today are left out. */
export type NameUnits = (units: readonly Units[]) => NamedUnits[];

/** Reads what these SKUs are called, all at once. */
export async function unitNames(
  handle: Db | Tx,
  skuIds: readonly string[],
  now: Date,
): Promise<{ readonly name: NameUnits; readonly offers: ReadonlyMap<string, SkuOffer> }> {
  const offers = new Map(
    (await skuOffers(handle, [...new Set(skuIds)], now)).map((offer) => [offer.skuId, offer]),
  );
  return { offers, name: (units) => namedBy(offers, units) };
}

export function namedBy(offers: ReadonlyMap<string, SkuOffer>, units: readonly Units[]): NamedUnits[] {
  return units.flatMap(({ skuId, quantity }) => {
    const offer = offers.get(skuId);
    if (!offer) return [];
    const { productId, title, spec, picture, priceMinor } = offer;
    return [{ skuId, productId, quantity, title, spec, picture, priceMinor }];
  });
}

/** What units cost today. */
export function costOf(named: readonly Pick<NamedUnits, 'priceMinor' | 'quantity'>[]): number {
  return named.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * quantity, 0);
}
