import { useT } from '../../i18n/index.ts';
import { useRoomsKnown } from './use-rooms-known.ts';

/** Names a pool as people do: by the room's title or the host's name, where they are known. */
export function usePoolName(): (pool: string) => string {
  const t = useT();
  const rooms = useRoomsKnown().data ?? [];
  return (pool) => {
    const [kind = '', id = ''] = pool.split(':');
    const short = id.slice(-8);
    if (kind === 'gift') return t('pool.gift');
    if (kind === 'room')
      return t('pool.room', { name: rooms.find((room) => room.roomId === id)?.title ?? short });
    if (kind === 'creator') {
      const host = rooms.find((room) => room.creator.creatorId === id)?.creator.name;
      return t('pool.creator', { name: host ?? short });
    }
    if (kind === 'campaign') return t('pool.campaign', { name: short });
    return t('pool.general');
  };
}
