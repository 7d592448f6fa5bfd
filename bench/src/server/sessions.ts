import { createHmac, randomBytes } from 'node:crypto';
import type { Tx } from '@yellowcart/engine';
import { sql } from 'kysely';

/** Somebody who is signed in. */
export interface Session {
  readonly partyId: string;
  /** What the server accepts after `Authorization: Bearer `. */
  readonly credential: string;
}

/** A database may be kept for many runs. */
const LASTS_MS = 365 * 86_400_000;

/** A session's token and its signature, as the account library makes them when someone signs in. */
export function sessionOf(partyId: string, authSecret: string): Session {
  const token = randomBytes(24).toString('base64url');
  const signature = createHmac('sha256', authSecret).update(token).digest('base64');
  return { partyId, credential: `${token}.${encodeURIComponent(signature)}` };
}

/** Opens these sessions for a year, without hashing hundreds of passwords that nobody will type. The parties are there. */
export async function openSessions(tx: Tx, sessions: readonly Session[], now: Date): Promise<void> {
  const rows = JSON.stringify(
    sessions.map(({ partyId, credential }) => ({
      id: partyId,
      token: credential.slice(0, credential.indexOf('.')),
      ends: new Date(now.getTime() + LASTS_MS),
    })),
  );
  const given = sql`json_to_recordset(${rows}::json) AS r (id text, token text, ends timestamptz)`;
  await sql`
    INSERT INTO accounts."user" ("id", "name", "email", "emailVerified")
    SELECT id, '买家', id || '@example.com', true FROM ${given}
  `.execute(tx);
  await sql`
    INSERT INTO accounts."session" ("id", "userId", "token", "expiresAt") SELECT id, id, token, ends FROM ${given}
  `.execute(tx);
  await sql`INSERT INTO parties.member (user_id, party_id) SELECT id, id::uuid FROM ${given}`.execute(tx);
}
