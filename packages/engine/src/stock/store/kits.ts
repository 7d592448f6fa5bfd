import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { BuiltKits, KitPart } from '../rules/kit.ts';

interface SkuKey {
  readonly shopId: string;
  readonly skuId: string;
}

/** Which of these SKUs are kits. */
export async function kitsAmong(handle: Db | Tx, keys: readonly SkuKey[]): Promise<Set<string>> {
  const { rows } = await sql<{ skuId: string }>`
    SELECT sku_id AS "skuId" FROM stock.kit
    JOIN unnest(${plainArray(keys.map((key) => key.shopId))}::uuid[], ${plainArray(keys.map((key) => key.skuId))}::uuid[])
      AS k (shop_id, sku_id) USING (shop_id, sku_id)
  `.execute(handle);
  return new Set(rows.map((row) => row.skuId));
}

/** Takes turns with whoever else builds kits of this shop, until the transaction ends. */
export async function lockKits(tx: Tx, shopId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('stock.kit'), hashtext(${shopId}::text))`.execute(tx);
}

/** Every kit of a shop as its merchant built it. */
export async function builtKits(handle: Db | Tx, shopId: string): Promise<BuiltKits> {
  const { rows } = await sql<{ skuId: string; built: KitPart[] }>`
    SELECT sku_id AS "skuId", built FROM stock.kit WHERE shop_id = ${shopId}
  `.execute(handle);
  return new Map(rows.map((row) => [row.skuId, row.built]));
}

/** A kit as its merchant built it; undefined = the SKU is no kit of this shop. */
export async function builtOf(handle: Db, shopId: string, skuId: string): Promise<KitPart[] | undefined> {
  const { rows } = await sql<{ built: KitPart[] }>`
    SELECT built FROM stock.kit WHERE shop_id = ${shopId} AND sku_id = ${skuId}
  `.execute(handle);
  return rows[0]?.built;
}

/** What was built, and the plain parts of every kit that it changes. */
export async function writeKit(
  tx: Tx,
  kit: SkuKey & { readonly built: readonly KitPart[] },
  plain: ReadonlyMap<string, readonly KitPart[]>,
): Promise<void> {
  const { shopId, skuId } = kit;
  const rows = [...plain].flatMap(([kitId, parts]) => parts.map((part) => ({ kitId, ...part })));
  await sql`
    INSERT INTO stock.kit (shop_id, sku_id, built) VALUES (${shopId}, ${skuId}, ${JSON.stringify(kit.built)}::json)
    ON CONFLICT (shop_id, sku_id) DO UPDATE SET built = excluded.built
  `.execute(tx);
  await sql`
    DELETE FROM stock.kit_part WHERE shop_id = ${shopId} AND sku_id = ANY(${plainArray([...plain.keys()])}::uuid[])
  `.execute(tx);
  await sql`
    INSERT INTO stock.kit_part (shop_id, sku_id, part_sku_id, quantity)
    SELECT ${shopId}::uuid, * FROM unnest(${plainArray(rows.map((row) => row.kitId))}::uuid[],
      ${plainArray(rows.map((row) => row.skuId))}::uuid[], ${plainArray(rows.map((row) => row.quantity))}::integer[])
  `.execute(tx);
}

/** What one unit of each kit takes, down to plain SKUs; SKUs that are no kits are absent. */
export async function partsOf(handle: Db | Tx, skuIds: readonly string[]): Promise<Map<string, KitPart[]>> {
  if (skuIds.length === 0) return new Map();
  const { rows } = await sql<KitPart & { kitId: string }>`
    SELECT l.sku_id AS "kitId", p.part_sku_id AS "skuId", p.quantity
    FROM unnest(${plainArray([...new Set(skuIds)])}::uuid[]) AS l (sku_id)
    JOIN stock.kit_part p ON p.sku_id = l.sku_id
    ORDER BY p.part_sku_id
  `.execute(handle);
  const parts = new Map<string, KitPart[]>();
  for (const { kitId, ...part } of rows) {
    const before = parts.get(kitId);
    if (before) before.push(part);
    else parts.set(kitId, [part]);
  }
  return parts;
}
