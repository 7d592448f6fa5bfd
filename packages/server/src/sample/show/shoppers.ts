import type { Address } from '@yellowcart/contract';
import { type Engine, Refused } from '@yellowcart/engine';
import { mintClick } from '@yellowcart/engine/attribution';
import type { OrderDesk } from '@yellowcart/engine/orders';
import { type Chance, oneOf } from './chance.ts';
import { skusToSell } from './stockroom.ts';

export interface Shopper {
  readonly partyId: string;
  readonly address: Address;
}

/** A burst is spread over about so many seconds. */
const BURST_SECONDS = 6;
/** Orders in a second, at most: a show must not be what the machine is busy with. */
const ORDERS_PER_SECOND_MAX = 8;
/** Fewer than so many others open the item, and only look, for each who orders. */
const LOOKS_PER_ORDER_MAX = 3;
/** Of a hundred orders: paid at once; paid up to two minutes later. The rest run out. */
const PAID_AT_ONCE = 0.87;
const PAID_LATE = 0.08;
const LATE_MS_MAX = 120_000;
const ONE_PIECE = 0.82;

interface Wish {
  readonly roomId: string;
  readonly itemId: string;
  readonly skuIds: readonly string[];
  /** The flash sale they came for; without one they pay the price of every day. */
  readonly dealId: string | undefined;
}
interface Unpaid {
  readonly buyerId: string;
  readonly orderId: string;
  readonly payAt: number;
}

/** The sample's buyers: they click, order and pay through the same path as everyone. */
export class Shoppers {
  readonly #engine: Engine;
  readonly #desk: Pick<OrderDesk, 'place' | 'pay'>;
  readonly #people: readonly Shopper[];
  readonly #chance: Chance;
  #wishes: Wish[] = [];
  #unpaid: Unpaid[] = [];

  constructor(
    engine: Engine,
    desk: Pick<OrderDesk, 'place' | 'pay'>,
    people: readonly Shopper[],
    chance: Chance,
  ) {
    this.#engine = engine;
    this.#desk = desk;
    this.#people = people;
    this.#chance = chance;
  }

  /** So many buyers want this item within the next seconds. */
  async wish(
    roomId: string,
    item: { itemId: string; productId: string },
    orders: number,
    sale?: { readonly dealId: string; readonly skuId: string },
  ): Promise<void> {
    const skuIds = sale ? [sale.skuId] : await skusToSell(this.#engine, item.productId);
    if (skuIds.length === 0) return;
    for (let n = 0; n < orders; n += 1)
      this.#wishes.push({ roomId, itemId: item.itemId, skuIds, dealId: sale?.dealId });
  }

  /** What they do in one second. Refusals are part of a shopper's life; other failures are thrown. */
  async second(): Promise<void> {
    const count = Math.min(ORDERS_PER_SECOND_MAX, Math.ceil(this.#wishes.length / BURST_SECONDS));
    const now = this.#engine.clock.now().getTime();
    const due = this.#unpaid.filter((order) => order.payAt <= now);
    this.#unpaid = this.#unpaid.filter((order) => order.payAt > now);
    await Promise.all([
      ...this.#wishes.splice(0, count).map((wish) => unlessRefused(this.#buy(wish))),
      ...due.map((order) => unlessRefused(this.#pay(order))),
    ]);
  }

  async #buy({ roomId, itemId, skuIds, dealId }: Wish): Promise<void> {
    const shopper = oneOf(this.#people, this.#chance);
    const skuId = oneOf(skuIds, this.#chance);
    if (!shopper || !skuId) return;
    const buyerId = shopper.partyId;
    for (let looks = Math.floor(this.#chance() * LOOKS_PER_ORDER_MAX); looks > 0; looks -= 1) {
      await mintClick(this.#engine, { buyerId: undefined, roomId, itemId });
    }
    const { clickToken } = await mintClick(this.#engine, { buyerId, roomId, itemId });
    const quantity = dealId !== undefined || this.#chance() < ONE_PIECE ? 1 : 2;
    const { orders } = await this.#desk.place({
      buyerId,
      key: `show ${this.#engine.ids.next()}`,
      lines: [{ skuId, quantity, clickToken, ...(dealId === undefined ? {} : { dealId }) }],
      address: shopper.address,
    });
    const mood = this.#chance();
    const wait = mood < PAID_AT_ONCE ? 0 : this.#chance() * LATE_MS_MAX;
    if (mood >= PAID_AT_ONCE + PAID_LATE) return;
    for (const { orderId } of orders) {
      const order = { buyerId, orderId, payAt: this.#engine.clock.now().getTime() + wait };
      if (wait === 0) await this.#pay(order);
      else this.#unpaid.push(order);
    }
  }

  async #pay({ buyerId, orderId }: Unpaid): Promise<void> {
    await this.#desk.pay({ buyerId, orderId, provider: 'test', approved: true });
  }
}

/** Waits for what may be refused: that the world has moved on meanwhile is no fault of the show. */
export async function unlessRefused(doing: Promise<unknown>): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
