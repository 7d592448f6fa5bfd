/** What the desk can take back. Pure: it turns a done action and the cart as it is now into steps, or into none. */

export interface CartNow {
  readonly pinnedItemId: string | null;
  /** In the order of the cart. */
  readonly itemIds: readonly string[];
}

export type Done =
  | { readonly kind: 'hung'; readonly itemId: string; readonly title: string }
  | {
      readonly kind: 'removed';
      readonly itemId: string;
      readonly productId: string;
      readonly planId: string;
      readonly title: string;
      readonly orderBefore: readonly string[];
      readonly wasPinned: boolean;
    }
  | {
      readonly kind: 'pinned';
      readonly before: string | null;
      readonly after: string | null;
      readonly title: string;
    }
  | {
      readonly kind: 'ordered';
      readonly before: readonly string[];
      readonly after: readonly string[];
      readonly title: string;
    };

export type Step =
  | { readonly do: 'remove'; readonly itemId: string }
  /** Hanging again may give the item a new id; the steps after it still name it by the old one. */
  | { readonly do: 'hang'; readonly productId: string; readonly planId: string; readonly was: string }
  | { readonly do: 'pin'; readonly itemId: string | null }
  | { readonly do: 'order'; readonly itemIds: readonly string[] };

export const UNDO_DEPTH = 50;

/** The stack with one more action on top; the oldest falls off beyond UNDO_DEPTH. */
export function push(stack: readonly Done[], done: Done): readonly Done[] {
  return [...stack, done].slice(-UNDO_DEPTH);
}

/**
 * The steps that take an action back, or null where the cart has moved on since (by someone else at the same desk),
 * so that taking it back would undo their work instead.
 */
export function undoSteps(done: Done, now: CartNow): readonly Step[] | null {
  switch (done.kind) {
    case 'hung':
      return now.itemIds.includes(done.itemId) ? [{ do: 'remove', itemId: done.itemId }] : null;
    case 'removed': {
      if (now.itemIds.includes(done.itemId)) return null;
      const order = orderLike(done.orderBefore, [...now.itemIds, done.itemId]);
      const repin = done.wasPinned && now.pinnedItemId === null;
      return [
        { do: 'hang', productId: done.productId, planId: done.planId, was: done.itemId },
        ...(order.at(-1) === done.itemId ? [] : [{ do: 'order', itemIds: order } as const]),
        ...(repin ? [{ do: 'pin', itemId: done.itemId } as const] : []),
      ];
    }
    case 'pinned': {
      if (now.pinnedItemId !== done.after) return null;
      if (done.before !== null && !now.itemIds.includes(done.before)) return [{ do: 'pin', itemId: null }];
      return [{ do: 'pin', itemId: done.before }];
    }
    case 'ordered': {
      const known = new Set(done.after);
      const kept = now.itemIds.filter((id) => known.has(id));
      const moved = orderLike(done.after, kept).some((id, index) => id !== kept[index]);
      return moved ? null : [{ do: 'order', itemIds: orderLike(done.before, now.itemIds) }];
    }
  }
}

/** The given ids in the order that `like` has them; those it does not know keep their order behind the rest. */
export function orderLike(like: readonly string[], ids: readonly string[]): string[] {
  const here = new Set(ids);
  const known = new Set(like);
  return [...like.filter((id) => here.has(id)), ...ids.filter((id) => !known.has(id))];
}

/** The stack after an item came back under another id. */
export function renamed(stack: readonly Done[], from: string, to: string): readonly Done[] {
  if (from === to) return stack;
  const name = (id: string): string => (id === from ? to : id);
  return stack.map((done) => renamedIn(done, name));
}

function renamedIn(done: Done, name: (id: string) => string): Done {
  switch (done.kind) {
    case 'hung':
      return { ...done, itemId: name(done.itemId) };
    case 'removed':
      return { ...done, itemId: name(done.itemId), orderBefore: done.orderBefore.map(name) };
    case 'pinned':
      return { ...done, before: done.before && name(done.before), after: done.after && name(done.after) };
    case 'ordered':
      return { ...done, before: done.before.map(name), after: done.after.map(name) };
  }
}

/** The ids with one moved to another place. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const others = ids.filter((one) => one !== id);
  const place = Math.max(0, Math.min(to, others.length));
  return [...others.slice(0, place), id, ...others.slice(place)];
}
