import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import type { Minor } from '../../money.ts';

/** A party's money in one currency; an account that was never posted to counts as zero. */
export interface Balances {
  readonly currency: string;
  readonly pendingMinor: Minor;
  readonly walletMinor: Minor;
  readonly reserveMinor: Minor;
  /** Zero or below. */
  readonly debtMinor: Minor;
}

/** What a party has, by currency in alphabetical order; empty for one that was never paid. */
export async function balancesOf(handle: Db, partyId: string): Promise<Balances[]> {
  const { rows } = await sql<Balances>`
    SELECT currency, coalesce(sum(balance_minor) FILTER (WHERE purpose = 'pending'), 0)::bigint AS "pendingMinor",
      coalesce(sum(balance_minor) FILTER (WHERE purpose = 'wallet'), 0)::bigint AS "walletMinor",
      coalesce(sum(balance_minor) FILTER (WHERE purpose = 'reserve'), 0)::bigint AS "reserveMinor",
      coalesce(sum(balance_minor) FILTER (WHERE purpose = 'debt'), 0)::bigint AS "debtMinor"
    FROM ledger.account WHERE party_id = ${partyId} AND purpose <> 'clearing' GROUP BY currency ORDER BY currency
  `.execute(handle);
  return rows;
}
