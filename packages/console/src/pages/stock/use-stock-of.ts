import { useQuery } from '@tanstack/react-query';
import type { ResultOf } from '@yellowcart/sdk';
import { client } from '../../api.ts';

export type StockOfSku = ResultOf<'GET /api/v1/merchant/skus/:skuId/stock'>;
export type StockPool = StockOfSku['pools'][number];

/** Every pool of a SKU, kept near to what sells meanwhile. */
export function useStockOf(skuId: string) {
  return useQuery({
    queryKey: ['merchant', 'stock', skuId],
    refetchInterval: 10_000,
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/merchant/skus/:skuId/stock', { params: { skuId }, signal }),
  });
}
