import { useQuery } from '@tanstack/react-query';
import { client } from '../../api.ts';

const PAGES_MAX = 3;
const PAGE = 100;

interface Some<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** Up to 300 rows of a list, for counting what needs doing; `more` says that there are others. */
async function collect<T>(fetchPage: (cursor: string | undefined) => Promise<Some<T>>) {
  const rows: T[] = [];
  let cursor: string | undefined;
  for (let at = 0; at < PAGES_MAX; at += 1) {
    const page = await fetchPage(cursor);
    rows.push(...page.items);
    if (page.nextCursor === null) return { rows, more: false };
    cursor = page.nextCursor;
  }
  return { rows, more: true };
}

export function useToShip() {
  return useQuery({
    queryKey: ['merchant', 'to-ship'],
    refetchInterval: 15_000,
    queryFn: ({ signal }) =>
      collect((cursor) =>
        client.call('GET /api/v1/merchant/orders', { query: { state: 'paid', cursor, limit: PAGE }, signal }),
      ),
  });
}

export function useToRefund() {
  return useQuery({
    queryKey: ['merchant', 'to-refund'],
    refetchInterval: 15_000,
    queryFn: ({ signal }) =>
      collect((cursor) =>
        client.call('GET /api/v1/merchant/orders', {
          query: { refund: 'requested', cursor, limit: PAGE },
          signal,
        }),
      ),
  });
}

export function useGoods() {
  return useQuery({
    queryKey: ['merchant', 'goods'],
    queryFn: ({ signal }) =>
      collect((cursor) =>
        client.call('GET /api/v1/merchant/products', { query: { cursor, limit: PAGE }, signal }),
      ),
  });
}
