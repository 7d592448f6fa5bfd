import { type Engine, type Tx, takeStatistics } from '@yellowcart/engine';
import { createShops, insertProducts } from '@yellowcart/engine/catalog';
import { bringSampleSales } from '@yellowcart/engine/insights';
import { bindMember, createParties, putSetting, saveAddresses, setting } from '@yellowcart/engine/parties';
import { insertRooms } from '@yellowcart/engine/placements';
import { insertPlans } from '@yellowcart/engine/plans';
import type { SamplePlatform } from '@yellowcart/sample';
import type { Authority } from '../accounts/authority.ts';
import { bringOffers } from './bring-offers.ts';
import { type SampleLogin, sampleLogins } from './sample-logins.ts';
import { sampleRows } from './sample-rows.ts';

const SETTING = 'sample';

/** A room that the show plays in; the script names its goods by their place in `productIds`. */
export interface Stage {
  readonly roomId: string;
  readonly creatorId: string;
  readonly productIds: readonly string[];
}

/** What the platform remembers of the sample it holds. */
export interface LoadedSample {
  readonly loadedAt: string;
  readonly seed: number;
  readonly logins: readonly SampleLogin[];
  /** The rooms on air, the first one first. */
  readonly stages: readonly Stage[];
  /** False until every log-in can sign in. */
  readonly open: boolean;
}

/** What this platform remembers of a sample; undefined where none was loaded. */
export async function loadedSample(engine: Engine): Promise<LoadedSample | undefined> {
  return (await setting(engine.db, SETTING)) as LoadedSample | undefined;
}

/**
 * Puts the sample platform into an empty database: all of it or nothing, in one transaction, then what a shop offers on
 * top of its goods, then the log-ins. Where a
 * sample stands already, it only makes offers and log-ins that an interrupted start left out. No orders, no money.
 */
export async function loadSample(
  engine: Engine,
  authority: Authority,
  sample: { readonly seed: number; readonly platform: () => SamplePlatform },
): Promise<LoadedSample> {
  const there = await loadedSample(engine);
  if (there?.open) return there;
  const platform = sample.platform();
  const loaded = there ?? (await bring(engine, sample.seed, platform));
  await bringOffers(engine, platform.offers, loaded.stages[0]?.roomId ?? '');
  const opened = await Promise.allSettled(
    loaded.logins.map((login) => openLogin(engine, authority, login, there !== undefined)),
  );
  for (const login of opened) if (login.status === 'rejected') throw login.reason;
  const open = { ...loaded, open: true };
  await engine.db.transaction().execute((tx) => putSetting(tx, SETTING, open));
  return open;
}

async function bring(engine: Engine, seed: number, platform: SamplePlatform): Promise<LoadedSample> {
  const now = engine.clock.now();
  const rows = sampleRows(platform, now, () => engine.ids.next());
  const loaded: LoadedSample = {
    loadedAt: now.toISOString(),
    seed,
    logins: sampleLogins(platform, rows, engine.platformId),
    stages: rows.rooms
      .filter((room) => room.state === 'live')
      .map(({ roomId, creatorId, productIds }) => ({ roomId, creatorId, productIds })),
    open: false,
  };
  await engine.db.transaction().execute(async (tx) => {
    await createParties(tx, rows.parties);
    await createShops(tx, rows.shops);
    await insertProducts(tx, rows.products, now);
    await insertPlans(tx, rows.plans);
    await insertRooms(tx, rows.rooms);
    await bringSampleSales(tx, rows.sales);
    await saveAddressOfBuyer(tx, platform, loaded.logins);
    await putSetting(tx, SETTING, loaded);
  });
  await takeStatistics(engine.db);
  return loaded;
}

/** Only the buyer whom one can sign in as needs an address on file. */
async function saveAddressOfBuyer(
  tx: Tx,
  platform: SamplePlatform,
  logins: readonly SampleLogin[],
): Promise<void> {
  const buyer = logins.find((login) => login.role === 'buyer');
  const address = platform.buyers[0]?.address;
  if (buyer && address) await saveAddresses(tx, [{ partyId: buyer.partyId, address }]);
}

/** After an interrupted start the e-mail may have its user already, bound to the party or not. */
async function openLogin(
  engine: Engine,
  authority: Authority,
  login: SampleLogin,
  resumed: boolean,
): Promise<void> {
  const session = resumed ? await authority.signIn(login.email, login.password) : undefined;
  const user = session && (await authority.userOf(session.credential));
  if (user) await engine.db.transaction().execute((tx) => bindMember(tx, user.userId, login.partyId));
  else await authority.createLogin(login);
}
