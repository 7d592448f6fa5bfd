import type { ProductPage } from '@yellowcart/contract';
import { sql } from 'kysely';
import { avatarOf } from '#parties';
import { availableBySku, partsOf } from '#stock';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { splitCategory } from '../rules/category.ts';
import { skuNames } from './sku-names.ts';

/** A product's page; `soldCount` is what whoever counts sales says. Refuses: product_not_found. */
export async function productPage(
  engine: Engine,
  productId: string,
  sales: { readonly soldCount: number },
): Promise<ProductPage> {
  const [product, skus, available] = await Promise.all([
    findProduct(engine.db, productId),
    findSkus(engine.db, productId, engine.clock.now()),
    availableBySku(engine.db, [productId]),
  ]);
  if (!product) refuse('product_not_found');
  const contents = await kitContents(
    engine.db,
    skus.map((sku) => sku.skuId),
  );
  const { shopId, shopName, city, categoryPath, ...shown } = product;
  return {
    ...shown,
    categoryPath: splitCategory(categoryPath),
    shop: { shopId, name: shopName, city, avatar: avatarOf(shopId) },
    skus: skus.map((sku) => ({
      ...sku,
      available: available.get(sku.skuId) ?? 0,
      parts: contents.get(sku.skuId) ?? [],
    })),
    soldCount: sales.soldCount,
  };
}

type Sku = ProductPage['skus'][number];

/** What each kit among the SKUs holds, by name; SKUs that are no kits are absent. */
async function kitContents(handle: Db, skuIds: readonly string[]): Promise<Map<string, Sku['parts']>> {
  const parts = await partsOf(handle, skuIds);
  const names = await skuNames(
    handle,
    [...parts.values()].flat().map((part) => part.skuId),
  );
  return new Map(
    [...parts].map(([kitId, held]) => [
      kitId,
      held.flatMap(({ skuId, quantity }) => {
        const name = names.get(skuId);
        return name
          ? [{ productId: name.productId, title: name.title, spec: { ...name.spec }, quantity }]
          : [];
      }),
    ]),
  );
}

interface ProductRow
  extends Pick<
    ProductPage,
    'productId' | 'title' | 'subtitle' | 'brand' | 'picture' | 'attributes' | 'onShelf' | 'currency'
  > {
  readonly categoryPath: string;
  readonly shopId: string;
  readonly shopName: string;
  readonly city: string;
}

async function findProduct(handle: Db, productId: string): Promise<ProductRow | undefined> {
  const { rows } = await sql<ProductRow>`
    SELECT p.product_id AS "productId", p.title, p.subtitle, p.brand, p.category_path AS "categoryPath", p.picture,
      p.attributes, p.on_shelf AS "onShelf", p.currency, s.shop_id AS "shopId", s.name AS "shopName", s.city
    FROM catalog.product p JOIN catalog.shop s ON s.shop_id = p.shop_id
    WHERE p.product_id = ${productId}
  `.execute(handle);
  return rows[0];
}

async function findSkus(
  handle: Db,
  productId: string,
  now: Date,
): Promise<Omit<Sku, 'available' | 'parts'>[]> {
  const { rows } = await sql<Omit<Sku, 'available' | 'parts'>>`
    SELECT k.sku_id AS "skuId", k.spec, r.price_minor AS "priceMinor", r.list_price_minor AS "listPriceMinor"
    FROM catalog.sku k JOIN catalog.price r ON r.sku_id = k.sku_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    WHERE k.product_id = ${productId} ORDER BY k.position
  `.execute(handle);
  return rows;
}
