import type { Engine } from '@yellowcart/engine';
import { shopOf } from '@yellowcart/engine/catalog';
import type { OrderDesk } from '@yellowcart/engine/orders';
import { partiesByRef } from '@yellowcart/engine/parties';
import type { SamplePlatform } from '@yellowcart/sample';
import type { RoomHub } from '../../realtime/room-hub.ts';
import { type LoadedSample, loadedSample } from '../load-sample.ts';
import type { Chance } from './chance.ts';
import { Parcels } from './parcels.ts';
import { RoomPlay } from './room-play.ts';
import { type Shopper, Shoppers } from './shoppers.ts';

export interface ShowParts {
  readonly engine: Engine;
  readonly desk: Pick<OrderDesk, 'place' | 'pay'>;
  readonly hub: Pick<RoomHub, 'setScriptedViewers'>;
  readonly platform: SamplePlatform;
  readonly chance?: Chance;
  readonly onError: (error: unknown) => void;
  /** Whether this process is the one that plays; asked each second. */
  readonly plays?: () => boolean;
}

const SECOND_MS = 1_000;

/**
 * Plays the scripted show in the sample's rooms until it is stopped, and goes on after a restart from what the database
 * holds. It does what people do through the same commands, so boards, books and stock move as they would with people.
 */
export async function startShow(parts: ShowParts): Promise<{ stop(): Promise<void> }> {
  const show = await openShow(parts);
  const { plays = () => true } = parts;
  let playing: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (!plays()) {
      if (!playing) show.rest();
      return;
    }
    // A machine that cannot keep up plays slower.
    playing ??= show.second().finally(() => {
      playing = undefined;
    });
  }, SECOND_MS);
  return {
    async stop() {
      clearInterval(timer);
      await playing;
    },
  };
}

/** The show by hand: each `second()` plays one, and `rest()` sends its crowd home until the next. It never rejects; what fails is told to `onError`. */
export async function openShow(parts: ShowParts): Promise<{ second(): Promise<void>; rest(): void }> {
  const { engine, platform, onError, chance = Math.random } = parts;
  const sample = await loadedSample(engine);
  const people = await shoppersOf(engine, platform);
  const shoppers = new Shoppers(engine, parts.desk, people, chance);
  const parcels = new Parcels(
    engine,
    people.map((person) => person.partyId),
    await merchantShop(engine, sample),
    chance,
  );
  const rooms = (sample?.stages ?? []).map((stage, index) => {
    return new RoomPlay(
      { engine, hub: parts.hub, script: platform.showScript, shoppers, chance },
      stage,
      index,
    );
  });
  const report = (doing: Promise<void>): Promise<void> => doing.catch(onError);
  return {
    async second() {
      for (const room of rooms) await report(room.second());
      await report(shoppers.second());
      await report(parcels.second());
    },
    rest() {
      for (const room of rooms) room.rest();
    },
  };
}

/** The shop of the merchant as whom one can sign in. */
async function merchantShop(engine: Engine, sample: LoadedSample | undefined): Promise<string | undefined> {
  const merchant = sample?.logins.find((login) => login.role === 'merchant');
  return merchant && (await shopOf(engine.db, merchant.partyId))?.shopId;
}

/** All sample buyers but the first, as whom a person may sign in. */
async function shoppersOf(engine: Engine, platform: SamplePlatform): Promise<Shopper[]> {
  const buyers = platform.buyers.slice(1);
  const ids = await partiesByRef(
    engine.db,
    'buyer',
    buyers.map((buyer) => buyer.ref),
  );
  return buyers.flatMap(({ ref, address }) => {
    const partyId = ids.get(ref);
    return partyId === undefined ? [] : { partyId, address };
  });
}
