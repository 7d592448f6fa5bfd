import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';

/** Who a session belongs to. */
export interface SessionUser {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/**
 * Whose sessions these credentials are, in their order; undefined for one that is unknown, forged, ended or too old. A
 * credential is what better-auth signs and stores: a token and its HMAC-SHA-256. Its own look-up reads one session in two
 * statements and about a millisecond; when a show begins, thousands of buyers send their first request at once.
 */
export async function usersOf(
  db: Db,
  secret: string,
  credentials: readonly string[],
): Promise<(SessionUser | undefined)[]> {
  const tokens = credentials.map((credential) => tokenOf(secret, credential));
  const signed = tokens.filter((token) => token !== undefined);
  if (signed.length === 0) return credentials.map(() => undefined);
  const { rows } = await sql<SessionUser & { token: string }>`
    SELECT s.token, u.id AS "userId", u.email, u.name FROM accounts.session s JOIN accounts."user" u ON u.id = s."userId"
    WHERE s.token = ANY(${signed}::text[]) AND s."expiresAt" > ${new Date()}
  `.execute(db);
  const users = new Map(rows.map(({ token, ...user }) => [token, user]));
  return tokens.map((token) => (token === undefined ? undefined : users.get(token)));
}

/** The token of a credential that we have signed; undefined for any other. */
function tokenOf(secret: string, credential: string): string | undefined {
  const end = credential.lastIndexOf('.');
  if (end < 1) return undefined;
  const token = credential.slice(0, end);
  const given = Buffer.from(decoded(credential.slice(end + 1)), 'base64');
  const wanted = createHmac('sha256', secret).update(token).digest();
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
