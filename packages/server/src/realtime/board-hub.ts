import type { BoardView } from '@yellowcart/contract';
import type { Engine } from '@yellowcart/engine';
import { boardView } from '@yellowcart/engine/insights';
import type { Subscriber } from '@yellowcart/engine/outbox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CART_TOPICS } from './cart-events.ts';
import { Channel } from './channel.ts';
import type { RoomHub } from './room-hub.ts';
import { SALES_TOPICS } from './sales.ts';

const TICK_MS = 1_000;
/** The board also moves with the clock: a new minute, a new day. */
const QUIET_TICKS_MAX = 10;

/** The operator's live board, read at most once a second however many look at it. */
export interface BoardHub {
  readonly subscriber: Subscriber;
  view(): Promise<BoardView>;
  follow(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  readonly streams: number;
  close(): void;
}

export function openBoardHub(engine: Engine, rooms: RoomHub, onError: (error: unknown) => void): BoardHub {
  const channel = new Channel();
  let changed = false;
  let quietTicks = 0;
  let reading: Promise<BoardView> | undefined;

  const view = (): Promise<BoardView> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  async function read(): Promise<BoardView> {
    const viewersByRoom = rooms.viewersByRoom();
    const viewers = [...viewersByRoom.values()].reduce((sum, count) => sum + count, 0);
    return boardView(engine, { viewers, viewersByRoom });
  }

  const change = (): void => {
    changed = true;
  };
  rooms.onViewers(change);

  async function tell(): Promise<void> {
    if (channel.followers === 0 || reading) return;
    quietTicks += 1;
    if (!changed && quietTicks < QUIET_TICKS_MAX) return;
    changed = false;
    quietTicks = 0;
    channel.publish(await view());
  }
  const timer = setInterval(() => void tell().catch(onError), TICK_MS);
  timer.unref();

  return {
    subscriber: { name: 'board', topics: [...CART_TOPICS, ...SALES_TOPICS], hear: change, afresh: change },
    view,
    async follow(request, reply) {
      const start = channel.frame(channel.seq, await view());
      reply.hijack();
      channel.follow(request.raw.socket, [start]);
    },
    get streams() {
      return channel.followers;
    },
    close() {
      clearInterval(timer);
      channel.close();
    },
  };
}
