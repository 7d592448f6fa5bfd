import type { Delivery } from '@yellowcart/contract';
import type { Engine } from '../../engine.ts';
import { readDelivery } from '../store/shops.ts';

/** How a shop delivers; the defaults where it never said. */
export async function deliveryOf(engine: Engine, shopId: string): Promise<Delivery> {
  return { ...(await readDelivery(engine.db, shopId)) };
}
