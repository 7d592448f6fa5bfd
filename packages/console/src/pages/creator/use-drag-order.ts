import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { moved } from './undo.ts';

const EDGE_PX = 56;
const SCROLL_PX = 14;

export interface DragHandle {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Lets rows of a list be put in another order by a handle: dragged with a pointer, or with the arrow keys while the
 * handle has the focus. `order` is what to draw meanwhile; `onOrder` hears the order that was let go.
 */
export function useDragOrder(ids: readonly string[], onOrder: (after: string[], id: string) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [drag, setDrag] = useState<{ id: string; order: string[] }>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const start = (id: string, event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus();
    let order = [...ids];
    setDrag({ id, order });
    const move = (at: globalThis.PointerEvent): void => {
      const rows = [...(list.current?.children ?? [])];
      const others = rows.filter((_, index) => order[index] !== id);
      const place = others.filter((row) => {
        const box = row.getBoundingClientRect();
        return box.top + box.height / 2 < at.clientY;
      }).length;
      const box = list.current?.getBoundingClientRect();
      if (box && at.clientY > box.bottom - EDGE_PX) list.current?.scrollBy({ top: SCROLL_PX });
      if (box && at.clientY < box.top + EDGE_PX) list.current?.scrollBy({ top: -SCROLL_PX });
      const next = moved(order, id, place);
      if (next.some((one, index) => one !== order[index])) {
        order = next;
        setDrag({ id, order });
      }
    };
    const finish = (keep: boolean): void => {
      stop.current?.();
      setDrag(undefined);
      if (keep && order.some((one, index) => one !== ids[index])) onOrder(order, id);
    };
    const drop = (): void => finish(true);
    const cancel = (): void => finish(false);
    const leave = (key: globalThis.KeyboardEvent): void => {
      if (key.key === 'Escape') cancel();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', leave);
    stop.current = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', leave);
      stop.current = undefined;
    };
  };

  return {
    list,
    order: drag?.order ?? ids,
    dragging: drag?.id,
    handle: (id: string): DragHandle => ({
      onPointerDown: (event) => start(id, event),
      onKeyDown: (event) => {
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
        if (by === 0) return;
        event.preventDefault();
        onOrder(moved(ids, id, ids.indexOf(id) + by), id);
      },
    }),
  };
}
