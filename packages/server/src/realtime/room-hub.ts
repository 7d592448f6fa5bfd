import type { Engine } from '@yellowcart/engine';
import type { Presence } from '@yellowcart/engine/insights';
import type { EngineEvent, Subscriber } from '@yellowcart/engine/outbox';
import { roomDeals } from '@yellowcart/engine/promotions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CART_TOPICS, FLASH_TOPICS, roomEventOf } from './cart-events.ts';
import { Room } from './room.ts';
import { liveStock, nicknames, readRoom, withKits } from './room-reads.ts';
import { SALES_TOPICS, Sales } from './sales.ts';

const TICK_MS = 250;
const TICKS_PER_SECOND = 4;
const TICKS_PER_BEAT = 60;
/** A room that nobody has followed for so long forgets its events; who comes back then starts from a snapshot. */
const ROOM_IDLE_MS = 90_000;

/** The live rooms as this process shows them: who watches, and what they are told. */
export interface RoomHub {
  /** Hears of carts and orders from the relay. */
  readonly subscriber: Subscriber;
  /** Answers a request with the room's stream, from where the client left off or from a snapshot. Refuses room_not_found. */
  follow(roomId: string, request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Those of every process, like `viewersByRoom`. */
  viewersOf(roomId: string): number;
  viewersByRoom(): Map<string, number>;
  viewersHere(): Map<string, number>;
  /** Takes in who watches in the other processes. */
  setViewersElsewhere(viewers: ReadonlyMap<string, number>): void;
  /** Open streams over all rooms, without scripted viewers. */
  readonly streams: number;
  /** Viewers that the sample's show pretends to be there. */
  setScriptedViewers(roomId: string, count: number): void;
  /** Who watched since the last time this was asked, for the counts by minute. */
  takePresence(at: Date): Presence[];
  /** Hears that some room's viewers changed. */
  onViewers(listener: () => void): void;
  close(): void;
}

export function openRoomHub(engine: Engine, onError: (error: unknown) => void): RoomHub {
  const rooms = new Map<string, Room>();
  const sales = new Sales();
  /** Rooms whose flash sales were started, stopped or closed since they were last read. */
  const flashing = new Set<string>();
  let elsewhere: ReadonlyMap<string, number> = new Map();
  let listener: () => void = () => undefined;
  let tick = 0;
  let reading = false;

  const roomOf = (roomId: string): Room => {
    let room = rooms.get(roomId);
    if (!room) {
      room = new Room(roomId, () => listener());
      room.elsewhere = elsewhere.get(roomId) ?? 0;
      rooms.set(roomId, room);
    }
    return room;
  };

  const read = (room: Room) => readRoom(engine, room.roomId, room.viewers);

  /** A room with a snapshot that stands for every event up to its number. */
  async function snapshot(room: Room): Promise<readonly Buffer[]> {
    const { seq, bytes } = await room.snapshot(() => read(room));
    const missed = room.channel.since(seq);
    return missed ? [bytes, ...missed] : snapshot(room);
  }

  function hear(events: readonly EngineEvent[]): void {
    // A room that is opened later starts from a snapshot of what these events did.
    if (rooms.size === 0) return;
    for (const event of events) {
      if (CART_TOPICS.includes(event.topic)) {
        const room = rooms.get((event.payload as { roomId: string }).roomId);
        room?.tell(roomEventOf(event, (itemId) => room.soldOf(itemId)));
      } else if (FLASH_TOPICS.includes(event.topic)) {
        const { roomId } = event.payload as { roomId: string | null };
        if (roomId !== null) flashing.add(roomId);
      } else {
        sales.hear(event);
      }
    }
  }

  async function startAfresh(): Promise<void> {
    for (const room of rooms.values()) {
      if (room.channel.followers === 0) room.channel.disconnect();
      else await room.startAfresh(() => read(room)).catch(onError);
    }
  }

  /** Tells rooms of stock that moved; at most once a tick. */
  async function tellStock(): Promise<void> {
    const moved = await withKits(engine, sales.takeMoved());
    await tellFlash(moved.productIds);
    const touched = [...rooms.values()].filter((room) => room.itemsOf(moved.productIds).length > 0);
    if (touched.length === 0) return;
    const stock = await liveStock(engine, touched, moved);
    for (const room of touched) {
      const items = room.changedStock(stock);
      if (items.length > 0) room.tell({ type: 'stock', items });
    }
  }

  /** Tells rooms of flash sales that came, went or sold. */
  async function tellFlash(movedProducts: ReadonlySet<string>): Promise<void> {
    const due = new Set(flashing);
    flashing.clear();
    for (const room of rooms.values()) {
      if (!due.has(room.roomId) && !room.flashes(movedProducts)) continue;
      const flash = await roomDeals(engine.db, room.roomId, engine.clock.now());
      if (room.flashChanged(flash)) room.tell({ type: 'flash', sales: flash });
    }
  }

  async function tellBought(): Promise<void> {
    const bought = sales.takeBought().filter(({ roomId }) => rooms.has(roomId));
    if (bought.length === 0) return;
    const names = await nicknames(engine, bought);
    for (const { roomId, itemId, buyers, buyerId } of bought) {
      const nickname = names.get(buyerId) ?? '**';
      rooms.get(roomId)?.tell({ type: 'bought', itemId, buyers, nickname });
    }
  }

  function tellViewers(): void {
    for (const room of rooms.values()) {
      if (room.viewersChanged()) room.tell({ type: 'viewers', viewers: room.viewers });
    }
  }

  function forgetIdle(): void {
    for (const [roomId, room] of rooms) if (room.idleMs() > ROOM_IDLE_MS) rooms.delete(roomId);
  }

  async function everyTick(): Promise<void> {
    await tellStock();
    if (tick % TICKS_PER_SECOND === 0) await tellBought();
  }

  const timer = setInterval(() => {
    tick += 1;
    if (rooms.size === 0) {
      sales.forget();
      return;
    }
    if (tick % TICKS_PER_SECOND === 0) tellViewers();
    if (tick % TICKS_PER_BEAT === 0) {
      for (const room of rooms.values()) room.channel.beat();
      forgetIdle();
    }
    // A slow database makes these events rarer, never a queue of reads.
    if (reading) return;
    reading = true;
    everyTick()
      .catch(onError)
      .finally(() => {
        reading = false;
      });
  }, TICK_MS);
  timer.unref();

  return {
    subscriber: {
      name: 'rooms',
      topics: [...CART_TOPICS, ...FLASH_TOPICS, ...SALES_TOPICS],
      hear,
      afresh: () => void startAfresh(),
    },
    async follow(roomId, request, reply) {
      const room = roomOf(roomId);
      const seen = Room.seqOf(request.headers['last-event-id']);
      const resumed = seen === undefined ? undefined : room.channel.since(seen);
      let start: readonly Buffer[];
      try {
        start = resumed ?? (await snapshot(room));
      } catch (error) {
        if (room.channel.followers === 0 && room.scripted === 0) rooms.delete(roomId);
        throw error;
      }
      reply.hijack();
      room.join(request.raw.socket, start);
    },
    viewersOf: (roomId) => rooms.get(roomId)?.viewers ?? elsewhere.get(roomId) ?? 0,
    viewersByRoom: () =>
      new Map([...elsewhere, ...[...rooms].map(([id, room]) => [id, room.viewers] as const)]),
    viewersHere: () => new Map([...rooms].map(([id, room]) => [id, room.viewersHere])),
    setViewersElsewhere(viewers) {
      const changed = viewers.size > 0 || elsewhere.size > 0;
      elsewhere = viewers;
      for (const [roomId, room] of rooms) room.elsewhere = viewers.get(roomId) ?? 0;
      if (changed) listener();
    },
    get streams() {
      let sum = 0;
      for (const room of rooms.values()) sum += room.channel.followers;
      return sum;
    },
    setScriptedViewers(roomId, count) {
      roomOf(roomId).scripted = count;
      listener();
    },
    takePresence(at) {
      const here = [...rooms.values()].flatMap((room) => room.takePresence(at) ?? []);
      if (here.length === 0) return [];
      // The platform's viewers are those of all rooms at one moment, also of rooms that nobody watches here.
      const others = [...elsewhere].filter(([roomId, viewers]) => viewers > 0 && !rooms.has(roomId));
      return [
        ...here,
        ...others.map(([roomId, viewersMax]) => ({ roomId, minute: at, viewersMax, visits: 0 })),
      ];
    },
    onViewers(hears) {
      listener = hears;
    },
    close() {
      clearInterval(timer);
      for (const room of rooms.values()) room.channel.close();
    },
  };
}
