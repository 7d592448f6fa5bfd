import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Db } from '@yellowcart/engine';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';

export interface Health {
  readonly version: string;
  readonly kind: Database['kind'];
  readonly db: Db;
  /** True once everything that is loaded at the start is there. */
  readonly ready: () => boolean;
}

/** Whoever looks after the platform wants to hear within this time. */
const ANSWER_MS_MAX = 2_000;

/** GET /healthz: 200 when requests can be served, 503 otherwise, with the reason. */
export function serveHealth(app: FastifyInstance, health: Health): void {
  app.get('/healthz', async (_request, reply) => {
    const database = await Promise.race([
      sql`SELECT 1`.execute(health.db).then(
        () => 'up' as const,
        () => 'down' as const,
      ),
      wait(ANSWER_MS_MAX, 'down' as const, { ref: false }),
    ]);
    const status = database === 'down' ? 'database_down' : health.ready() ? 'ready' : 'starting';
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status,
        version: health.version,
        uptimeSeconds: Math.floor(process.uptime()),
        database: { kind: health.kind, state: database },
      });
  });
}
