import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '../db/open.ts';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { appendEvents, type EngineEvent } from './append.ts';
import { type Relay, type RelayOptions, startRelay } from './relay.ts';
import { waitingEvents } from './waiting.ts';

const TOPIC = 'tests.counted';
const PATIENCE = { timeout: 20_000, interval: 20 };

interface Member extends Relay {
  readonly heard: number[];
  afresh(): number;
}

describeOnBothDatabases('the relay', (open, kind) => {
  const members: Member[] = [];
  afterEach(async () => {
    await Promise.all(members.splice(0).map((member) => member.stop()));
  });

  async function openWithTable(): Promise<Database> {
    const database = await open();
    await sql`CREATE TABLE public.projected (place bigint GENERATED ALWAYS AS IDENTITY, number int)`.execute(
      database.db,
    );
    return database;
  }

  /** A process as the relay sees it: connections of its own, and what it heard. */
  function join(database: Database, options: RelayOptions = {}): Member {
    const heard: number[] = [];
    let afresh = 0;
    const numbersOf = (events: readonly EngineEvent[]) => events.map((event) => event.payload as number);
    const relay = startRelay(
      database.db,
      [
        {
          name: 'test',
          topics: [TOPIC],
          async project(tx, events) {
            for (const number of numbersOf(events))
              await sql`INSERT INTO public.projected (number) VALUES (${number})`.execute(tx);
          },
          hear: (events) => void heard.push(...numbersOf(events)),
          afresh: () => {
            afresh += 1;
          },
        },
      ],
      // A session that the test ends is an error in whatever it was doing.
      () => undefined,
      { openSession: database.openSession, ...options },
    );
    const member = { ...relay, heard, afresh: () => afresh };
    members.push(member);
    return member;
  }

  async function write(database: Database, numbers: readonly number[]): Promise<void> {
    const at = new Date();
    await database.db.transaction().execute((tx) =>
      appendEvents(
        tx,
        numbers.map((payload) => ({ topic: TOPIC, key: 'one', at, payload })),
      ),
    );
    for (const member of members) member.wake();
  }

  async function projected(database: Database): Promise<number[]> {
    const { rows } = await sql<{
      number: number;
    }>`SELECT number FROM public.projected ORDER BY place`.execute(database.db);
    return rows.map((row) => row.number);
  }

  const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);
  const leaders = () => members.filter((member) => member.leads());
  const oneLeads = () => expect.poll(() => leaders().length, PATIENCE).toBe(1);

  test('hears events in the order they were committed, and projects each once', async () => {
    const database = await openWithTable();
    const member = join(database);
    for (let first = 0; first < 60; first += 3) await write(database, [first, first + 1, first + 2]);
    await expect.poll(() => member.heard, PATIENCE).toEqual(upTo(60));
    expect(await projected(database)).toEqual(upTo(60));
    expect(await waitingEvents(database.db)).toBe(0);
  });

  if (kind === 'pglite') return;

  describe('of several processes', () => {
    test('one delivers, all hear everything in order, and it is projected once', async () => {
      const database = await openWithTable();
      const joined = [join(database), join(database), join(database)];
      await expect.poll(() => joined.map((member) => member.afresh()), PATIENCE).toEqual([1, 1, 1]);
      await oneLeads();
      for (let number = 0; number < 200; number += 1) await write(database, [number]);
      for (const member of joined) await expect.poll(() => member.heard, PATIENCE).toEqual(upTo(200));
      expect(await projected(database)).toEqual(upTo(200));
    });

    test('another takes over when the one that delivers is cut off, and nothing is projected twice', async () => {
      const database = await openWithTable();
      join(database);
      join(database);
      await oneLeads();
      await expect.poll(() => members.map((member) => member.afresh()), PATIENCE).toEqual([1, 1]);
      const [first] = leaders();
      const other = members.find((member) => member !== first) ?? expect.fail('two joined');
      for (let number = 0; number < 100; number += 1) {
        await write(database, [number]);
        if (number % 40 === 39)
          await sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7115117 AND granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(
            database.db,
          );
      }
      await expect.poll(() => projected(database), PATIENCE).toEqual(upTo(100));
      await expect.poll(() => first?.afresh(), PATIENCE).toBeGreaterThan(1);
      await oneLeads();
      await expect.poll(() => Math.max(...(first?.heard ?? []), ...other.heard), PATIENCE).toBe(99);
    });

    test('what the last one delivered is heard to its end by the one that takes over', async () => {
      const database = await openWithTable();
      const first = join(database);
      await oneLeads();
      const second = join(database);
      await expect.poll(() => second.afresh(), PATIENCE).toBe(1);
      for (let number = 0; number < 50; number += 1) await write(database, [number]);
      await first.drain();
      await first.stop();
      await expect.poll(() => second.leads(), PATIENCE).toBe(true);
      await write(database, [50]);
      await expect.poll(() => second.heard, PATIENCE).toEqual(upTo(51));
      expect(second.afresh()).toBe(1);
    });

    test('one alone keeps nothing for others', async () => {
      const database = await openWithTable();
      const member = join(database);
      await write(database, [0, 1]);
      await expect.poll(() => member.heard, PATIENCE).toEqual([0, 1]);
      const { rows } = await sql`SELECT 1 FROM outbox.delivered`.execute(database.db);
      expect(rows).toEqual([]);
    });

    test('who missed something starts afresh', async () => {
      const database = await openWithTable();
      join(database);
      await oneLeads();
      const late = join(database);
      await expect.poll(() => late.afresh(), PATIENCE).toBe(1);
      await write(database, [0]);
      await expect.poll(() => late.heard, PATIENCE).toEqual([0]);
      await sql`UPDATE outbox.delivered SET number = number + 10`.execute(database.db);
      await write(database, [1]);
      await expect.poll(() => late.afresh(), PATIENCE).toBe(2);
      await write(database, [2]);
      await expect.poll(() => late.heard.at(-1), PATIENCE).toBe(2);
    });

    test('a stand-in lets another process lead', async () => {
      const database = await openWithTable();
      const visitor = join(database, { standIn: true });
      await write(database, [0]);
      await expect.poll(() => visitor.heard, PATIENCE).toEqual([0]);
      const resident = join(database);
      await expect.poll(() => resident.leads(), PATIENCE).toBe(true);
      expect(visitor.leads()).toBe(false);
      await write(database, [1]);
      await expect.poll(() => [visitor.heard.at(-1), resident.heard.at(-1)], PATIENCE).toEqual([1, 1]);
      expect(await projected(database)).toEqual([0, 1]);
    });
  });
});
