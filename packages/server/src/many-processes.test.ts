import type { RoomEvent } from '@yellowcart/contract';
import { openDatabase } from '@yellowcart/engine';
import {
  ledgerMismatches,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestShop,
} from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openAuthority } from './accounts/authority.ts';
import { type OpenEngine, openEngine } from './open-engine.ts';
import { type ServerProcess, startServerProcess } from './testing/server-processes.ts';
import { followStream, type Stream } from './testing/stream.ts';

/** Four processes of the server on one PostgreSQL, as behind a proxy that gives each request to any of them. */
const PROCESSES = 4;
const PASSWORD = 'a password for tests';
const PATIENCE = { timeout: 30_000, interval: 20 };

const adminUrl = inject('postgresUrl');
const name = `many_${process.pid}`;
let databaseUrl: string;
let open: OpenEngine;
let shop: TestShop;
let buyer: string;
let creator: string;
let operator: string;
let servers: ServerProcess[] = [];
const streams: Stream<unknown>[] = [];

beforeAll(async () => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  databaseUrl = url.href;
  await onAdmin(`CREATE DATABASE "${name}"`);
  // The database is empty: all of them migrate it, and make what the platform keeps about itself, at the same time.
  servers = await Promise.all(Array.from({ length: PROCESSES }, () => startServerProcess(databaseUrl)));
  open = await openEngine({ kind: 'postgres', url: databaseUrl });
  shop = await openTestShop(open.engine, { stock: [[100], [1], [1_000]], buyers: 1 });
  const authority = openAuthority(open.engine.db, open.authSecret);
  const logIn = async (role: string, partyId: string): Promise<string> => {
    const email = `${role}@example.test`;
    await authority.createLogin({ email, password: PASSWORD, name: role, partyId });
    return (await authority.signIn(email, PASSWORD))?.credential ?? expect.fail('no session');
  };
  buyer = await logIn('buyer', shop.buyerIds[0] ?? '');
  creator = await logIn('creator', shop.creatorId);
  operator = await logIn('operator', open.engine.platformId);
}, 120_000);

afterAll(async () => {
  for (const stream of streams) stream.stop();
  const codes = await Promise.all(servers.map((server) => server.stop()));
  await open.database.close();
  await onAdmin(`DROP DATABASE "${name}" WITH (FORCE)`);
  expect(codes.filter((code) => code !== 0)).toEqual([]);
}, 60_000);

async function onAdmin(statement: string): Promise<void> {
  const { db, close } = await openDatabase({ kind: 'postgres', url: adminUrl, poolMax: 1 });
  await sql.raw(statement).execute(db).finally(close);
}

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it.
  readonly json: any;
}

