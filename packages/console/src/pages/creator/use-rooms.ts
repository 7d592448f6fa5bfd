import { useQuery } from '@tanstack/react-query';
import { client } from '../../api.ts';

export function useMyRooms(enabled = true) {
  return useQuery({
    queryKey: ['rooms'],
    enabled,
    refetchInterval: 15_000,
    queryFn: async ({ signal }) => (await client.call('GET /api/v1/creator/rooms', { signal })).items,
  });
}
