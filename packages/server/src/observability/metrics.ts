import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Gauges {
  /** Open event streams. */
  readonly streams: () => number;
  /** Events written and not delivered yet. */
  readonly outboxWaiting: () => Promise<number>;
  /** Whether this process delivers events and does timed work. */
  readonly leads: () => boolean;
}

/** What Prometheus may ask. */
export interface Metrics {
  readonly registry: Registry;
  orderPlaced(): void;
  orderRefused(code: string): void;
  /** Checkouts that one transaction placed. */
  ordersBatch(size: number): void;
  /** Counts requests by route and serves /metrics. */
  surround(app: FastifyInstance): void;
}

const SECONDS_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

export function openMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'yellowcart_http_request_seconds',
    help: 'Time from request to answer, by route of the contract.',
    labelNames: ['route', 'status'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const placed = new Counter({
    name: 'yellowcart_checkouts_placed_total',
    help: 'Checkouts that were placed.',
    registers,
  });
  const refusedSince = new Map<string, number>();
  new Counter({
    name: 'yellowcart_checkouts_refused_total',
    help: 'Checkouts that were refused, by code.',
    labelNames: ['code'],
    registers,
    // Added up when somebody asks: a label is looked up by its text, which costs more than counting.
    collect() {
      for (const [code, count] of refusedSince) this.inc({ code }, count);
      refusedSince.clear();
    },
  });
  const batches = new Histogram({
    name: 'yellowcart_checkouts_batch_size',
    help: 'Checkouts placed by one transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  new Gauge({
    name: 'yellowcart_streams_open',
    help: 'Open event streams.',
    registers,
    collect() {
      this.set(gauges.streams());
    },
  });
  new Gauge({
    name: 'yellowcart_outbox_waiting',
    help: 'Events written and not delivered yet, the same in every process of a database.',
    registers,
    async collect() {
      this.set(await gauges.outboxWaiting());
    },
  });
  new Gauge({
    name: 'yellowcart_leads',
    help: '1 in the process that delivers events and does timed work, 0 in the others.',
    registers,
    collect() {
      this.set(gauges.leads() ? 1 : 0);
    },
  });

  // Looking a label up by its text each time would cost more than counting.
  const byStatus = new Map<number, Map<string, Histogram.Internal<string>>>();
  const durationOf = (route: string, status: number): Histogram.Internal<string> => {
    const byRoute = byStatus.get(status);
    const known = byRoute?.get(route);
    if (known) return known;
    const duration = durations.labels({ route, status: String(status) });
    if (byRoute) byRoute.set(route, duration);
    else byStatus.set(status, new Map([[route, duration]]));
    return duration;
  };
  return {
    registry,
    orderPlaced: () => placed.inc(),
    orderRefused(code) {
      refusedSince.set(code, (refusedSince.get(code) ?? 0) + 1);
    },
    ordersBatch: (size) => batches.observe(size),
    surround(app) {
      app.addHook('onResponse', (request, reply, done) => {
        const { routeKey: route = 'other', stream } = request.routeOptions.config;
        if (!stream) durationOf(route, reply.statusCode).observe(reply.elapsedTime / 1000);
        done();
      });
      app.get('/metrics', async (_request, reply) => {
        reply.header('content-type', registry.contentType).header('cache-control', 'no-store');
        return registry.metrics();
      });
    },
  };
}
