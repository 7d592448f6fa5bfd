import { useQuery } from '@tanstack/react-query';
import { client } from '../../api.ts';

/** Rooms on air and to come, with their hosts: where a merchant's offers can go. */
export function useRoomsKnown() {
  return useQuery({
    queryKey: ['rooms-known'],
    staleTime: 30_000,
    queryFn: async ({ signal }) => (await client.call('GET /api/v1/rooms', { signal })).items,
  });
}
