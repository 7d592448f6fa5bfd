import { useQuery } from '@tanstack/react-query';
import type { BoardView } from '@yellowcart/contract';
import { followBoard } from '@yellowcart/sdk';
import { useEffect, useState } from 'react';
import { client, queries } from '../../api.ts';

const KEY = ['board'];

/** The live board: loaded once, then pushed. `lost` while the stream is away. */
export function useBoard() {
  const [lost, setLost] = useState(false);
  const query = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => client.call('GET /api/v1/operator/board', { signal }),
    // The stream brings the rest; when it is lost, asking again keeps the figures honest.
    refetchInterval: lost ? 10_000 : false,
  });
  useEffect(
    () =>
      followBoard(client, {
        onEvent: (view) => queries.setQueryData<BoardView>(KEY, view),
        onState: (state) => setLost(state === 'lost'),
      }),
    [],
  );
  return { ...query, lost };
}

/** Whether the books balance: the sums over all ledger accounts, asked each minute. */
export function useBooks() {
  return useQuery({
    queryKey: ['books'],
    refetchInterval: 60_000,
    queryFn: async ({ signal }) => {
      const page = await client.call('GET /api/v1/operator/ledger/accounts', { query: { limit: 1 }, signal });
      return page.sums;
    },
  });
}
