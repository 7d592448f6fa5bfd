import { useMutation, useQuery } from '@tanstack/react-query';
import type { LibraryItem, RoomCard } from '@yellowcart/contract';
import { Select } from 'antd';
import { Link } from 'react-router';
import { client, queries } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { useSay } from '../../parts/say.ts';
import { prefer, usePreferences } from '../../preferences.ts';
import { deskKey } from './use-room.ts';
import { useMyRooms } from './use-rooms.ts';

export interface Hanging {
  readonly rooms: readonly RoomCard[];
  readonly room: RoomCard | undefined;
  /** Products that are in the room's cart already. */
  readonly hung: ReadonlySet<string>;
  /** The product that is being hung. */
  readonly pending: string | undefined;
  readonly hang: (item: LibraryItem) => void;
}

/** Where "hang" goes: the room chosen last, else the one on air, else the next one. */
export function useHanging(enabled: boolean): Hanging {
  const t = useT();
  const say = useSay();
  const chosen = usePreferences().hangRoomId;
  const rooms = (useMyRooms(enabled).data ?? []).filter((room) => room.state !== 'ended');
  const room =
    rooms.find((one) => one.roomId === chosen) ?? rooms.find((one) => one.state === 'live') ?? rooms[0];
  const roomId = room?.roomId ?? '';
  const cart = useQuery({
    queryKey: deskKey(roomId),
    enabled: enabled && room !== undefined,
    queryFn: ({ signal }) => client.call('GET /api/v1/creator/rooms/:roomId', { params: { roomId }, signal }),
  });
  const hang = useMutation({
    mutationFn: (item: LibraryItem) =>
      client.call('POST /api/v1/creator/rooms/:roomId/items', {
        params: { roomId },
        body: { productId: item.productId, planId: item.planId },
      }),
    onSuccess: () => say.done(t('hang.said', { room: room?.title ?? '' })),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: deskKey(roomId) }),
  });
  return {
    rooms,
    room,
    hung: new Set(cart.data?.items.map((item) => item.productId)),
    pending: hang.isPending ? hang.variables.productId : undefined,
    hang: (item) => hang.mutate(item),
  };
}

/** The choice of the room, remembered in this browser. */
export function HangRoom({ hanging }: { hanging: Hanging }) {
  const t = useT();
  if (!hanging.room) return <Link to="/rooms">{t('hang.makeRoom')}</Link>;
  return (
    <div className="hang-room">
      <span className="quiet">{t('hang.into')}</span>
      <Select
        value={hanging.room.roomId}
        popupMatchSelectWidth={false}
        options={hanging.rooms.map((room) => ({
          value: room.roomId,
          label: `${t(`room.state.${room.state}`)} · ${room.title}`,
        }))}
        onChange={(hangRoomId: string) => prefer({ hangRoomId })}
        aria-label={t('hang.into')}
        data-testid="hang-room"
      />
    </div>
  );
}
