import type { NewProduct } from '@yellowcart/contract';
import { defineKit } from '#stock';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { productsByRef, skusByRef } from '../queries/products-by-ref.ts';
import { insertProducts, type NewProductRow } from '../store/products.ts';
import { lockShop } from '../store/shops.ts';

/**
 * Lists one product of the shop, on the shelf. `picture` is its path on this server.
 * Refuses: duplicate_ref (of the product, or of one of its SKUs),
 * kit_without_units (a kit with stock of its own), and what `buildKit` refuses.
 */
export async function listProduct(
  engine: Engine,
  shopId: string,
  input: NewProduct & { readonly picture: string },
): Promise<{ productId: string }> {
  const now = engine.clock.now();
  const product = newProduct(engine, shopId, input);
  const refs = product.skus.map((sku) => sku.ref);
  const twice = refs.find((ref, index) => refs.indexOf(ref) !== index);
  if (twice !== undefined) refuse('duplicate_ref', { ref: twice });
  const withUnits = input.skus.find((sku) => sku.parts && sku.stock);
  if (withUnits) refuse('kit_without_units', { ref: withUnits.ref });
  await engine.db.transaction().execute(async (tx) => {
    await lockShop(tx, shopId);
    const taken = await productsByRef(tx, shopId, [product.ref]);
    if (taken.size > 0) refuse('duplicate_ref', { ref: product.ref });
    const [takenRef] = (await skusByRef(tx, shopId, refs)).keys();
    if (takenRef !== undefined) refuse('duplicate_ref', { ref: takenRef });
    await insertProducts(tx, [product], now);
    for (const [index, { skuId }] of product.skus.entries()) {
      const parts = input.skus[index]?.parts;
      if (parts) await defineKit(tx, shopId, skuId, parts);
    }
  });
  return { productId: product.productId };
}

function newProduct(
  engine: Engine,
  shopId: string,
  input: NewProduct & { readonly picture: string },
): NewProductRow {
  return {
    productId: engine.ids.next(),
    shopId,
    ref: input.ref,
    title: input.title,
    subtitle: input.subtitle ?? '',
    brand: input.brand ?? null,
    categoryPath: input.categoryPath,
    picture: input.picture,
    attributes: input.attributes ?? {},
    currency: input.currency ?? 'CNY',
    skus: input.skus.map((sku) => ({
      skuId: engine.ids.next(),
      ref: sku.ref,
      spec: sku.spec ?? {},
      priceMinor: sku.priceMinor,
      listPriceMinor: sku.listPriceMinor ?? null,
      stock: sku.stock ?? 0,
    })),
  };
}
