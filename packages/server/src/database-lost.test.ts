import { type BreakableProxy, openBreakableProxy } from '@yellowcart/engine/testing/breakable-proxy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropEmptyPostgres, emptyPostgres } from './cli/testing/empty-postgres.ts';
import { openTestPlatform, type TestPlatform } from './testing/platform.ts';

const SLOW_MS = 60_000;
let proxy: BreakableProxy;
let platform: TestPlatform;

dropEmptyPostgres();
beforeAll(async () => {
  const url = new URL(await emptyPostgres());
  proxy = await openBreakableProxy(Number(url.port));
  Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) });
  platform = await openTestPlatform({ kind: 'postgres', url: url.href });
}, SLOW_MS);
afterAll(async () => {
  await platform.close();
  await proxy.close();
});

describe('a server that loses its database', () => {
  it('says so to those it knows and to those it would have to look up, and serves again when it is back', async () => {
    const orders = () => platform.ask('GET /api/v1/orders', { as: 'buyer' });
    const shop = () => platform.ask('GET /api/v1/merchant/orders', { as: 'merchant' });
    expect((await orders()).status).toBe(200);
    proxy.cut();
    for (const lost of [await orders(), await shop()]) {
      expect(lost.json).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(lost.headers['retry-after']).toBe('1');
    }
    expect((await platform.ask('GET /healthz')).json).toMatchObject({ status: 'database_down' });
    proxy.mend();
    await expect.poll(async () => (await orders()).status).toBe(200);
    expect((await shop()).status).toBe(200);
    expect((await platform.ask('GET /healthz')).status).toBe(200);
  });
});
