import type { Address } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import { tables } from './tables.ts';

/** Where a party's last order went. */
export interface LastAddress {
  readonly partyId: string;
  readonly address: Address;
}

/** Remembers where buyers' last orders went, in one statement; one address per party. */
export async function saveAddresses(tx: Tx, rows: readonly LastAddress[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO parties.address (party_id, address)
    SELECT "partyId", address FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r ("partyId" uuid, address jsonb)
    ON CONFLICT (party_id) DO UPDATE SET address = EXCLUDED.address
  `.execute(tx);
}

export async function addressOf(handle: Db, partyId: string): Promise<Address | undefined> {
  const row = await tables(handle)
    .selectFrom('parties.address')
    .select('address')
    .where('party_id', '=', partyId)
    .executeTakeFirst();
  return row?.address;
}
