import { type DatabaseTarget, inTurn } from '@yellowcart/engine';
import { createRefundDesk } from '@yellowcart/engine/aftersale';
import { leaveViewers } from '@yellowcart/engine/insights';
import { createOrderDesk } from '@yellowcart/engine/orders';
import { type Relay, startRelay, waitingEvents } from '@yellowcart/engine/outbox';
import { anyParty } from '@yellowcart/engine/parties';
import { samplePlatform } from '@yellowcart/sample';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Authority, openAuthority } from './accounts/authority.ts';
import { principalsOf } from './accounts/principals.ts';
import { buildApp } from './app.ts';
import { LastAddresses } from './jobs/last-addresses.ts';
import { ownWork } from './jobs/own-work.ts';
import { paymentWork } from './jobs/payment-work.ts';
import { startTicker } from './jobs/ticker.ts';
import { timedWork } from './jobs/timed-work.ts';
import { movedClock } from './moved-clock.ts';
import { serveHealth } from './observability/health.ts';
import { openMetrics } from './observability/metrics.ts';
import { openTracing } from './observability/tracing.ts';
import { type LiveEngine, openEngine } from './open-engine.ts';
import { serveOpenApi } from './openapi/serve.ts';
import { builtPages, servePages } from './pages/pages.ts';
import { type OpenWays, openWays, type PaymentsOption } from './payments/open-ways.ts';
import { projections } from './projections.ts';
import { openBoardHub } from './realtime/board-hub.ts';
import { openRoomHub, type RoomHub } from './realtime/room-hub.ts';
import { releasedUnits } from './released-units.ts';
import { allHandlers } from './routes/index.ts';
import type { PaymentNotice } from './routes/payments.ts';
import { type LoadedSample, loadedSample, loadSample } from './sample/load-sample.ts';
import { startShow } from './sample/show/show.ts';
import { version } from './version.ts';

export interface ComposeOptions {
  readonly data: DatabaseTarget;
  /** Load the sample platform where there are no shops yet. */
  readonly sample: boolean;
  /** Play the scripted live show of a sample platform. */
  readonly show: boolean;
  /** Where traces go; undefined = nowhere. */
  readonly tracesEndpoint?: string | undefined;
  /** Payment providers; undefined = none but the built-in test pay. */
  readonly payments?: PaymentsOption | undefined;
}

/** A platform put together. It serves requests once `app.listen` was called. */
export interface Platform {
  readonly app: FastifyInstance;
  readonly engine: LiveEngine;
  readonly authority: Authority;
  readonly rooms: RoomHub;
  readonly ways: OpenWays;
  /** What this platform holds of the sample; undefined where there is none, or not yet. */
  sample(): LoadedSample | undefined;
  /** Brings what a first start brings and starts what runs by itself; /healthz says ready afterwards. */
  start(): Promise<void>;
  /** Refuses what is new, finishes what is under way, closes everything. */
  close(): Promise<void>;
}

const SAMPLE_SEED = 1;
const wholeSample = () => samplePlatform({ seed: SAMPLE_SEED });
/** What may still be under way after this is cut off, so that the process ends. */
const CLOSE_MS_MAX = 5_000;
const IDLE_LOOK_MS = 50;

/** A request is told that the database does not answer rather than waiting for ever. */
const DATABASE_MS_MAX = 15_000;

function withinTime(data: DatabaseTarget): DatabaseTarget {
  return data.kind === 'postgres' ? { answerMsMax: DATABASE_MS_MAX, ...data } : data;
}

const NO_PROVIDERS: PaymentsOption = { publicUrl: undefined, alipay: undefined, wechat: undefined };

/** Where the process listens, as the same machine sees it. */
function addressOf(app: FastifyInstance): string {
  const bound = app.server.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
}

