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
  readonly buyerId: string;
  readonly lines: readonly {
    readonly productId: string;
    readonly contentId: string | null;
    readonly itemId: string | null;
  }[];
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
  /** Rooms in which something was paid for or refunded. */
  readonly roomIds: ReadonlySet<string>;
}

/** Gathers sales between two ticks, so that a burst of thousands becomes one event a room. */
export class Sales {
  #productIds = new Set<string>();
  #roomIds = new Set<string>();
  #bought = new Map<string, Bought>();

  hear(event: EngineEvent): void {
    if (event.topic === STOCK_ADJUSTED) {
      this.#productIds.add((event.payload as { productId: string }).productId);
      return;
    }
    const { buyerId, lines } = event.payload as HeardSale;
    for (const { productId, contentId, itemId } of lines) {
      this.#productIds.add(productId);
      if (contentId === null || event.topic === ORDER_PLACED) continue;
      this.#roomIds.add(contentId);
      if (event.topic === ORDER_PAID && itemId !== null) this.#count(contentId, itemId, buyerId);
    }
  }

  #count(roomId: string, itemId: string, buyerId: string): void {
    const before = this.#bought.get(`${roomId} ${itemId}`);
    this.#bought.set(`${roomId} ${itemId}`, { roomId, itemId, buyers: (before?.buyers ?? 0) + 1, buyerId });
  }

  takeMoved(): Moved {
    const moved = { productIds: this.#productIds, roomIds: this.#roomIds };
    if (moved.productIds.size > 0) this.#productIds = new Set();
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
