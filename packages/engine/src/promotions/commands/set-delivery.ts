import type { Delivery } from '@yellowcart/contract';
import type { Engine } from '../../engine.ts';
import { touchTerms, writeDelivery } from '../store/shops.ts';

/** Sets how a shop delivers, for orders placed from now on. */
export async function setDelivery(engine: Engine, shopId: string, delivery: Delivery): Promise<Delivery> {
  await engine.db.transaction().execute(async (tx) => {
    await touchTerms(tx, shopId);
    await writeDelivery(tx, shopId, delivery);
  });
  return delivery;
}
