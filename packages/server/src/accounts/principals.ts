import type { Role } from '@yellowcart/contract';
import type { Db } from '@yellowcart/engine';
import { shopOf } from '@yellowcart/engine/catalog';
import type { Subscriber } from '@yellowcart/engine/outbox';
import { membersOf } from '@yellowcart/engine/parties';
import DataLoader from 'dataloader';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type Authority, SESSION_COOKIE } from './authority.ts';
import type { SessionUser } from './session-users.ts';
import { SIGNED_OUT, type SignedOut } from './signed-out.ts';

/** Who calls, and for whom. */
export interface Principal extends SessionUser {
  readonly partyId: string;
  readonly partyName: string;
  readonly role: Role;
  /** A merchant's shop. */
  readonly shopId: string | undefined;
}

/** How long a session that another process ended may be believed here if the news of it does not come. */
const BELIEVED_MS = 30_000;
const REMEMBERED_MAX = 50_000;
/** How late an entry may be found too old; reading the clock for each look would cost more than the look. */
const LATE_MS_MAX = 1_000;

/** Tells who sends a request. A caller seen within the last half minute costs one look into memory. */
export interface Principals {
  /** Known without asking the database: the caller, or undefined when the request carries no credential. */
  remembered(request: FastifyRequest): Principal | undefined | 'unknown';
  /** The caller; asks the database when it must. */
  of(request: FastifyRequest): Promise<Principal | undefined>;
  /** Whose credential it is. */
  ofCredential(credential: string): Promise<Principal | undefined>;
  /** To be called when the session has ended, so that nobody reads it once more and remembers it. */
  forget(credential: string): void;
  /** Hears of sessions that ended in any process. */
  readonly subscriber: Subscriber;
}

export function principalsOf(authority: Authority, db: Db): Principals {
  const known = new LRUCache<string, Principal>({
    max: REMEMBERED_MAX,
    ttl: BELIEVED_MS,
    ttlResolution: LATE_MS_MAX,
  });
  const members = new DataLoader(
    async (userIds: readonly string[]) => {
      const found = await membersOf(db, userIds);
      return userIds.map((userId) => found.get(userId));
    },
    { cache: false },
  );
  const asking = new Map<string, Promise<Principal | undefined>>();
  const forgetAll = (userIds: ReadonlySet<string>): void => {
    for (const [credential, principal] of known) if (userIds.has(principal.userId)) known.delete(credential);
    // Whom the others ask for is not known yet.
    asking.clear();
  };

  async function ask(credential: string): Promise<Principal | undefined> {
    const user = await authority.userOf(credential);
    const member = user && (await members.load(user.userId));
    if (!user || !member) return undefined;
    const shop = member.role === 'merchant' ? await shopOf(db, member.partyId) : undefined;
    const { partyId, role, name: partyName } = member;
    return { ...user, partyId, partyName, role, shopId: shop?.shopId };
  }

  async function ofCredential(credential: string): Promise<Principal | undefined> {
    const remembered = known.get(credential);
    if (remembered) return remembered;
    let answer = asking.get(credential);
    if (!answer) {
      answer = ask(credential);
      asking.set(credential, answer);
    }
    try {
      const principal = await answer;
      // Forgotten meanwhile, the answer may be from before the session ended.
      if (principal && asking.get(credential) === answer) known.set(credential, principal);
      return principal;
    } finally {
      if (asking.get(credential) === answer) asking.delete(credential);
    }
  }

  return {
    remembered(request) {
      const credential = credentialOf(request);
      return credential === undefined ? undefined : (known.get(credential) ?? 'unknown');
    },
    async of(request) {
      const credential = credentialOf(request);
      return credential === undefined ? undefined : ofCredential(credential);
    },
    ofCredential,
    forget(credential) {
      known.delete(credential);
      asking.delete(credential);
    },
    subscriber: {
      name: 'principals',
      topics: [SIGNED_OUT],
      hear: (events) => forgetAll(new Set(events.map(({ payload }) => (payload as SignedOut).userId))),
      afresh() {
        known.clear();
        asking.clear();
      },
    },
  };
}

const COOKIE_START = `${SESSION_COOKIE}=`;

/** The session credential of a request: a bearer token, or else the session cookie. */
export function credentialOf(request: FastifyRequest): string | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    return authorization.slice(0, 7).toLowerCase() === 'bearer ' ? authorization.slice(7).trim() : undefined;
  }
  if (cookie === undefined) return undefined;
  for (const part of cookie.split(';')) {
    const pair = part.trim();
    if (pair.startsWith(COOKIE_START)) return decoded(pair.slice(COOKIE_START.length));
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
