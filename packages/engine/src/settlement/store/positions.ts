import { sql } from 'kysely';
import { type AccountKey, accountId, lockBalances, type Purpose } from '#ledger';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import type { Change, Position } from '../rules/position.ts';

export interface Purse {
  readonly partyId: string;
  readonly currency: string;
}

const PURPOSES: readonly Purpose[] = ['pending', 'wallet', 'reserve', 'debt'];

export const purseKey = ({ partyId, currency }: Purse): string => `${partyId} ${currency}`;

/**
 * Locks the ledger accounts of these parties, and any others that the entry will touch, and reads where the parties
 * stand. This lock also guards their claims and reserves: nobody changes those without it, so they are read after it.
 */
export async function lockPositions(
  tx: Tx,
  purses: readonly Purse[],
  others: readonly AccountKey[] = [],
): Promise<Map<string, Position>> {
  const keys = purses.flatMap((purse) => PURPOSES.map((purpose): AccountKey => ({ ...purse, purpose })));
  const balances = await lockBalances(tx, [...keys, ...others]);
  const claims = await claimsOf(tx, purses);
  return new Map(
    purses.map((purse) => {
      const balance = (purpose: Purpose): Minor => balances.get(accountId({ ...purse, purpose })) ?? 0;
      return [
        purseKey(purse),
        {
          pendingMinor: balance('pending'),
          walletMinor: balance('wallet'),
          reserveMinor: balance('reserve'),
          debtMinor: balance('debt'),
          claimedMinor: claims.get(purseKey(purse)) ?? 0,
        },
      ];
    }),
  );
}

async function claimsOf(tx: Tx, purses: readonly Purse[]): Promise<Map<string, Minor>> {
  const { rows } = await sql<Purse & { claimedMinor: Minor }>`
    SELECT party_id AS "partyId", currency, claimed_minor AS "claimedMinor" FROM settlement.claim
    WHERE party_id = ANY(${plainArray(purses.map((purse) => purse.partyId))}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [purseKey(row), row.claimedMinor]));
}

/** Moves the claims of these parties, whose accounts are locked. */
export async function moveClaims(
  tx: Tx,
  changes: readonly (Purse & { readonly change: Change })[],
): Promise<void> {
  const moved = changes.filter(({ change }) => change.claimedMinor !== 0);
  if (moved.length === 0) return;
  await sql`
    INSERT INTO settlement.claim AS c (party_id, currency, claimed_minor)
    SELECT party_id, currency, 0 FROM unnest(${plainArray(moved.map((m) => m.partyId))}::uuid[], ${textArray(moved.map((m) => m.currency))}::text[]) AS m (party_id, currency)
    ON CONFLICT (party_id, currency) DO NOTHING
  `.execute(tx);
  await sql`
    UPDATE settlement.claim c SET claimed_minor = c.claimed_minor + m.moved
    FROM (SELECT party_id, currency, sum(moved)::bigint AS moved
      FROM unnest(${plainArray(moved.map((m) => m.partyId))}::uuid[], ${textArray(moved.map((m) => m.currency))}::text[],
        ${plainArray(moved.map((m) => m.change.claimedMinor))}::bigint[]) AS m (party_id, currency, moved)
      GROUP BY party_id, currency) AS m
    WHERE c.party_id = m.party_id AND c.currency = m.currency
  `.execute(tx);
}
