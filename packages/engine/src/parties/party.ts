import type { Role } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import { tables } from './tables.ts';

/** Someone who sells, shows, leads, buys or runs the platform. */
export interface Party {
  readonly partyId: string;
  readonly role: Role;
  /** What it is called where it came from; unique within the role. */
  readonly ref: string | null;
  readonly name: string;
  /** What pages show and no rule reads: bio, followers, categories. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}
export type NewParty = Party;

/** Adds parties in one statement. A ref that its role already has is a broken invariant: the database refuses. */
export async function createParties(tx: Tx, parties: readonly NewParty[]): Promise<void> {
  if (parties.length === 0) return;
  const rows = parties.map((party) => ({
    party_id: party.partyId,
    role: party.role,
    ref: party.ref,
    name: party.name,
    profile: party.profile,
    created_at: party.createdAt,
  }));
  await sql`
    INSERT INTO parties.party (party_id, role, ref, name, profile, created_at)
    SELECT party_id, role, ref, name, profile, created_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (party_id uuid, role text, ref text, name text, profile jsonb, created_at timestamptz)
  `.execute(tx);
}

/** Names by party id; an id nobody has is left out. */
export async function partyNames(handle: Db, partyIds: readonly string[]): Promise<Map<string, string>> {
  if (partyIds.length === 0) return new Map();
  const { rows } = await sql<{ party_id: string; name: string }>`
    SELECT party_id, name FROM parties.party WHERE party_id = ANY(${[...new Set(partyIds)]}::uuid[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.party_id, row.name]));
}

export async function findParty(handle: Db, partyId: string): Promise<Party | undefined> {
  const row = await tables(handle)
    .selectFrom('parties.party')
    .selectAll()
    .where('party_id', '=', partyId)
    .executeTakeFirst();
  return (
    row && {
      partyId: row.party_id,
      role: row.role,
      ref: row.ref,
      name: row.name,
      profile: row.profile,
      createdAt: row.created_at,
    }
  );
}

/** Whether there is anyone of a role at all. */
export async function anyParty(handle: Db, role: Role): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    SELECT EXISTS (SELECT FROM parties.party WHERE role = ${role}) AS there
  `.execute(handle);
  return rows[0]?.there ?? false;
}

/** Path of a party's portrait on this server. */
export function avatarOf(partyId: string): string {
  return `/pictures/avatar/${partyId}.svg`;
}
