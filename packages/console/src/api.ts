import { MutationCache, QueryCache, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Me } from '@yellowcart/contract';
import { ApiProblem, createClient } from '@yellowcart/sdk';
import { currentLanguage } from './preferences.ts';

export const client = createClient({ locale: currentLanguage });

/** Refusals are answers: only a lost connection or an overloaded server is worth asking again. */
function worthRetrying(failures: number, error: Error): boolean {
  const transient = error instanceof ApiProblem && (error.code === 'unreachable' || error.status === 503);
  return transient && failures < 3;
}

/** A session that ended meanwhile: forgetting who was signed in leads to the sign-in page and back. */
function onRefusal(error: Error): void {
  if (error instanceof ApiProblem && error.code === 'not_signed_in') queries.setQueryData(['me'], null);
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onRefusal }),
  mutationCache: new MutationCache({ onError: onRefusal }),
  defaultOptions: {
    // A platform on a local network is reachable when the browser believes to be offline: always ask.
    queries: { retry: worthRetrying, staleTime: 5_000, networkMode: 'always', refetchOnReconnect: true },
    mutations: { networkMode: 'always' },
  },
});

/** Who is signed in; null when nobody is. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<Me | null> => {
      try {
        return await client.call('GET /api/v1/me', { signal });
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
  });
}

export function usePlatform() {
  return useQuery({
    queryKey: ['platform'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => client.call('GET /api/v1/platform', { signal }),
  });
}

interface PageOf<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** A table that the server pages: the loaded rows, the first page (for totals beside the rows), and the way on. */
export function usePages<T, P extends PageOf<T>>(
  key: readonly unknown[],
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<P & PageOf<T>>,
  options: { enabled?: boolean; refetchInterval?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    ...options,
  });
  const rows: T[] = query.data?.pages.flatMap((one) => one.items) ?? [];
  return {
    rows,
    first: query.data?.pages[0],
    error: query.error,
    loading: query.isPending,
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

/** A random key for a request that must not count twice. Works on plain http too, where randomUUID does not exist. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
