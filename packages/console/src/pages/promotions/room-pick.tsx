import { Select } from 'antd';
import { useT } from '../../i18n/index.ts';
import { useRoomsKnown } from '../stock/use-rooms-known.ts';

/** A room on air or to come; '' where none is chosen. */
export function RoomPick(props: {
  id?: string;
  value: string | undefined;
  onChange: (roomId: string | undefined) => void;
  none?: string;
  label: string;
  wrong?: boolean;
  testid?: string;
}) {
  const t = useT();
  const rooms = useRoomsKnown().data ?? [];
  const known = rooms.map((room) => ({ value: room.roomId, label: `${room.title} · ${room.creator.name}` }));
  const lost = props.value && !rooms.some((room) => room.roomId === props.value);
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      className="sku-pick"
      aria-label={props.label}
      value={props.value ?? (props.none ? '' : null)}
      placeholder={t('promo.roomHint')}
      status={props.wrong ? 'error' : ''}
      onChange={(roomId) => props.onChange(roomId || undefined)}
      options={[
        ...(props.none ? [{ value: '', label: props.none }] : []),
        ...(lost ? [{ value: props.value ?? '', label: `…${props.value?.slice(-8)}` }] : []),
        ...known,
      ]}
      data-testid={props.testid ?? 'room-pick'}
    />
  );
}
