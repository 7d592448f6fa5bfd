import type { Role } from '@yellowcart/contract';
import type { SamplePlatform } from '@yellowcart/sample';
import type { SampleRows } from './sample-rows.ts';

/** Said wherever the log-ins are shown: a sample platform keeps nothing of worth. */
const SAMPLE_PASSWORD = 'yellowcart';

/** Someone one can sign in as. */
export interface SampleLogin {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly partyId: string;
}

/**
 * One log-in per role, all of one story: the creator hosts the first room, and the merchant is the one with most goods in
 * its cart. The buyer is the first one, whom the scripted show leaves alone.
 */
export function sampleLogins(
  platform: SamplePlatform,
  rows: Pick<SampleRows, 'parties' | 'partyIdOf'>,
  operatorId: string,
): SampleLogin[] {
  const [room] = platform.rooms;
  const [leader] = platform.leaders;
  const [buyer] = platform.buyers;
  if (!room || !leader || !buyer) throw new RangeError('the sample has no room, no leader or no buyer');
  const nameOf = new Map(rows.parties.map((party) => [party.partyId, party.name]));
  const login = (role: Role, mailbox: string, partyId: string): SampleLogin => ({
    role,
    email: `${mailbox}@sample.yellowcart.test`,
    password: SAMPLE_PASSWORD,
    name: nameOf.get(partyId) ?? '平台运营',
    partyId,
  });
  return [
    login('operator', 'operator', operatorId),
    login('merchant', 'merchant', rows.partyIdOf('merchant', shopWithMost(platform, room.productRefs))),
    login('creator', 'host', rows.partyIdOf('creator', room.creatorRef)),
    login('leader', 'leader', rows.partyIdOf('leader', leader.ref)),
    login('buyer', 'buyer', rows.partyIdOf('buyer', buyer.ref)),
  ];
}

/** The shop that most of these goods are from; the first of several. */
function shopWithMost(platform: SamplePlatform, productRefs: readonly string[]): string {
  const shopOf = new Map(platform.products.map((product) => [product.ref, product.shopRef]));
  const counts = new Map<string, number>();
  for (const ref of productRefs) {
    const shop = shopOf.get(ref) ?? '';
    counts.set(shop, (counts.get(shop) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (!most) throw new RangeError('the first room of the sample has no goods');
  return most[0];
}