/** Puts the parts together. Nothing else in the server makes an engine, a relay or a hub. */
export async function compose(options: ComposeOptions, log: Logger): Promise<Platform> {
  const broke = (what: string) => (error: unknown) => log.error({ err: error }, `${what} broke`);
  let relay: Relay | undefined;
  const ways = await openWays(options.payments ?? NO_PROVIDERS, {
    ownUrl: () => addressOf(app),
    now: () => engine.clock.now(),
  });
  const tracing =
    options.tracesEndpoint === undefined ? undefined : await openTracing(options.tracesEndpoint);
  const opened = await openEngine(withinTime(options.data), () => relay?.wake(), tracing?.traced);
  const { engine, database } = opened;
  const authority = openAuthority(engine.db, opened.authSecret);
  const principals = principalsOf(authority, engine.db);
  const rooms = openRoomHub(engine, broke('a room'));
  const board = openBoardHub(engine, rooms, broke('the board'));
  const metrics = openMetrics({
    streams: () => rooms.streams + board.streams,
    outboxWaiting: () => waitingEvents(engine.db),
    leads: () => leads(),
  });
  const refunds = createRefundDesk(engine);
  const desk = createOrderDesk(engine, { onBatch: (size) => metrics.ordersBatch(size) });
  relay = startRelay(
    engine.db,
    [
      ...projections(engine),
      releasedUnits(desk),
      principals.subscriber,
      movedClock(engine, broke('the clock')),
      rooms.subscriber,
      board.subscriber,
    ],
    broke('delivering events'),
    { openSession: database.openSession },
  );
  const leads = (): boolean => relay?.leads() ?? false;
  const addresses = new LastAddresses(engine);
  const processId = engine.ids.next();
  const jobBroke = (error: unknown, job: string): void => broke(job)(error);
  const due = startTicker(timedWork(engine, desk), jobBroke, leads);
  const own = startTicker(ownWork(engine, { processId, rooms, addresses }), jobBroke);
  const onPaymentNotice = ({ error, ...notice }: PaymentNotice): void =>
    log.error({ err: error, payment: notice }, 'a payment needs a look');
  const payments = { desk, ways, onPaymentNotice };
  const paying = startTicker(paymentWork(engine, payments), jobBroke, leads);

  let sample = await loadedSample(engine);
  let show: Awaited<ReturnType<typeof startShow>> | undefined;
  let ready = false;
  let stopping = false;
  const app = await buildApp({
    log,
    principals,
    stopping: () => stopping,
    handlers: allHandlers(engine, {
      authority,
      principals,
      ...payments,
      refunds,
      metrics,
      addresses,
      rooms,
      board,
      clock: {
        movable: () => sample !== undefined,
        aheadMs: () => engine.clock.aheadMs,
        advance: opened.advanceClock,
        runDue: due.runNow,
      },
      sample: () => sample,
      version,
    }),
    surroundings: [
      (server) => tracing?.surround(server),
      (server) => metrics.surround(server),
      (server) => serveHealth(server, { version, kind: engine.kind, db: engine.db, ready: () => ready }),
      (server) => serveOpenApi(server, version),
      (server) => servePages(server, builtPages),
    ],
  });

  /** The sample that is there, or that this start brings. */
  async function bringSample(): Promise<LoadedSample | undefined> {
    const there = await loadedSample(engine);
    const wanted = there ? !there.open : options.sample && !(await anyParty(engine.db, 'merchant'));
    return wanted ? loadSample(engine, authority, { seed: SAMPLE_SEED, platform: wholeSample }) : there;
  }

  async function closeAll(): Promise<void> {
    stopping = true;
    await show?.stop();
    await Promise.all([due.stop(), own.stop(), paying.stop()]);
    rooms.close();
    board.close();
    // Connections that were busy when closing began are idle once they are answered, and nobody else looks at them.
    const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS);
    const cutOff = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS_MAX);
    await app.close();
    clearInterval(idle);
    clearTimeout(cutOff);
    await desk.stop();
    await refunds.stop();
    await ways.close();
    await addresses.write();
    if (engine.kind === 'postgres') await leaveViewers(engine.db, processId).catch(broke('leaving'));
    await relay?.drain();
    await relay?.stop();
    await database.close();
    await tracing?.stop();
  }
  let closing: Promise<void> | undefined;

  return {
    app,
    engine,
    authority,
    rooms,
    ways,
    sample: () => sample,
    async start() {
      sample = await inTurn(engine, bringSample);
      ready = true;
      if (sample && options.show && !stopping) {
        const platform = wholeSample();
        const onError = broke('the show');
        show = await startShow({ engine, desk, hub: rooms, platform, onError, plays: leads });
      }
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}
