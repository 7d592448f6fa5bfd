import type { Engine } from '@yellowcart/engine';
import { requestRefund } from '@yellowcart/engine/aftersale';
import { receiveOrder, shipOrder } from '@yellowcart/engine/fulfilment';
import { type ListedOrder, listedLines, ordersOfBuyer } from '@yellowcart/engine/orders';
import { type Chance, oneOf } from './chance.ts';
import { unlessRefused } from './shoppers.ts';

/** Every so many seconds the orders of one more buyer are looked at. */
const EVERY_SECONDS = 2;
/** Some parcels wait for the next round, some buyers send goods back before they are shipped. */
const SHIPS = 0.8;
const RECEIVES = 0.6;
const REGRETS = 0.03;
/** Shops take this long to pack; the shop that one can sign in as leaves its orders longer, so that a person finds some. */
const PACKING_MS = 60_000;
const PACKING_MS_WATCHED = 900_000;
const TRAVELLING_MS = 90_000;
const CARRIERS = ['顺丰速运', '中通快递', '圆通速递', '韵达快递', '京东物流'];
const LOOKED_AT = 20;

/**
 * What happens to the sample buyers' orders after they are paid: shops ship, buyers receive, a few want their money back.
 * It reads what there is to do from the database, so it goes on with orders of an earlier run.
 */
export class Parcels {
  readonly #engine: Engine;
  readonly #buyerIds: readonly string[];
  readonly #watchedShopId: string | undefined;
  readonly #chance: Chance;
  #seconds = 0;

  constructor(
    engine: Engine,
    buyerIds: readonly string[],
    watchedShopId: string | undefined,
    chance: Chance,
  ) {
    this.#engine = engine;
    this.#buyerIds = buyerIds;
    this.#watchedShopId = watchedShopId;
    this.#chance = chance;
  }

  async second(): Promise<void> {
    this.#seconds += 1;
    if (this.#seconds % EVERY_SECONDS !== 0 || this.#buyerIds.length === 0) return;
    const buyerId = this.#buyerIds[(this.#seconds / EVERY_SECONDS) % this.#buyerIds.length] ?? '';
    await this.#ship(buyerId);
    await this.#receive(buyerId);
  }

  async #ship(buyerId: string): Promise<void> {
    for (const order of await ordersOfBuyer(this.#engine.db, buyerId, { state: 'paid', limit: LOOKED_AT })) {
      const packing = order.shopId === this.#watchedShopId ? PACKING_MS_WATCHED : PACKING_MS;
      if (this.#ageOf(order.paidAt) < packing) continue;
      const mood = this.#chance();
      if (mood < REGRETS) await unlessRefused(this.#sendBack(order));
      else if (mood < REGRETS + SHIPS) await unlessRefused(this.#handOver(order));
    }
  }

  async #sendBack(order: ListedOrder): Promise<void> {
    const lines = (await listedLines(this.#engine.db, [order])).get(order.orderId) ?? [];
    await requestRefund(this.#engine, order.buyerId, order.orderId, {
      key: `show ${order.orderId}`,
      reason: '拍错了，不想要了',
      lines: lines.map(({ lineNo, quantity }) => ({ lineNo, quantity })),
    });
  }

  async #handOver({ shopId, orderId }: ListedOrder): Promise<void> {
    const carrier = oneOf(CARRIERS, this.#chance) ?? '';
    const trackingNo = `SAMPLE${Math.floor(this.#chance() * 1e9)}`;
    await shipOrder(this.#engine, shopId, orderId, { carrier, trackingNo });
  }

  async #receive(buyerId: string): Promise<void> {
    for (const order of await ordersOfBuyer(this.#engine.db, buyerId, {
      state: 'shipped',
      limit: LOOKED_AT,
    })) {
      if (this.#ageOf(order.shippedAt) < TRAVELLING_MS || this.#chance() > RECEIVES) continue;
      await unlessRefused(receiveOrder(this.#engine, buyerId, order.orderId));
    }
  }

  #ageOf(instant: Date | null): number {
    return instant === null ? 0 : this.#engine.clock.now().getTime() - instant.getTime();
  }
}
