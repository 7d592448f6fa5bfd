import type { Role } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db } from '../db/open.ts';

/** Party ids of a role by the refs they came with; a ref nobody has is left out. */
export async function partiesByRef(
  handle: Db,
  role: Role,
  refs: readonly string[],
): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const { rows } = await sql<{ ref: string; party_id: string }>`
    SELECT ref, party_id FROM parties.party WHERE role = ${role} AND ref = ANY(${refs}::text[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.ref, row.party_id]));
}
