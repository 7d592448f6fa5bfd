import type { Address } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import { tables } from './tables.ts';

/** Remembers where a buyer's last order went; one address per party. */
export async function saveAddress(tx: Tx, partyId: string, address: Address): Promise<void> {
  await sql`
    INSERT INTO parties.address (party_id, address) VALUES (${partyId}, ${JSON.stringify(address)}::jsonb)
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
