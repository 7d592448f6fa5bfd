import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';

/** The user that signs in with this e-mail address. */
export async function userIdOf(db: Db, email: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM accounts."user" WHERE email = ${email.toLowerCase()}`.execute(db);
  return rows[0]?.id;
}
