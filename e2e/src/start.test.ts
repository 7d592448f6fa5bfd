import process from 'node:process';
import { type Client, createClient } from '@yellowcart/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiAs } from './sample-people.ts';
import {
  inRoot,
  type Running,
  run,
  type Server,
  scratchFolder,
  startServer,
  whenReady,
} from './server-process.ts';

const BUYERS_AT_ONCE = 8;
const ACKNOWLEDGED_BEFORE_THE_END = 40;

let dataDir: string;
let removeFolder: () => Promise<void>;
const started: Running[] = [];
beforeAll(async () => {
  ({ dir: dataDir, remove: removeFolder } = await scratchFolder());
});
afterAll(async () => {
  for (const running of started) running.signal('SIGKILL');
  await Promise.allSettled(started.map((running) => running.ended));
  await removeFolder();
});

/**
 * What `npm start` runs, as in a terminal, where Ctrl-C reaches everything that was started. Without npm itself, whose
 * shell always ends with 130 on Ctrl-C, whatever its program ends with.
 */
function npmStart(...options: string[]): Running {
  const args = [inRoot('scripts/start.mjs'), '--port', '0', '--data', dataDir, '--no-show', ...options];
  const running = run(process.execPath, args, { asTerminal: true });
  started.push(running);
  return running;
}

describe('npm start', () => {
  let server: Server;
  let firstOrder: string;
  /** What was acknowledged, by the key it was asked with. */
  const acknowledged = new Map<string, string>();

  it('is ready once it says where it is, and names the log-ins', async () => {
    server = await whenReady(npmStart());
    const health = await fetch(`${server.origin}/healthz`);
    expect(health.status).toBe(200);
    for (const role of ['operator', 'merchant', 'host', 'leader', 'buyer'])
      expect(server.output()).toContain(`${role}@sample.yellowcart.test`);
  });

  it('is refused on a data folder that another process has open, in words', async () => {
    const second = npmStart();
    expect(await second.ended).not.toBe(0);
    expect(second.output()).toContain(`Another Yellowcart process is using ${dataDir}`);
    expect(second.output()).not.toMatch(/\n\s+at /);
  });

  it('ends with 0 on Ctrl-C', async () => {
    firstOrder = await place(await apiAs(server.origin, 'buyer'), 'the-first-one', await anySku(server));
    expect(await server.stop()).toBe(0);
    await expect(fetch(`${server.origin}/healthz`)).rejects.toThrow();
  });

  it('goes on with the same data when it is started again', async () => {
    server = await startServer(dataDir, '--no-show');
    started.push(server);
    const buyer = await apiAs(server.origin, 'buyer');
    const orders = await buyer.call('GET /api/v1/orders', {});
    expect(orders.items.map((order) => order.orderId)).toEqual([firstOrder]);
  });

  it('loses nothing that it acknowledged when it is killed under load', async () => {
    const skuId = await anySku(server);
    const buyer = await apiAs(server.origin, 'buyer');
    await Promise.all(Array.from({ length: BUYERS_AT_ONCE }, (_, who) => buyUntilItEnds(buyer, who, skuId)));
    expect(await server.ended).toBe(137);

    server = await startServer(dataDir, '--no-show');
    started.push(server);
    const again = await apiAs(server.origin, 'buyer');
    for (const [key, orderId] of acknowledged) {
      const order = await again.call('GET /api/v1/orders/:orderId', { params: { orderId } });
      expect([key, order.state]).toEqual([key, 'paid']);
      expect(await place(again, key, skuId)).toBe(orderId);
    }
    const operator = await apiAs(server.origin, 'operator');
    const books = await operator.call('GET /api/v1/operator/ledger/accounts', {});
    expect(books.sums).toEqual([{ currency: 'CNY', sumMinor: 0 }]);
    expect(await server.stop()).toBe(0);
  });

  it('--reset begins anew', async () => {
    server = await whenReady(npmStart('--reset'));
    const buyer = await apiAs(server.origin, 'buyer');
    expect((await buyer.call('GET /api/v1/orders', {})).items).toEqual([]);
    const { items } = await createClient({ baseUrl: server.origin }).call('GET /api/v1/rooms', {});
    expect(items.length).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
  });

  /** Orders and pays again and again; in the midst of it one of the buyers kills the server. */
  async function buyUntilItEnds(buyer: Client, who: number, skuId: string): Promise<void> {
    for (let turn = 0; ; turn += 1) {
      const key = `under-load-${who}-${turn}`;
      try {
        const orderId = await place(buyer, key, skuId);
        await buyer.call('POST /api/v1/orders/:orderId/payment', {
          params: { orderId },
          body: { provider: 'test' },
        });
        acknowledged.set(key, orderId);
      } catch (problem) {
        if (acknowledged.size < ACKNOWLEDGED_BEFORE_THE_END) throw problem;
        return;
      }
      if (acknowledged.size === ACKNOWLEDGED_BEFORE_THE_END) server.signal('SIGKILL');
    }
  }
});

async function anySku({ origin }: Server): Promise<string> {
  const client = createClient({ baseUrl: origin });
  const { items } = await client.call('GET /api/v1/rooms', {});
  const room = await client.call('GET /api/v1/rooms/:roomId', { params: { roomId: items[0]?.roomId ?? '' } });
  const item = room.items.toSorted((a, b) => b.available - a.available)[0];
  const product = await client.call('GET /api/v1/products/:productId', {
    params: { productId: item?.productId ?? '' },
  });
  const sku = product.skus.toSorted((a, b) => b.available - a.available)[0];
  if (!sku) throw new Error('the sample has nothing to sell');
  return sku.skuId;
}

async function place(buyer: Client, key: string, skuId: string): Promise<string> {
  const { address } = await buyer.call('GET /api/v1/me', {});
  if (!address) throw new Error('the sample buyer has no address');
  const placed = await buyer.call('POST /api/v1/checkouts', {
    idempotencyKey: key,
    body: { lines: [{ skuId, quantity: 1 }], address },
  });
  return placed.orders[0]?.orderId ?? '';
}
