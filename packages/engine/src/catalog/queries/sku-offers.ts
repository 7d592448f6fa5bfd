import { sql } from 'kysely';
import type { KitPart } from '#stock';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

/** What an order line needs to know of a SKU. */
export interface SkuOffer {
  readonly skuId: string;
  readonly productId: string;
  readonly shopId: string;
  /** The shop's party, which gets what remains of a sale. */
  readonly merchantId: string;
  readonly title: string;
  readonly picture: string;
  readonly spec: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly priceMinor: number;
  /** When this price stops applying; null while no end is known. */
  readonly priceValidTo: Date | null;
  readonly onShelf: boolean;
  /** Of the product: an offer read before stays true while it has not grown. */
  readonly revision: number;
  /** What one unit takes if it is a kit, down to plain SKUs; none = its own units. */
  readonly parts: readonly KitPart[];
}

/** Offers of these SKUs at `now`, in no order; a SKU that does not exist, or has no price yet, is left out. */
export async function skuOffers(handle: Db, skuIds: readonly string[], now: Date): Promise<SkuOffer[]> {
  if (skuIds.length === 0) return [];
  const { rows } = await sql<SkuOffer>`
    SELECT k.sku_id AS "skuId", k.product_id AS "productId", k.shop_id AS "shopId", s.merchant_id AS "merchantId", p.title, p.picture, k.spec,
      p.currency, r.price_minor AS "priceMinor", NULLIF(r.valid_to, 'infinity') AS "priceValidTo",
      p.on_shelf AS "onShelf", p.revision,
      (SELECT coalesce(json_agg(json_build_object('skuId', t.part_sku_id, 'quantity', t.quantity) ORDER BY t.part_sku_id), '[]')
        FROM stock.kit_part t WHERE t.shop_id = k.shop_id AND t.sku_id = k.sku_id) AS parts
    FROM catalog.sku k
    JOIN catalog.product p ON p.product_id = k.product_id
    JOIN catalog.shop s ON s.shop_id = k.shop_id
    JOIN catalog.price r ON r.sku_id = k.sku_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    WHERE k.sku_id = ANY(${plainArray(skuIds)}::uuid[])
  `.execute(handle);
  return rows;
}
