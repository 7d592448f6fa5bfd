import type { ItemState, Surface, SuspendReason } from '@yellowcart/contract';
import type { z } from 'zod';
import { type Refusal, refusal } from '../../refusal.ts';

export type RoomState = 'scheduled' | 'live' | 'ended';
export type Reason = z.infer<typeof SuspendReason>;

/** A product hung in a cart, with the plan it was hung by. */
export interface CartItem {
  readonly itemId: string;
  readonly surface: Surface;
  readonly shopId: string;
  readonly productId: string;
  readonly planId: string;
  readonly planVersion: number;
  /** Rises through the cart; may have gaps. */
  readonly position: number;
  readonly state: Exclude<z.infer<typeof ItemState>, 'removed'>;
  /** Why it is suspended; null while it is active. */
  readonly reason: Reason | null;
}

/** A room's cart: what hangs there now, in order. Items that were taken off are not in it. */
export interface Cart {
  readonly roomId: string;
  readonly creatorId: string;
  readonly state: RoomState;
  /** Grows by one with every change. */
  readonly revision: number;
  readonly pinnedItemId: string | null;
  readonly items: readonly CartItem[];
}

/** One step of a cart, as viewers hear of it. */
export type CartChange =
  | { readonly type: 'hung'; readonly item: CartItem }
  | { readonly type: 'changed'; readonly item: CartItem }
  | { readonly type: 'removed'; readonly itemId: string }
  | { readonly type: 'ordered'; readonly itemIds: readonly string[] }
  | { readonly type: 'pinned'; readonly itemId: string | null; readonly line?: string | undefined };

export type NewItem = Omit<CartItem, 'position' | 'state' | 'reason'>;

/** Hangs a product at the end. Refuses: already_hung, cart_full. A suspended item keeps its place, so it counts. */
export function hang(cart: Cart, item: NewItem, itemsMax: number): CartChange[] | Refusal {
  if (cart.items.some((hung) => hung.productId === item.productId)) return refusal('already_hung');
  if (cart.items.length >= itemsMax) return refusal('cart_full', { max: itemsMax });
  const position = (cart.items.at(-1)?.position ?? 0) + 1;
  return [{ type: 'hung', item: { ...item, position, state: 'active', reason: null } }];
}

/** Takes an item off, unpinning it first. Refuses: item_not_found. */
export function remove(cart: Cart, itemId: string): CartChange[] | Refusal {
  if (!cart.items.some((item) => item.itemId === itemId)) return refusal('item_not_found');
  return [...unpinIf(cart, itemId), { type: 'removed', itemId }];
}

/** Puts the items in this order. Refuses: cart_changed, where these are not exactly the items that hang. */
export function reorder(cart: Cart, itemIds: readonly string[]): CartChange[] | Refusal {
  const wanted = new Set(itemIds);
  const same =
    wanted.size === itemIds.length &&
    itemIds.length === cart.items.length &&
    cart.items.every((item) => wanted.has(item.itemId));
  if (!same) return refusal('cart_changed');
  return cart.items.every((item, index) => item.itemId === itemIds[index])
    ? []
    : [{ type: 'ordered', itemIds }];
}

/** Pins an item, or unpins with null; `line` is what the host says with it. Refuses: room_not_live, item_not_found, item_not_active. */
export function pin(cart: Cart, itemId: string | null, line?: string): CartChange[] | Refusal {
  if (cart.state !== 'live') return refusal('room_not_live');
  if (itemId === null) return cart.pinnedItemId === null ? [] : [{ type: 'pinned', itemId: null }];
  const item = cart.items.find((hung) => hung.itemId === itemId);
  if (!item) return refusal('item_not_found');
  if (item.state !== 'active') return refusal('item_not_active', { reason: item.reason });
  if (cart.pinnedItemId === itemId && line === undefined) return [];
  return [{ type: 'pinned', itemId, ...(line === undefined ? {} : { line }) }];
}

/** Reasons that this module finds by looking; the others are given and taken back by whoever decides them. */
const FOUND_REASONS: readonly (Reason | null)[] = [null, 'off_shelf', 'plan_ended'];

/**
 * Brings items to what is found of them now: suspended with a reason (and unpinned), or active where there is none.
 * Place and plan stay, so that restoring is exact. Items without a finding, or suspended for another reason, stay as they are.
 */
export function recheck(cart: Cart, findings: ReadonlyMap<string, Reason | null>): CartChange[] {
  return cart.items.flatMap((item): CartChange[] => {
    const reason = findings.get(item.itemId);
    if (reason === undefined || reason === item.reason || !FOUND_REASONS.includes(item.reason)) return [];
    const state = reason === null ? 'active' : 'suspended';
    return [
      { type: 'changed', item: { ...item, state, reason } },
      ...(reason === null ? [] : unpinIf(cart, item.itemId)),
    ];
  });
}

/** Unpins whatever is pinned. */
export function unpin(cart: Cart): CartChange[] {
  return cart.pinnedItemId === null ? [] : [{ type: 'pinned', itemId: null }];
}

function unpinIf(cart: Cart, itemId: string): CartChange[] {
  return cart.pinnedItemId === itemId ? unpin(cart) : [];
}

/** The cart after changes, each of which makes the revision grow by one. */
export function withChanges(cart: Cart, changes: readonly CartChange[]): Cart {
  return changes.reduce<Cart>(
    (before, change) => ({ ...step(before, change), revision: before.revision + 1 }),
    cart,
  );
}

function step(cart: Cart, change: CartChange): Cart {
  switch (change.type) {
    case 'hung':
      return { ...cart, items: [...cart.items, change.item] };
    case 'changed':
      return {
        ...cart,
        items: cart.items.map((item) => (item.itemId === change.item.itemId ? change.item : item)),
      };
    case 'removed':
      return { ...cart, items: cart.items.filter((item) => item.itemId !== change.itemId) };
    case 'ordered': {
      const place = new Map(change.itemIds.map((itemId, index) => [itemId, index + 1]));
      const items = cart.items.map((item) => ({
        ...item,
        position: place.get(item.itemId) ?? item.position,
      }));
      return { ...cart, items: items.toSorted((a, b) => a.position - b.position) };
    }
    case 'pinned':
      return { ...cart, pinnedItemId: change.itemId };
  }
}
