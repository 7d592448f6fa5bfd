import { type Engine, refuse } from '@yellowcart/engine';
import { addressOf, avatarOf } from '@yellowcart/engine/parties';
import { SAMPLE_NOTICE } from '@yellowcart/sample';
import type { FastifyRequest } from 'fastify';
import type { Authority } from '../accounts/authority.ts';
import { credentialOf, type Principal, type Principals } from '../accounts/principals.ts';
import { signInAttempts } from '../accounts/sign-in-attempts.ts';
import { tellSignedOut } from '../accounts/signed-out.ts';
import type { LastAddresses } from '../jobs/last-addresses.ts';
import type { LoadedSample } from '../sample/load-sample.ts';
import type { Answer, HandlersOf } from './handler.ts';

export interface AccountParts {
  readonly authority: Authority;
  readonly principals: Principals;
  readonly addresses: LastAddresses;
  readonly sample: () => LoadedSample | undefined;
  readonly version: string;
}

export function accountsHandlers(engine: Engine, parts: AccountParts): HandlersOf<'Accounts'> {
  const { authority, principals } = parts;
  const attempts = signInAttempts();

  async function meOf(principal: Principal): Promise<Answer<'GET /api/v1/me'>> {
    const { userId, email, name, role, partyId, partyName, shopId } = principal;
    const address = parts.addresses.unwritten(partyId) ?? (await addressOf(engine.db, partyId)) ?? null;
    const avatar = avatarOf(partyId);
    return { userId, email, name, role, partyId, partyName, avatar, shopId: shopId ?? null, address };
  }

  async function signIn(address: string, { email, password }: { email: string; password: string }) {
    const retryAfterSeconds = attempts.waitSeconds(address, email);
    if (retryAfterSeconds > 0) refuse('too_many_requests', { retryAfterSeconds });
    const session = await authority.signIn(email, password);
    const principal = session && (await principals.ofCredential(session.credential));
    if (!session || !principal) {
      attempts.wrong(address, email);
      return refuse('wrong_credentials');
    }
    attempts.right(address, email);
    return { session, principal };
  }

  return {
    'POST /api/v1/session': async ({ request, reply, body }) => {
      const { session, principal } = await attempts.inTurn(request.ip, body.email, () =>
        signIn(request.ip, body),
      );
      reply.header('set-cookie', isEncrypted(request) ? session.setCookie.map(secured) : session.setCookie);
      return { token: session.credential, me: await meOf(principal) };
    },
    'DELETE /api/v1/session': async ({ request, reply }) => {
      const credential = credentialOf(request);
      if (credential !== undefined) {
        const principal = await principals.ofCredential(credential);
        reply.header('set-cookie', await authority.signOut(credential));
        principals.forget(credential);
        if (principal) await tellSignedOut(engine, principal.userId);
      }
      return {};
    },
    'GET /api/v1/me': ({ caller }) => meOf(caller),
    'GET /api/v1/platform': async () => {
      const sample = parts.sample();
      return {
        version: parts.version,
        sample: sample !== undefined,
        notice: sample ? SAMPLE_NOTICE : null,
        logins: (sample?.logins ?? []).map(({ role, email, password, name }) => ({
          role,
          email,
          password,
          name,
        })),
      };
    },
  };
}

/** Whether the browser speaks https, to us or to a proxy before us. */
function isEncrypted(request: FastifyRequest): boolean {
  return request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';
}

const secured = (cookie: string): string => `${cookie}; Secure`;
