import { systemIds } from '@yellowcart/engine';
import { createParties, memberOf } from '@yellowcart/engine/parties';
import { openRooms, roomView } from '@yellowcart/engine/placements';
import { describeOnBothDatabases, makeEngine, type TestEngine } from '@yellowcart/engine/testing';
import { samplePlatform } from '@yellowcart/sample';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type Authority, openAuthority } from '../accounts/authority.ts';
import { loadedSample, loadSample } from './load-sample.ts';

const SEED = 1;
const platform = () => samplePlatform({ seed: SEED });
const whole = { seed: SEED, platform };
/** The same story with only the goods that hang in rooms, which loads in a moment. */
const small = {
  seed: SEED,
  platform: () => {
    const hung = new Set(platform().rooms.flatMap((room) => room.productRefs));
    return { ...platform(), products: platform().products.filter((product) => hung.has(product.ref)) };
  },
};

async function platformParty(engine: TestEngine): Promise<void> {
  const createdAt = engine.clock.now();
  await engine.db
    .transaction()
    .execute((tx) =>
      createParties(tx, [
        { partyId: engine.platformId, role: 'operator', ref: null, name: 'P', profile: {}, createdAt },
      ]),
    );
}

async function count(engine: TestEngine, what: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT (${sql.raw(what)})::bigint AS n`.execute(engine.db);
  return rows[0]?.n ?? -1;
}

describeOnBothDatabases('the sample', (open) => {
  async function fresh(): Promise<{ engine: TestEngine; authority: Authority }> {
    const engine = { ...makeEngine(await open()), ids: systemIds };
    await platformParty(engine);
    return { engine, authority: openAuthority(engine.db, 'a secret for tests only, long enough') };
  }

  test('brings everything once, and a second start brings nothing', async () => {
    const { engine, authority } = await fresh();
    const loaded = await loadSample(engine, authority, whole);
    const tables = async () => {
      const counts = [
        'catalog.shop',
        'catalog.product',
        'catalog.sku',
        'placements.content',
        'accounts."user"',
      ];
      return Promise.all(counts.map((table) => count(engine, `SELECT count(*) FROM ${table}`)));
    };
    const given = platform();
    const skus = given.products.flatMap((product) => product.skus);
    const wanted = [given.shops.length, given.products.length, skus.length, given.rooms.length, 5];
    expect(await tables()).toEqual(wanted);
    expect(await count(engine, 'SELECT sum(on_hand) FROM stock.level')).toBe(
      skus.reduce((sum, sku) => sum + sku.stock, 0),
    );
    expect(await count(engine, 'SELECT count(*) FROM orders."order"')).toBe(0);
    expect(await count(engine, 'SELECT count(*) FROM ledger.entry')).toBe(0);
    expect(await count(engine, "SELECT count(*) FROM insights.product_day WHERE source <> 'sample'")).toBe(0);
    const sold = await count(engine, 'SELECT count(DISTINCT product_id) FROM insights.product_day');
    expect(sold).toBeGreaterThan(given.products.length / 3);

    const again = { seed: SEED, platform: () => expect.fail('made again') };
    expect(await loadSample(engine, authority, again)).toEqual(loaded);
    expect(await tables()).toEqual(wanted);
  });

  test('has three rooms on air whose goods may be sold there, and five log-ins of one story', async () => {
    const { engine, authority } = await fresh();
    const { logins, stages } = await loadSample(engine, authority, small);
    const rooms = await openRooms(engine);
    expect(rooms.map((room) => room.state)).toEqual(['live', 'live', 'live', 'scheduled', 'scheduled']);
    expect(new Set(stages.map((stage) => stage.roomId))).toEqual(
      new Set(rooms.slice(0, 3).map((room) => room.roomId)),
    );

    const members = await Promise.all(
      logins.map(async ({ email, password, role, partyId }) => {
        const session = await authority.signIn(email, password);
        const user = session && (await authority.userOf(session.credential));
        expect(await memberOf(engine.db, user?.userId ?? '')).toMatchObject({ partyId, role });
        return { role, partyId };
      }),
    );
    expect(members.map(({ role }) => role)).toEqual(['operator', 'merchant', 'creator', 'leader', 'buyer']);
    const [stage] = stages;
    expect(stage?.creatorId).toBe(logins[2]?.partyId);
    const view = await roomView(engine, stage?.roomId ?? '', { viewers: 0, soldByItem: new Map() });
    expect(view.items.length).toBeGreaterThanOrEqual(10);
    expect(view.items.every((item) => item.state === 'active' && item.available > 0)).toBe(true);
    const ofMerchant = await count(
      engine,
      `SELECT count(*) FROM placements.item i JOIN catalog.shop s USING (shop_id)
       WHERE i.content_id = '${stage?.roomId}' AND s.merchant_id = '${logins[1]?.partyId}'`,
    );
    expect(ofMerchant).toBeGreaterThan(0);
  });

  test('a start that was interrupted before everyone could sign in is finished by the next', async () => {
    const { engine, authority } = await fresh();
    let made = 0;
    const breaking: Authority = {
      ...authority,
      async createLogin(login) {
        made += 1;
        if (made > 2) throw new Error('the machine stopped');
        return authority.createLogin(login);
      },
    };
    await expect(loadSample(engine, breaking, small)).rejects.toThrow('the machine stopped');
    expect((await loadedSample(engine))?.open).toBe(false);
    const { open: isOpen, logins } = await loadSample(engine, authority, small);
    expect(isOpen).toBe(true);
    for (const { email, password } of logins) expect(await authority.signIn(email, password)).toBeDefined();
  });

  test('what does not come in whole does not come in at all', async () => {
    const { engine, authority } = await fresh();
    const broken = small.platform();
    // The rooms come last, and one of them names a product twice.
    broken.rooms[2]?.productRefs.push(broken.rooms[2].productRefs[0] ?? '');
    await expect(loadSample(engine, authority, { seed: SEED, platform: () => broken })).rejects.toThrow();
    expect(await loadedSample(engine)).toBeUndefined();
    expect(await count(engine, 'SELECT count(*) FROM catalog.product')).toBe(0);
    expect(await count(engine, "SELECT count(*) FROM parties.party WHERE role <> 'operator'")).toBe(0);
  });
});
