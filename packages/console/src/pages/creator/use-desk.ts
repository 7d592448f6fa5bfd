import { ApiProblem } from '@yellowcart/sdk';
import { useRef, useState } from 'react';
import { client, queries } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { useSay } from '../../parts/say.ts';
import { type DeskItem, type DeskView, inOrder, type Told } from './desk-events.ts';
import { type Done, push, renamed, type Step, undoSteps } from './undo.ts';
import { deskKey, useRoom } from './use-room.ts';

/**
 * The desk of one room: what it shows and what can be done at it. Actions run one after the other in the order they
 * were asked for, show at once, and are put right from the server when it refuses.
 */
export function useDesk(roomId: string) {
  const t = useT();
  const say = useSay();
  const [news, setNews] = useState<string>();
  const [stack, setStack] = useState<readonly Done[]>([]);
  const latest = useRef(stack);
  const line = useRef<Promise<void>>(Promise.resolve());
  const busy = useRef(0);
  const key = deskKey(roomId);

  const keep = (next: readonly Done[]): void => {
    latest.current = next;
    setStack(next);
  };
  const remember = (done: Done): void => keep(push(latest.current, done));
  const room = useRoom(roomId, (change: Told) => {
    if (busy.current === 0 && change.elsewhere) {
      setNews(t(`desk.elsewhere.${change.elsewhere}`, { title: change.title ?? '' }));
    }
  });
  const now = (): DeskView | undefined => queries.getQueryData<DeskView>(key);
  const show = (change: Partial<DeskView>): void => {
    queries.setQueryData<DeskView>(key, (view) => view && { ...view, ...change });
  };

  function act(work: (view: DeskView) => Promise<void>): Promise<void> {
    busy.current += 1;
    line.current = line.current.then(async () => {
      const view = now();
      try {
        if (view) await work(view);
        setNews(undefined);
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'cart_changed') setNews(t('desk.cartChanged'));
        say.problem(error);
      } finally {
        // Asking again also puts right what was shown too early.
        await queries.invalidateQueries({ queryKey: key });
        busy.current -= 1;
      }
    });
    return line.current;
  }

  async function step(one: Step): Promise<string | undefined> {
    const view = now();
    switch (one.do) {
      case 'pin':
        show({ pinnedItemId: one.itemId });
        await client.call('PUT /api/v1/creator/rooms/:roomId/pin', {
          params: { roomId },
          body: { itemId: one.itemId },
        });
        return undefined;
      case 'order':
        if (view) show({ items: inOrder(view.items, one.itemIds) });
        await client.call('PUT /api/v1/creator/rooms/:roomId/items/order', {
          params: { roomId },
          body: { itemIds: [...one.itemIds] },
        });
        return undefined;
      case 'remove':
        if (view) {
          show({
            items: view.items.filter((item) => item.itemId !== one.itemId),
            pinnedItemId: view.pinnedItemId === one.itemId ? null : view.pinnedItemId,
          });
        }
        await client.call('DELETE /api/v1/creator/rooms/:roomId/items/:itemId', {
          params: { roomId, itemId: one.itemId },
        });
        return undefined;
      case 'hang': {
        const item = await client.call('POST /api/v1/creator/rooms/:roomId/items', {
          params: { roomId },
          body: { productId: one.productId, planId: one.planId },
        });
        const others = now()?.items.filter((other) => other.itemId !== item.itemId) ?? [];
        show({ items: [...others, item] });
        return item.itemId;
      }
    }
  }

  const idsOf = (view: DeskView): string[] => view.items.map((item) => item.itemId);

  return {
    room,
    news,
    stack,
    pin: (item: DeskItem | null) =>
      act(async (view) => {
        const after = item?.itemId ?? null;
        const before = view.pinnedItemId;
        if (after === before) return;
        await step({ do: 'pin', itemId: after });
        const title = item?.title ?? view.items.find((one) => one.itemId === before)?.title ?? '';
        remember({ kind: 'pinned', before, after, title });
      }),
    hang: (goods: { productId: string; planId: string; title: string }) =>
      act(async () => {
        const itemId = await step({ do: 'hang', productId: goods.productId, planId: goods.planId, was: '' });
        if (itemId) remember({ kind: 'hung', itemId, title: goods.title });
      }),
    remove: (item: DeskItem) =>
      act(async (view) => {
        const orderBefore = idsOf(view);
        const wasPinned = view.pinnedItemId === item.itemId;
        await step({ do: 'remove', itemId: item.itemId });
        const { itemId, productId, planId, title } = item;
        remember({ kind: 'removed', itemId, productId, planId, title, orderBefore, wasPinned });
      }),
    order: (after: readonly string[], title: string) =>
      act(async (view) => {
        const before = idsOf(view);
        if (after.every((id, index) => id === before[index])) return;
        await step({ do: 'order', itemIds: after });
        remember({ kind: 'ordered', before, after, title });
      }),
    undo: () =>
      act(async (view) => {
        const done = latest.current.at(-1);
        if (!done) return;
        keep(latest.current.slice(0, -1));
        const steps = undoSteps(done, { itemIds: idsOf(view), pinnedItemId: view.pinnedItemId });
        if (!steps) {
          say.note(t('desk.movedOn'));
          return;
        }
        let rename = (id: string): string => id;
        for (const one of steps) {
          const came = await step(renameStep(one, rename));
          if (one.do === 'hang' && came) {
            rename = (id) => (id === one.was ? came : id);
            keep(renamed(latest.current, one.was, came));
          }
        }
      }),
    start: () =>
      act(
        async () =>
          void (await client.call('POST /api/v1/creator/rooms/:roomId/start', { params: { roomId } })),
      ),
    end: () =>
      act(
        async () =>
          void (await client.call('POST /api/v1/creator/rooms/:roomId/end', { params: { roomId } })),
      ),
  };
}

export type Desk = ReturnType<typeof useDesk>;

function renameStep(one: Step, rename: (id: string) => string): Step {
  switch (one.do) {
    case 'hang':
      return one;
    case 'remove':
      return { ...one, itemId: rename(one.itemId) };
    case 'pin':
      return { ...one, itemId: one.itemId && rename(one.itemId) };
    case 'order':
      return { ...one, itemIds: one.itemIds.map(rename) };
  }
}
