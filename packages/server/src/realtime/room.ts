import type { Socket } from 'node:net';
import type { FlashSaleView, RoomEvent, RoomView } from '@yellowcart/contract';
import type { Presence } from '@yellowcart/engine/insights';
import { Channel } from './channel.ts';

/** A crowd that arrives together shares one reading of the room. */
const SNAPSHOT_FRESH_MS = 1_000;
const AFRESH_TRIES = 5;

interface Snapshot {
  /** Events up to this number are in it, later ones may be. */
  readonly seq: number;
  readonly bytes: Buffer;
  readonly readAt: number;
}

/** A room as viewers start with it. */
export interface RoomReading {
  readonly room: RoomView;
  readonly flash: readonly FlashSaleView[];
}

interface ItemStock {
  readonly itemId: string;
  readonly available: number;
  readonly soldCount: number;
}

/** What is read anew for `stock` events. */
export interface LiveStock {
  readonly availableByProduct: ReadonlyMap<string, number>;
  /** By room, then by item. */
  readonly soldByRoom: ReadonlyMap<string, ReadonlyMap<string, { readonly units: number }>>;
}

/** One room in this process: its stream, its viewers, and what they were last told of its items. */
export class Room {
  static readonly seqOf = Channel.seqOf;

  readonly roomId: string;
  readonly channel: Channel;
  #scripted = 0;
  #elsewhere = 0;
  #snapshot: Promise<Snapshot> | undefined;
  #told = new Map<string, ItemStock & { productId: string }>();
  #flashTold: readonly FlashSaleView[] | undefined;
  #viewersTold = 0;
  #viewersMax = 0;
  #visits = 0;
  #emptySince = Date.now();

  constructor(roomId: string, onViewers: () => void) {
    this.roomId = roomId;
    this.channel = new Channel(() => {
      if (this.viewersHere === 0) this.#emptySince = Date.now();
      onViewers();
    });
  }

  get viewers(): number {
    return this.viewersHere + this.#elsewhere;
  }

  /** Those of this process. */
  get viewersHere(): number {
    return this.channel.followers + this.#scripted;
  }

  /** Those of other processes, as far as they have said. */
  set elsewhere(count: number) {
    this.#elsewhere = count;
    this.#viewersMax = Math.max(this.#viewersMax, this.viewers);
  }

  get scripted(): number {
    return this.#scripted;
  }

  set scripted(count: number) {
    this.#visits += Math.max(0, count - this.#scripted);
    this.#scripted = count;
    this.#viewersMax = Math.max(this.#viewersMax, this.viewers);
  }

  join(socket: Socket, start: readonly Buffer[]): void {
    this.#visits += 1;
    this.channel.follow(socket, start);
    this.#viewersMax = Math.max(this.#viewersMax, this.viewers);
  }

  /** The latest snapshot, or a new one read by `read`; callers at the same time share it. */
  async snapshot(read: () => Promise<RoomReading>): Promise<Snapshot> {
    const latest = await this.#snapshot?.catch(() => undefined);
    if (latest && performance.now() - latest.readAt < SNAPSHOT_FRESH_MS && this.channel.since(latest.seq))
      return latest;
    const { seq } = this.channel;
    const taken = read().then((reading): Snapshot => {
      this.learn(reading);
      return {
        seq,
        bytes: this.channel.frame(seq, { type: 'snapshot', ...reading }),
        readAt: performance.now(),
      };
    });
    this.#snapshot = taken;
    return taken;
  }

  /** Viewers may have missed events: gives them a new reading, or has them come back for one where that fails. */
  async startAfresh(read: () => Promise<RoomReading>): Promise<void> {
    this.#snapshot = undefined;
    try {
      for (let tries = 0; tries < AFRESH_TRIES; tries += 1) {
        const { seq } = this.channel;
        const reading = await read();
        // What was told meanwhile may be newer than the reading, which must not undo it.
        if (this.channel.seq !== seq) continue;
        this.learn(reading);
        this.#flashTold = reading.flash;
        this.tell({ type: 'snapshot', room: reading.room, flash: [...reading.flash] });
        return;
      }
      this.channel.disconnect();
    } catch (error) {
      this.channel.disconnect();
      throw error;
    }
  }

  /** Takes in what a fresh reading says about the items, and of flash sales where nothing was told yet. */
  learn({ room, flash }: RoomReading): void {
    // Who starts from this reading is told what was told since, so that is what the next telling must differ from.
    this.#flashTold ??= flash;
    this.#told = new Map(
      room.items.map(({ itemId, productId, available, soldCount }) => [
        itemId,
        { itemId, productId, available, soldCount },
      ]),
    );
  }

  /** Tells viewers, and remembers what they were told of items. */
  tell(event: RoomEvent): void {
    if (event.type === 'item_hung' || event.type === 'item_changed') {
      const { itemId, productId, available, soldCount } = event.item;
      this.#told.set(itemId, { itemId, productId, available, soldCount });
    } else if (event.type === 'item_removed') {
      this.#told.delete(event.itemId);
    }
    this.channel.publish(event);
  }

  /** How many of an item were sold here, as viewers were last told. */
  soldOf(itemId: string): number {
    return this.#told.get(itemId)?.soldCount ?? 0;
  }

  /** The items that sell one of these products. */
  itemsOf(productIds: ReadonlySet<string>): string[] {
    const items: string[] = [];
    if (productIds.size === 0) return items;
    for (const { itemId, productId } of this.#told.values())
      if (productIds.has(productId)) items.push(itemId);
    return items;
  }

  get productIds(): string[] {
    return [...this.#told.values()].map(({ productId }) => productId);
  }

  /** Items whose figures differ from what viewers were told; remembers the new ones. */
  changedStock(stock: LiveStock): ItemStock[] {
    const sold = stock.soldByRoom.get(this.roomId);
    const changed: ItemStock[] = [];
    for (const item of this.#told.values()) {
      const available = stock.availableByProduct.get(item.productId) ?? item.available;
      const soldCount = sold?.get(item.itemId)?.units ?? item.soldCount;
      if (available === item.available && soldCount === item.soldCount) continue;
      changed.push({ itemId: item.itemId, available, soldCount });
      this.#told.set(item.itemId, { ...item, available, soldCount });
    }
    return changed;
  }

  /** It sells one of these products in a flash sale. */
  flashes(productIds: ReadonlySet<string>): boolean {
    return (this.#flashTold ?? []).some((sale) => productIds.has(sale.item.productId));
  }

  /** True when these flash sales are not what viewers were told; remembers them. */
  flashChanged(sales: readonly FlashSaleView[]): boolean {
    const changed = JSON.stringify(sales) !== JSON.stringify(this.#flashTold);
    this.#flashTold = sales;
    return changed;
  }

  /** True when the number of viewers is not the one they were last told. */
  viewersChanged(): boolean {
    const changed = this.viewers !== this.#viewersTold;
    this.#viewersTold = this.viewers;
    return changed;
  }

  takePresence(minute: Date): Presence | undefined {
    const presence = { roomId: this.roomId, minute, viewersMax: this.#viewersMax, visits: this.#visits };
    this.#viewersMax = this.viewers;
    this.#visits = 0;
    return presence.viewersMax === 0 && presence.visits === 0 ? undefined : presence;
  }

  /** How long nobody has been here, in ms. */
  idleMs(): number {
    return this.viewersHere > 0 ? 0 : Date.now() - this.#emptySince;
  }
}
