import type { RoomView } from '@yellowcart/contract';
import type { Engine } from '@yellowcart/engine';
import { productCards } from '@yellowcart/engine/catalog';
import { hangItem, pinItem, removeItem, roomView } from '@yellowcart/engine/placements';
import { createFlashSale, dealsOf, roomDeals, startFlashSale } from '@yellowcart/engine/promotions';
import type { Stage } from '../load-sample.ts';

/** How long the script keeps its hands off a room in which a person pinned or unpinned something. */
const HANDS_OFF_MS = 60_000;
/** A look may be so old where nothing is done to the room: looking is what the show costs most. */
const GLANCE_MS = 15_000;
/** So many units a shop gives for another flash sale. */
const SALE_UNITS = 12;
const NOBODY = { viewers: 0, soldByItem: new Map() };

/** The hand of the scripted host: it acts through the same commands as a person's, and leaves the room to a person. */
export class Host {
  readonly #engine: Engine;
  readonly #stage: Stage;
  /** What the script believes to be pinned; undefined before its first look. */
  #pinned: string | null | undefined;
  #handsOffUntil = 0;
  #seen: { readonly room: RoomView | undefined; readonly at: number } | undefined;

  constructor(engine: Engine, stage: Stage) {
    this.#engine = engine;
    this.#stage = stage;
  }

  /** The room as it was a moment ago; undefined when it was not on air. */
  async glance(): Promise<RoomView | undefined> {
    const isFresh = this.#seen && this.#now() - this.#seen.at < GLANCE_MS;
    return isFresh ? this.#seen?.room : this.#look();
  }

  /** The room as it is now; undefined when it is not on air. Notices what a person pinned meanwhile. */
  async #look(): Promise<RoomView | undefined> {
    const room = await roomView(this.#engine, this.#stage.roomId, NOBODY);
    if (this.#pinned !== undefined && room.pinnedItemId !== this.#pinned) {
      this.#handsOffUntil = this.#now() + HANDS_OFF_MS;
    }
    this.#pinned = room.pinnedItemId;
    this.#seen = { room: room.state === 'live' ? room : undefined, at: this.#now() };
    return this.#seen.room;
  }

  async pin(productId: string, line: string): Promise<void> {
    const room = await this.#free();
    const item = room?.items.find((hung) => hung.productId === productId && hung.state === 'active');
    if (item) await this.#pin(item.itemId, line);
  }

  async unpin(): Promise<void> {
    const room = await this.#free();
    if (room?.pinnedItemId) await this.#pin(null);
  }

  async hang(productId: string): Promise<void> {
    const room = await this.#free();
    if (!room || room.items.some((item) => item.productId === productId)) return;
    await hangItem(this.#engine, this.#stage.creatorId, room.roomId, { productId });
    this.#seen = undefined;
  }

  /** Takes goods off again, so that the next loop can hang them before everyone's eyes. */
  async takeOff(productIds: readonly string[]): Promise<void> {
    const room = await this.#free();
    for (const item of room?.items ?? []) {
      if (!productIds.includes(item.productId)) continue;
      if (item.itemId === this.#pinned) this.#pinned = null;
      await removeItem(this.#engine, this.#stage.creatorId, this.#stage.roomId, item.itemId);
    }
    this.#seen = undefined;
  }

  /** Starts the flash sale that waits in the room. Where none does and none is on, the shop gives one like its last. */
  async flash(
    start: { readonly countdownSeconds: number; readonly minutes: number },
    productId: string,
  ): Promise<void> {
    if (!(await this.#free())) return;
    const { roomId } = this.#stage;
    const waiting = { waiting: true };
    const sales = () => roomDeals(this.#engine.db, roomId, this.#engine.clock.now(), waiting);
    const there = await sales();
    if (there.some((sale) => sale.state !== 'waiting')) return;
    if (there.length === 0) await this.#askForSale(productId);
    const [sale] = there.length > 0 ? there : await sales();
    if (sale) await startFlashSale(this.#engine, roomId, sale.dealId, start);
  }

  async #askForSale(productId: string): Promise<void> {
    const card = (await productCards(this.#engine.db, [productId], this.#engine.clock.now())).get(productId);
    if (!card) return;
    const { items } = await dealsOf(this.#engine, card.shopId, { kind: 'flash', limit: 1 });
    const [last] = items;
    if (last?.kind !== 'flash' || last.roomId !== this.#stage.roomId) return;
    const { name, roomId, priceMinor, buyerMax } = last;
    const sale = { name, roomId, priceMinor, buyerMax, skuId: last.item.skuId, units: SALE_UNITS };
    await createFlashSale(this.#engine, card.shopId, sale);
  }

  async #pin(itemId: string | null, line?: string): Promise<void> {
    await pinItem(this.#engine, this.#stage.creatorId, this.#stage.roomId, itemId, line);
    this.#pinned = itemId;
  }

  /** The room, if the script may touch it now. */
  async #free(): Promise<RoomView | undefined> {
    const room = await this.#look();
    return this.#now() < this.#handsOffUntil ? undefined : room;
  }

  #now(): number {
    return this.#engine.clock.now().getTime();
  }
}
