import type { NewProductRow } from '@yellowcart/engine/catalog';

export interface Goods {
  readonly productId: string;
  readonly planId: string;
  readonly skuIds: readonly string[];
}
export interface Shop {
  readonly shopId: string;
  readonly merchantId: string;
  readonly goods: readonly Goods[];
}

/** A product as merchants list them, with the same stock of each SKU; `place` among its neighbours tells them apart. */
export function productRow(
  shopId: string,
  { productId, skuIds }: Goods,
  stock: number,
  place: number,
): NewProductRow {
  return {
    productId,
    shopId,
    ref: productId,
    title: `冻干草莓脆 独立小包装 办公室零食 第 ${place} 款`,
    subtitle: '',
    brand: null,
    categoryPath: ['食品', '零食'],
    picture: `/pictures/nuts/${place}.svg`,
    attributes: {},
    currency: 'CNY',
    skus: skuIds.map((skuId, index) => ({
      skuId,
      ref: skuId,
      spec: { 规格: `${index + 1} 袋` },
      priceMinor: 1_990 + 10 * place + 1_000 * index,
      listPriceMinor: null,
      stock,
    })),
  };
}

/** The plan that pays whoever leads buyers to a product. */
export function planRow(shopId: string, { planId, productId }: Goods, createdAt: Date) {
  return {
    planId,
    shopId,
    productId,
    kind: 'normal' as const,
    leaderId: null,
    createdAt,
    commissionBps: 2_000,
    serviceFeeBps: 0,
  };
}
