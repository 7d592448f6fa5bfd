import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine } from '../testing/engine.ts';
import { openQuotas, takeTotals } from './index.ts';

describeOnBothDatabases('quotas', (open) => {
  it('are locked in key order, however they lie in the table', async () => {
    const engine = makeEngine(await open());
    // The embedded database has one session: nobody waits there.
    if (engine.kind === 'pglite') return;
    const ids = Array.from({ length: 5 }, () => engine.ids.next()).sort();
    const quotas = ids.map((quotaId) => ({ quotaId, totalMax: 9, buyerMax: null }));
    await engine.db.transaction().execute((tx) => openQuotas(tx, quotas));
    const [first, second] = ids;
    // Moves the first row behind the others.
    await sql`UPDATE quotas.quota SET used = used WHERE quota_id = ${first}`.execute(engine.db);
    const { taken } = await engine.db.transaction().execute(async (tx) => {
      await sql`SELECT 1 FROM quotas.quota WHERE quota_id = ${first} FOR UPDATE`.execute(tx);
      const taken = takeTotals(ids.map((quotaId) => ({ quotaId, quantity: 1 }))).execute(engine.db);
      taken.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`SELECT 1 FROM quotas.quota WHERE quota_id = ${second} FOR UPDATE`.execute(tx);
      return { taken };
    });
    expect((await taken).rows).toHaveLength(5);
  });
});
