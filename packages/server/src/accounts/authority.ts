import type { Db } from '@yellowcart/engine';
import { bindMember } from '@yellowcart/engine/parties';
import { type Auth, type BetterAuthOptions, betterAuth } from 'better-auth';
import { bearer } from 'better-auth/plugins';
import DataLoader from 'dataloader';
import { type SessionUser, usersOf } from './session-users.ts';

/** Sessions read in one statement, at most. */
const LOOKED_UP_MAX = 200;
/** A caller's first request waits that long for those of others. */
const GATHERED_MS = 2;
const SESSION_SECONDS = 30 * 86_400;
export const PASSWORD_CHARACTERS_MIN = 8;

export interface NewLogin {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** The party the user acts for. */
  readonly partyId: string;
}

/** Signs people in and out, and knows whose a credential is. Passwords and sessions are better-auth's. */
export interface Authority {
  /** The new session's credential and its Set-Cookie lines; undefined when e-mail or password is wrong. */
  signIn(email: string, password: string): Promise<{ credential: string; setCookie: string[] } | undefined>;
  /** Ends the session; answers with the Set-Cookie lines that clear the browser's copy. */
  signOut(credential: string): Promise<string[]>;
  /** Whose session it is; undefined when it is unknown, forged, ended or too old. */
  userOf(credential: string): Promise<SessionUser | undefined>;
  /** Makes someone who can sign in, acting for a party. */
  createLogin(login: NewLogin): Promise<{ userId: string }>;
}

/** The name of the session cookie, which holds the same credential as a bearer token. */
export const SESSION_COOKIE = 'yellowcart.session_token';

/** Opens accounts on the engine's database, in the schema `accounts`. `secret` signs the credentials. */
export function openAuthority(db: Db, secret: string): Authority {
  const options = {
    secret,
    // Only better-auth's own handler would need an origin; it is not mounted.
    baseURL: 'http://localhost',
    database: { db, type: 'postgres', schemaName: 'accounts' },
    emailAndPassword: { enabled: true, autoSignIn: false, minPasswordLength: PASSWORD_CHARACTERS_MIN },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    advanced: { cookiePrefix: 'yellowcart', useSecureCookies: false },
    plugins: [bearer({ requireSignature: true })],
    // Wrong passwords are counted by the route; a process-wide count by path would lock everyone out.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  } satisfies BetterAuthOptions;
  const auth: Auth<typeof options> = betterAuth(options);
  const users = new DataLoader((credentials: readonly string[]) => usersOf(db, secret, credentials), {
    cache: false,
    maxBatchSize: LOOKED_UP_MAX,
    batchScheduleFn: (callback) => setTimeout(callback, GATHERED_MS),
  });
  const headersOf = (credential: string): Headers => new Headers({ authorization: `Bearer ${credential}` });

  return {
    async signIn(email, password) {
      try {
        const { headers } = await auth.api.signInEmail({
          body: { email: email.toLowerCase(), password },
          returnHeaders: true,
        });
        const credential = headers.get('set-auth-token');
        if (credential === null) throw new Error('the session has no token');
        return { credential: decodeURIComponent(credential), setCookie: headers.getSetCookie() };
      } catch (error) {
        if (isWrongCredentials(error)) return undefined;
        throw error;
      }
    },
    async signOut(credential) {
      const { headers } = await auth.api.signOut({ headers: headersOf(credential), returnHeaders: true });
      return headers.getSetCookie();
    },
    userOf: (credential) => users.load(credential),
    async createLogin({ email, password, name, partyId }) {
      const { user } = await auth.api.signUpEmail({ body: { email: email.toLowerCase(), password, name } });
      await db.transaction().execute((tx) => bindMember(tx, user.id, partyId));
      return { userId: user.id };
    },
  };
}

function isWrongCredentials(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 401;
}
