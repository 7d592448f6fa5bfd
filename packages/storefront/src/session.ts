import type { Address, Me } from '@yellowcart/contract';
import { ApiProblem, createClient, type ResultOf } from '@yellowcart/sdk';
import { Cell } from './cell.ts';
import { locale, w } from './i18n/locale.ts';

export type Platform = ResultOf<'GET /api/v1/platform'>;

export const client = createClient({ locale });

/** Who is signed in: undefined until known, null when nobody is. */
export const meCell = new Cell<Me | null | undefined>(undefined);
export const platformCell = new Cell<Platform | null>(null);

let asking: Promise<Me | null> | undefined;

/** Asks once who is signed in. Refusals other than "nobody" leave it unknown. */
export function loadMe(): Promise<Me | null> {
  asking ??= client.call('GET /api/v1/me', {}).then(
    (me) => {
      meCell.set(me);
      return me;
    },
    (problem: unknown) => {
      asking = undefined;
      if (problem instanceof ApiProblem && problem.status === 401) meCell.set(null);
      return null;
    },
  );
  return asking;
}

export async function loadPlatform(): Promise<void> {
  platformCell.set(await client.call('GET /api/v1/platform', {}).catch(() => null));
}

/** Signs in; throws the refusal. */
export async function signIn(email: string, password: string): Promise<Me> {
  const { me } = await client.call('POST /api/v1/session', { body: { email, password } });
  asking = Promise.resolve(me);
  meCell.set(me);
  return me;
}

export async function signOut(): Promise<void> {
  await client.call('DELETE /api/v1/session', {});
  asking = undefined;
  meCell.set(null);
}

/** What a refusal says to the reader. The server localises its own; only silence is worded here. */
export function problemText(problem: unknown): string {
  if (!(problem instanceof ApiProblem)) return problem instanceof Error ? problem.message : String(problem);
  return problem.code === 'unreachable' ? w().unreachable : problem.message;
}

const addressKey = (me: Me): string => `yc.address.${me.userId}`;

/** Where the buyer's last order went, as this browser or else the server remembers. */
export function rememberedAddress(me: Me): Address | null {
  const kept = localStorage.getItem(addressKey(me));
  return kept ? (JSON.parse(kept) as Address) : me.address;
}

export function rememberAddress(me: Me, address: Address): void {
  localStorage.setItem(addressKey(me), JSON.stringify(address));
}
