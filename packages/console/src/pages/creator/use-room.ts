import { useQuery } from '@tanstack/react-query';
import { followRoom } from '@yellowcart/sdk';
import { useEffect, useRef, useState } from 'react';
import { client, queries } from '../../api.ts';
import { type DeskView, type Told, told } from './desk-events.ts';

const SOON_MS = 1_500;
const NOW_MS = 150;
const PINS_KEPT = 30;

export function deskKey(roomId: string): readonly unknown[] {
  return ['desk', roomId];
}

/** Flash sales of the room, those that wait for their host included. */
export function flashKey(roomId: string): readonly unknown[] {
  return ['desk-flash', roomId];
}

/** Pins seen while this page was open, by the minute of the room's own figures. */
export interface PinSeen {
  readonly minute: string;
  readonly title: string;
}

/** The creator's view of a room, kept live by its events. `onElsewhere` hears of changes made at another desk. */
export function useRoom(roomId: string, onElsewhere: (change: Told) => void) {
  const key = deskKey(roomId);
  const [lost, setLost] = useState(false);
  const [pins, setPins] = useState<readonly PinSeen[]>([]);
  const hear = useRef(onElsewhere);
  hear.current = onElsewhere;
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => client.call('GET /api/v1/creator/rooms/:roomId', { params: { roomId }, signal }),
    refetchInterval: 15_000,
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let due = Number.POSITIVE_INFINITY;
    const ask = (waitMs: number): void => {
      if (Date.now() + waitMs >= due) return;
      clearTimeout(timer);
      due = Date.now() + waitMs;
      timer = setTimeout(() => {
        due = Number.POSITIVE_INFINITY;
        void queries.invalidateQueries({ queryKey: deskKey(roomId) });
      }, waitMs);
    };
    const stop = followRoom(client, roomId, {
      onEvent: (event) => {
        const before = queries.getQueryData<DeskView>(deskKey(roomId));
        if (!before) return;
        if (event.type === 'pinned' && event.itemId !== null) {
          const minute = before.lastMinutes.at(-1)?.minute;
          const title = before.items.find((item) => item.itemId === event.itemId)?.title;
          if (minute && title) setPins((seen) => [...seen, { minute, title }].slice(-PINS_KEPT));
        }
        // Who sells what is left of a sale is told by the event; which sales still wait, only the desk's own list says.
        if (event.type === 'flash') void queries.invalidateQueries({ queryKey: flashKey(roomId) });
        const change = told(before, event);
        if (change.view !== before) queries.setQueryData(deskKey(roomId), change.view);
        if (change.elsewhere) hear.current(change);
        if (change.ask) ask(change.ask === 'now' ? NOW_MS : SOON_MS);
      },
      onState: (state) => setLost(state === 'lost'),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [roomId]);

  return { ...query, lost, pins };
}
