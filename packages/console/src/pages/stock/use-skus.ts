import { useQuery } from '@tanstack/react-query';
import type { ProductPage, SkuView } from '@yellowcart/contract';
import { client } from '../../api.ts';

/** A SKU with what names it to a merchant. */
export interface NamedSku extends SkuView {
  readonly productId: string;
  readonly title: string;
  readonly picture: string;
  readonly currency: string;
}

const PRODUCTS_FOUND = 8;

export function namedSkus(product: ProductPage): NamedSku[] {
  const { productId, title, picture, currency } = product;
  return product.skus.map((sku) => ({ ...sku, productId, title, picture, currency }));
}

/** "Cup · white · L": what tells a SKU from the others of the shop. */
export function skuName(sku: {
  readonly title: string;
  readonly spec: Readonly<Record<string, string>>;
}): string {
  return [sku.title, ...Object.values(sku.spec)].join(' · ');
}

/** The shop's SKUs whose product matches; the first few products only. */
export function useSkusLike(q: string) {
  return useQuery({
    queryKey: ['merchant', 'skus-like', q],
    queryFn: async ({ signal }): Promise<NamedSku[]> => {
      const { items } = await client.call('GET /api/v1/merchant/products', {
        query: { ...(q ? { q } : {}), limit: PRODUCTS_FOUND },
        signal,
      });
      const products = await Promise.all(
        items.map(({ productId }) =>
          client.call('GET /api/v1/products/:productId', { params: { productId }, signal }),
        ),
      );
      return products.flatMap(namedSkus);
    },
  });
}

/** One product with its SKUs, for naming what is known by id only. */
export function useProduct(productId: string | undefined) {
  return useQuery({
    queryKey: ['merchant', 'skus', productId],
    enabled: productId !== undefined,
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/products/:productId', { params: { productId: productId ?? '' }, signal }),
  });
}
