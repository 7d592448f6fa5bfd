import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { prepareStatements } from './prepared-statements.ts';

/**
 * A database connection that stays the same one: for locks that last as long as the process, and for hearing notices.
 * When it breaks, everything asked of it rejects from then on, and what it held is free; it never becomes another one.
 * One statement or transaction at a time.
 */
export interface Session {
  // biome-ignore lint/complexity/noBannedTypes: open.ts says why; it stands above this file.
  readonly db: Kysely<{}>;
  close(): Promise<void>;
}

/** Opens a session; `hear` is told the channel of every notice that the session listens to. */
export type OpenSession = (hear: (channel: string) => void) => Promise<Session>;

export async function openPostgresSession(
  config: pg.ClientConfig,
  hear: (channel: string) => void,
): Promise<Session> {
  const client = new pg.Client(config);
  // What breaks is told to whoever asks next; without a listener it would end the process.
  client.on('error', () => undefined);
  client.on('notification', ({ channel }) => hear(channel));
  await client.connect();
  const held = Object.assign(client, { release: () => undefined });
  const pool = { options: {}, connect: async () => held, end: () => client.end() } as unknown as pg.Pool;
  // biome-ignore lint/complexity/noBannedTypes: as above.
  const db = new Kysely<{}>({ dialect: new PostgresDialect({ pool: prepareStatements(pool) }) });
  return { db, close: () => db.destroy() };
}
