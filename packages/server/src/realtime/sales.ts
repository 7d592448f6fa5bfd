import { ORDER_CANCELLED, ORDER_PAID, ORDER_PLACED, ORDER_REFUNDED } from '@yellowcart/engine/orders';
import type { EngineEvent } from '@yellowcart/engine/outbox';
import { STOCK_ADJUSTED } from '@yellowcart/engine/stock';

export const SALES_TOPICS: readonly string[] = [
  ORDER_PLACED,
  ORDER_PAID,
  ORDER_CANCELLED,
  ORDER_REFUNDED,
  STOCK_ADJUSTED,
];

/** What the hub reads of these events. */
interface HeardSale {
  readonly shopId: string;
  readonly buyerId: string;
  readonly lines: readonly {
    readonly productId: string;
    readonly contentId: string | null;
    readonly itemId: string | null;
  }[];
  readonly unitSkuIds?: readonly string[];
}

export interface Bought {
  readonly roomId: string;
  readonly itemId: string;
  /** How many paid for it since the last time. */
  readonly buyers: number;
  /** The latest of them. */
  readonly buyerId: string;
}

/** What moved since it was last asked for. */
export interface Moved {
  readonly productIds: ReadonlySet<string>;
  /** SKUs that went along without being what was bought: gifts, the parts of kits. To their shop. */
  readonly units: ReadonlyMap<string, string>;
  /** Rooms in which something was paid for or refunded. */
  readonly roomIds: ReadonlySet<string>;
}

/** Gathers sales between two ticks, so that a burst of thousands becomes one event a room. */
export class Sales {
  #productIds = new Set<string>();
  #units = new Map<string, string>();
  #roomIds = new Set<string>();
  /** By item; an item hangs in one room. */
  #bought = new Map<string, { -readonly [Key in keyof Bought]: Bought[Key] }>();

  /** Costs little for each event: a burst brings thousands in a moment. */
  hear({ topic, payload }: EngineEvent): void {
    if (topic === STOCK_ADJUSTED) {
      this.#productIds.add((payload as { productId: string }).productId);
      return;
    }
    const { buyerId, lines, shopId, unitSkuIds } = payload as HeardSale;
    if (unitSkuIds) for (const skuId of unitSkuIds) this.#units.set(skuId, shopId);
    const placed = topic === ORDER_PLACED;
    const paid = topic === ORDER_PAID;
    for (const { productId, contentId, itemId } of lines) {
      this.#productIds.add(productId);
      if (placed || contentId === null) continue;
      this.#roomIds.add(contentId);
      if (paid && itemId !== null) this.#count(contentId, itemId, buyerId);
    }
  }

  #count(roomId: string, itemId: string, buyerId: string): void {
    const bought = this.#bought.get(itemId);
    if (bought) {
      bought.buyers += 1;
      bought.buyerId = buyerId;
    } else {
      this.#bought.set(itemId, { roomId, itemId, buyers: 1, buyerId });
    }
  }

  takeMoved(): Moved {
    const moved = { productIds: this.#productIds, units: this.#units, roomIds: this.#roomIds };
    if (moved.productIds.size > 0) this.#productIds = new Set();
    if (moved.units.size > 0) this.#units = new Map();
    if (moved.roomIds.size > 0) this.#roomIds = new Set();
    return moved;
  }

  takeBought(): Bought[] {
    const bought = [...this.#bought.values()];
    if (bought.length > 0) this.#bought = new Map();
    return bought;
  }

  forget(): void {
    this.takeMoved();
    this.takeBought();
  }
}
