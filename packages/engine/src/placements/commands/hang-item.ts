import type { HostItem } from '@yellowcart/contract';
import { holdProducts, productCards } from '#catalog';
import { planSnapshots, winningPlans } from '#plans';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { hostItems } from '../queries/host-room.ts';
import { hang, type NewItem } from '../rules/cart.ts';
import { changeCart } from './change-carts.ts';

/**
 * Hangs a product at the end of the room's cart, by the given plan or the one that applies. Refuses: room_not_found,
 * room_ended, product_not_found, product_off_shelf, no_plan, already_hung, cart_full.
 */
export async function hangItem(
  engine: Engine,
  creatorId: string,
  roomId: string,
  input: { readonly productId: string; readonly planId?: string | undefined },
): Promise<HostItem> {
  const now = engine.clock.now();
  const itemId = engine.ids.next();
  const cart = await changeCart(engine, creatorId, roomId, async ({ state, ...cart }, tx) => {
    if (state === 'ended') refuse('room_ended');
    const item = await offer(tx, input, now);
    return hang({ state, ...cart }, { ...item, itemId }, engine.settings.liveCartItemsMax);
  });
  const [hung] = await hostItems(
    engine.db,
    cart.items.filter((item) => item.itemId === itemId),
    new Map(),
    now,
  );
  if (!hung) throw new Error(`item ${itemId} was not hung`);
  return hung;
}

/** The product as it may be hung now. It is held until the commit: who takes it off the shelf meanwhile finds the item. */
async function offer(
  tx: Tx,
  { productId, planId }: { readonly productId: string; readonly planId?: string | undefined },
  now: Date,
): Promise<Omit<NewItem, 'itemId'>> {
  await holdProducts(tx, [productId]);
  const product = (await productCards(tx, [productId], now)).get(productId);
  if (!product) refuse('product_not_found');
  if (!product.onShelf) refuse('product_off_shelf', { title: product.title });
  const plan =
    planId === undefined
      ? (await winningPlans(tx, [productId], now)).get(productId)
      : (await planSnapshots(tx, [planId], now)).get(planId);
  if (plan?.productId !== productId) refuse('no_plan');
  const { shopId } = product;
  return { surface: 'live_cart', shopId, productId, planId: plan.planId, planVersion: plan.version };
}
