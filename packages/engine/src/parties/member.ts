import type { Role } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import { tables } from './tables.ts';

/** Whom a signed-in user acts for. */
export interface Member {
  readonly partyId: string;
  readonly role: Role;
  readonly name: string;
}

/** Lets a user act for a party. A user acts for one party; binding again moves the user. */
export async function bindMember(tx: Tx, userId: string, partyId: string): Promise<void> {
  await tables(tx)
    .insertInto('parties.member')
    .values({ user_id: userId, party_id: partyId })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ party_id: partyId }))
    .execute();
}

/** Whom these users act for, by user id; a user who acts for nobody is left out. */
export async function membersOf(handle: Db, userIds: readonly string[]): Promise<Map<string, Member>> {
  const rows = await tables(handle)
    .selectFrom('parties.member as member')
    .innerJoin('parties.party as party', 'party.party_id', 'member.party_id')
    .select(['member.user_id as userId', 'party.party_id as partyId', 'party.role', 'party.name'])
    .where('member.user_id', '=', sql<string>`ANY(${userIds}::text[])`)
    .execute();
  return new Map(rows.map(({ userId, ...member }) => [userId, member]));
}

/** `membersOf` for one. */
export async function memberOf(handle: Db, userId: string): Promise<Member | undefined> {
  return (await membersOf(handle, [userId])).get(userId);
}
