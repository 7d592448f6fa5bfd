import { sql } from 'kysely';
import { it } from 'vitest';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { availableByProduct, availableSkus, productsTouchedBy } from './index.ts';
describeOnBothDatabases('perf', (open) => {
  it('measures', { timeout: 120_000 }, async () => {
    const { db } = await open();
    await sql`INSERT INTO stock.level (shop_id, sku_id, product_id, on_hand)
      SELECT ('00000000-0000-0000-0001-' || lpad(to_hex(i / 1000), 12, '0'))::uuid, ('00000000-0000-0000-0002-' || lpad(to_hex(i), 12, '0'))::uuid, ('00000000-0000-0000-0003-' || lpad(to_hex(i/2), 12, '0'))::uuid, 100 FROM generate_series(1, 100000) i`.execute(db);
    await sql`INSERT INTO stock.kit_part (shop_id, sku_id, part_sku_id, quantity)
      SELECT shop_id, sku_id, ('00000000-0000-0000-0002-' || lpad(to_hex(j), 12, '0'))::uuid, 2 FROM (SELECT l.*, row_number() OVER (ORDER BY sku_id) AS n FROM stock.level l) l, LATERAL generate_series((l.n / 1000)*1000 + 2, (l.n/1000)*1000 + 3) j WHERE l.n % 50 = 0 ON CONFLICT DO NOTHING`.execute(db);
    await sql`ANALYZE stock.level`.execute(db);
    await sql`ANALYZE stock.kit_part`.execute(db);
    const ids = Array.from({ length: 100 }, (_, i) => `00000000-0000-0000-0003-${(i * 300 + 25).toString(16).padStart(12, '0')}`);
    const time = async (name: string, n: number, f: () => Promise<unknown>) => {
      await f(); await f();
      const t = performance.now();
      for (let i = 0; i < n; i += 1) await f();
      process.stdout.write(`${name}: ${((performance.now() - t) / n).toFixed(2)} ms\n`);
    };
    await time('new by product 100', 50, () => availableByProduct(db, ids));
    await time('old by product 100', 50, () => sql`SELECT product_id AS id, sum(on_hand - reserved)::bigint AS available FROM stock.level WHERE product_id = ANY(${`{${ids.join(',')}}`}::uuid[]) GROUP BY product_id`.execute(db));
    const lit = `{${ids.join(',')}}`;
    const cte = () => sql`WITH own AS (SELECT shop_id, sku_id, product_id, greatest(on_hand - reserved - safety, 0) AS available FROM stock.level WHERE product_id = ANY(${lit}::uuid[]) AND pool = 'general'),
      kit AS (SELECT o.sku_id, min(k.available / p.quantity) AS available FROM own o JOIN stock.kit_part p USING (shop_id, sku_id) CROSS JOIN LATERAL (SELECT greatest(on_hand - reserved - safety, 0) AS available FROM stock.level part WHERE part.shop_id = p.shop_id AND part.sku_id = p.part_sku_id AND part.pool = 'general' LIMIT 1) k GROUP BY o.sku_id)
      SELECT product_id AS id, sum(coalesce(k.available, o.available))::bigint AS available FROM own o LEFT JOIN kit k USING (sku_id) GROUP BY product_id`;
    await time('cte by product 100', 50, () => cte().execute(db));
    const touched = () => sql`WITH own AS (
      SELECT shop_id, sku_id FROM stock.level WHERE product_id = ANY(${lit}::uuid[]) AND pool = 'general'
    ), part AS (
      SELECT p.shop_id, p.part_sku_id AS sku_id FROM own JOIN stock.kit_part p USING (shop_id, sku_id)
    ), other AS (
      SELECT shop_id, sku_id FROM part
      UNION SELECT p.shop_id, p.sku_id FROM (SELECT sku_id FROM own UNION ALL SELECT sku_id FROM part) u
        JOIN stock.kit_part p ON p.part_sku_id = u.sku_id
    )
    SELECT DISTINCT l.product_id AS "productId" FROM other o CROSS JOIN LATERAL (
      SELECT product_id FROM stock.level WHERE shop_id = o.shop_id AND sku_id = o.sku_id AND pool = 'general' LIMIT 1) l`;
    await time('touched cte 100', 50, () => touched().execute(db));
    const n1 = await availableByProduct(db, ids); const n2 = await cte().execute(db) as { rows: { id: string; available: number }[] };
    process.stdout.write(`same ${n2.rows.every((r) => n1.get(r.id) === r.available)} ${n2.rows.length} ${n1.size}\n`);
    await time('touched 100', 50, () => productsTouchedBy(db, ids));
    await time('touched 1', 50, () => productsTouchedBy(db, ids.slice(0, 1)));
    const all = () => sql`SELECT l.product_id, sum(coalesce(k.available, greatest(l.on_hand - l.reserved - l.safety, 0))) > 0
      FROM stock.level l LEFT JOIN (
        SELECT p.shop_id, p.sku_id, min(greatest(part.on_hand - part.reserved - part.safety, 0) / p.quantity) AS available
        FROM stock.kit_part p JOIN stock.level part ON part.shop_id = p.shop_id AND part.sku_id = p.part_sku_id AND part.pool = 'general'
        GROUP BY 1, 2) k ON k.shop_id = l.shop_id AND k.sku_id = l.sku_id WHERE l.pool = 'general' GROUP BY l.product_id`;
    await time('grouped all', 5, () => all().execute(db));
    await time('new all', 5, () => sql`SELECT product_id, sum(available) > 0 FROM ${availableSkus} a GROUP BY product_id`.execute(db));
    await time('old all', 5, () => sql`SELECT product_id, sum(on_hand - reserved) > 0 FROM stock.level GROUP BY product_id`.execute(db));
    await time('soldout', 5, () => sql`SELECT sku_id FROM ${availableSkus} a WHERE shop_id = '00000000-0000-0000-0001-000000000005' AND available = 0`.execute(db));
    const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN (ANALYZE) ${touched()}`.execute(db);
    process.stdout.write(rows.map((r) => r['QUERY PLAN']).join('\n') + '\n');
  });
});