async function ask(
  server: ServerProcess,
  route: string,
  { token, body, key }: { token?: string; body?: unknown; key?: string } = {},
): Promise<Answer> {
  const [method, path] = route.split(' ') as [string, string];
  const response = await fetch(`${server.origin}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

let keys = 0;
function place(
  server: ServerProcess,
  product: number,
  key = `key-${++keys}-${'x'.repeat(8)}`,
): Promise<Answer> {
  const skuId = shop.products[product]?.skuIds[0];
  const body = { lines: [{ skuId, quantity: 1 }], address: TEST_ADDRESS };
  return ask(server, 'POST /api/v1/checkouts', { token: buyer, body, key });
}

const at = (index: number): ServerProcess => servers[index % servers.length] ?? expect.fail('no server');
const isPlaced = (answer: Answer): boolean => answer.json.orders !== undefined;

async function leads(server: ServerProcess): Promise<boolean> {
  const text = await (await fetch(`${server.origin}/metrics`)).text();
  return /^yellowcart_leads 1$/m.test(text);
}

async function leaders(): Promise<ServerProcess[]> {
  const answers = await Promise.all(servers.map(leads));
  return servers.filter((_, index) => answers[index]);
}

it('makes one platform of an empty database, though all of them start at once', async () => {
  const { rows } = await sql`SELECT 1 FROM parties.party WHERE role = 'operator'`.execute(open.engine.db);
  expect(rows).toHaveLength(1);
  for (const server of servers) {
    const { json } = await ask(server, 'GET /api/v1/me', { token: buyer });
    expect(json.role).toBe('buyer');
  }
  await expect.poll(async () => (await leaders()).length, PATIENCE).toBe(1);
});

it('sells a SKU of 100 units exactly a hundred times, whoever is asked', async () => {
  const answers = await Promise.all(Array.from({ length: 240 }, (_, index) => place(at(index), 0)));
  expect(answers.filter(isPlaced)).toHaveLength(100);
  const refused = answers.filter((answer) => !isPlaced(answer));
  expect(new Set(refused.map(({ json }) => json.code))).toEqual(new Set(['stock_short']));
});

it('places one order for one key that comes to all of them at once', async () => {
  const answers = await Promise.all(servers.map((server) => place(server, 2, 'the-same-key-everywhere')));
  expect(new Set(answers.map(({ json }) => json.orders?.[0]?.orderId)).size).toBe(1);
  expect(answers.filter(({ json }) => json.replayed === false)).toHaveLength(1);
  const [first] = answers;
  for (const { json } of answers)
    expect({ ...json, replayed: false }).toEqual({ ...first?.json, replayed: false });
});

it('sells again in one process what a buyer gave back in another', async () => {
  const placed = await place(at(0), 1);
  const orderId = placed.json.orders[0].orderId;
  expect((await place(at(1), 1)).json.code).toBe('stock_short');
  await ask(at(0), `POST /api/v1/orders/${orderId}/cancellation`, { token: buyer });
  await expect.poll(async () => isPlaced(await place(at(1), 1)), PATIENCE).toBe(true);
});

it('shows in every process what a creator does in one, and counts the viewers of all', async () => {
  const room = await ask(at(0), 'POST /api/v1/creator/rooms', {
    token: creator,
    body: { title: '一场直播' },
  });
  const { roomId } = room.json;
  await ask(at(0), `POST /api/v1/creator/rooms/${roomId}/start`, { token: creator });
  const viewers = await Promise.all(
    servers.map((server) => followStream<RoomEvent>(`${server.origin}/api/v1/rooms/${roomId}/events`)),
  );
  streams.push(...viewers);
  const { productId } = shop.products[2] ?? expect.fail('no product');
  const items = `/api/v1/creator/rooms/${roomId}/items`;
  const hung = await ask(at(0), `POST ${items}`, { token: creator, body: { productId } });
  const { itemId } = hung.json;
  await ask(at(1), `PUT /api/v1/creator/rooms/${roomId}/pin`, { token: creator, body: { itemId } });
  for (const viewer of viewers) {
    await expect.poll(() => viewer.of('pinned').at(-1)?.itemId, PATIENCE).toBe(itemId);
    expect(viewer.of('item_hung').map(({ item }) => item.itemId)).toEqual([itemId]);
    await expect.poll(() => viewer.of('viewers').at(-1)?.viewers, PATIENCE).toBe(PROCESSES);
  }
  const board = await ask(at(2), 'GET /api/v1/operator/board', { token: operator });
  expect(board.json.viewers).toBe(PROCESSES);
});

it('ends a session everywhere when it ends in one process', async () => {
  const session = await ask(at(0), 'POST /api/v1/session', {
    body: { email: 'buyer@example.test', password: PASSWORD },
  });
  const { token } = session.json;
  for (const server of servers) expect((await ask(server, 'GET /api/v1/me', { token })).status).toBe(200);
  await ask(at(1), 'DELETE /api/v1/session', { token });
  for (const server of servers)
    await expect
      .poll(async () => (await ask(server, 'GET /api/v1/me', { token })).status, PATIENCE)
      .toBe(401);
});

it('goes on when the process that leads is killed: nothing is lost, and nothing counts twice', async () => {
  const [leader] = await leaders();
  servers = servers.filter((server) => server !== leader);
  let placing = true;
  const acknowledged: Promise<Answer>[] = [];
  const crowd = (async () => {
    for (let count = 0; placing || count < 60; count += 1) {
      acknowledged.push(place(at(count), 2));
      if (count % 5 === 4) await Promise.all(acknowledged.slice(-5));
    }
  })();
  await leader?.kill();
  await expect.poll(async () => (await leaders()).length, PATIENCE).toBe(1);
  placing = false;
  await crowd;
  const answers = await Promise.all(acknowledged);
  expect(answers.every(isPlaced)).toBe(true);

  const { rows } = await sql<{ orders: number }>`SELECT count(*)::int AS orders FROM orders."order"`.execute(
    open.engine.db,
  );
  const orders = rows[0]?.orders;
  for (const server of servers) {
    const shown = async () =>
      (await ask(server, 'GET /api/v1/operator/board', { token: operator })).json.ordersPlaced;
    await expect.poll(shown, PATIENCE).toBe(orders);
  }
  expect(await stockMismatches(open.engine.db)).toEqual([]);
  expect(await ledgerMismatches(open.engine.db)).toEqual([]);
});
