import { revisionsStatement } from '#catalog';
import { termsRevisionsStatement } from '#promotions';
import { type QuotaUse, takeQuotas } from '#quotas';
import {
  byLevel,
  changeLevelsStatement,
  freeOf,
  inKeyOrder,
  type LevelStep,
  levelKey,
  lockLevels,
  type StockChange,
  type StockLevel,
  takeUnitsStatement,
} from '#stock';
import { type Statement, transactionInRounds } from '../../db/rounds.ts';
import type { Engine } from '../../engine.ts';
import { isRefusal, type Refusal, refusal } from '../../refusal.ts';
import { type Asked, type OfferBook, type Recalled, stillStands } from '../offer-book.ts';
import { allocate, grantAll } from '../rules/allocate.ts';
import type { Checkout, DraftOrder, GrantedOrder } from '../rules/checkout.ts';
import { draftCheckout } from '../rules/draft.ts';
import { keptPromise } from '../rules/promise.ts';
import type { Snapshot, Snapshots } from '../snapshots.ts';
import type { OrderNumbers } from '../store/order-numbers.ts';
import { claimRequests, dropRequests, type RequestKey } from '../store/requests.ts';
import { freeStock, levelsWanted, lockQuotasOf } from '../wants.ts';
import { type PlacedCheckout, replayPlacements } from './replay-orders.ts';
import { type Granted, writeOrders } from './write-orders.ts';

export type Placement = PlacedCheckout | Refusal;

/** What placing needs besides the engine; one of each per process. */
export interface PlacingDesk {
  readonly offers: OfferBook;
  readonly numbers: OrderNumbers;
  readonly snapshots: Snapshots;
}

/** A checkout as it would be if there is enough of everything. */
interface Drafted {
  readonly checkout: Checkout;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly orders: readonly DraftOrder[];
}
interface Prepared {
  readonly now: Date;
  readonly recalled: Recalled;
  readonly drafts: readonly Drafted[];
  readonly refused: readonly (readonly [Checkout, Refusal])[];
}
type Answers = Map<Checkout, Placement>;
interface Placed {
  readonly answers: Answers;
  /** Written with them; stored once the transaction has committed. */
  readonly snapshots: readonly Snapshot[];
}

/** How often a batch starts over because what it was drafted from had changed. */
const TRIES = 5;

/**
 * Places a batch of checkouts in one transaction, however many buyers they come from, and answers each in order.
 *
 * Everything is drafted beforehand from what is known in memory, and the transaction proves it. Nearly always every key
 * is new, nothing has changed and there is enough: then two rounds do it, the first taking keys, units and quotas, the
 * second writing (`placeAtOnce`). Where anything is otherwise, the batch goes the careful way: it locks what it needs in
 * key order and decides in arrival order (`placeCarefully`). A refused checkout leaves nothing behind and does not
 * touch its neighbours.
 */
export async function placeOrders(
  engine: Engine,
  desk: PlacingDesk,
  batch: readonly Checkout[],
): Promise<Placement[]> {
  const leaders = firstOfEachKey(batch);
  let placed: Placed | undefined;
  for (let tries = 0; tries < TRIES && !placed; tries += 1) {
    const prepared = await prepare(engine, desk, leaders);
    placed =
      (await placeAtOnce(engine, desk, prepared)) ?? (await placeCarefully(engine, desk, leaders, prepared));
    if (!placed) desk.offers.forget(prepared.recalled);
  }
  if (placed) desk.snapshots.stored(placed.snapshots);
  engine.wake();
  const leaderOf = new Map(leaders.map((checkout) => [keyOf(checkout), checkout]));
  return batch.map((checkout) => {
    const leader = leaderOf.get(keyOf(checkout)) ?? checkout;
    return repeat(checkout, leader, placed?.answers.get(leader) ?? refusal('overloaded'));
  });
}

const keyOf = ({ buyerId, key }: RequestKey): string => `${buyerId} ${key}`;

/** Copies of a request inside one batch wait for the first of them. */
function firstOfEachKey(batch: readonly Checkout[]): Checkout[] {
  const first = new Map<string, Checkout>();
  for (const checkout of batch) if (!first.has(keyOf(checkout))) first.set(keyOf(checkout), checkout);
  return [...first.values()];
}

function repeat(checkout: Checkout, leader: Checkout, answer: Placement): Placement {
  if (checkout === leader) return answer;
  if (checkout.bodyHash !== leader.bodyHash) return refusal('idempotency_key_reused', { key: checkout.key });
  return isRefusal(answer) ? answer : { ...answer, replayed: true };
}

/** What carts ask about. */
export function askedBy(carts: readonly Pick<Checkout, 'lines'>[]): Asked {
  const skuIds = new Set<string>();
  const plans = new Map<string, string>();
  for (const { lines } of carts) {
    for (const { skuId, click } of lines) {
      skuIds.add(skuId);
      if (click) plans.set(click.planId, click.productId);
    }
  }
  return { skuIds: [...skuIds], plans };
}

async function prepare(engine: Engine, desk: PlacingDesk, leaders: readonly Checkout[]): Promise<Prepared> {
  const now = engine.clock.now();
  const recalled = await desk.offers.recall(engine.db, askedBy(leaders), now);
  const terms = { ...recalled, now, attributionWindowDays: engine.settings.attributionWindowDays };
  const drafts: Drafted[] = [];
  const refused: [Checkout, Refusal][] = [];
  for (const checkout of leaders) {
    const orders = draftCheckout(checkout, terms);
    const refusedFor = isRefusal(orders) ? orders : otherTotal(checkout, orders);
    if (refusedFor) refused.push([checkout, refusedFor]);
    else if (!isRefusal(orders))
      drafts.push({ checkout, checkoutId: engine.ids.nextGroup(), buyerId: checkout.buyerId, orders });
  }
  return { now, recalled, drafts, refused };
}

function otherTotal({ expectedTotalMinor }: Checkout, orders: readonly DraftOrder[]): Refusal | undefined {
  if (expectedTotalMinor === undefined) return undefined;
  const totalMinor = orders.reduce((sum, order) => sum + order.totalMinor, 0);
  if (totalMinor === expectedTotalMinor) return undefined;
  return refusal('price_changed', { totalMinor, expectedMinor: expectedTotalMinor });
}

/** Refuses what would not be what the buyer was shown. */
function vetoOf({ checkout }: Drafted, granted: readonly GrantedOrder[]): Refusal | undefined {
  return checkout.promised && keptPromise(checkout.promised, granted);
}

/** Thrown to roll back: something was not as it nearly always is. */
class Otherwise extends Error {}

async function unlessOtherwise<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Otherwise) return undefined;
    throw error;
  }
}

/** The way of nearly every batch; undefined, and nothing done, where it is not that simple. */
async function placeAtOnce(
  engine: Engine,
  desk: PlacingDesk,
  { now, recalled, drafts, refused }: Prepared,
): Promise<Placed | undefined> {
  if (refused.length > 0 || drafts.some(({ orders }) => orders.some(lacksGifts))) return undefined;
  const granted = drafts.map((draft): Granted => ({ ...draft, orders: grantAll(draft) }));
  if (drafts.some((draft, index) => vetoOf(draft, granted[index]?.orders ?? []))) return undefined;
  const units = byLevel(unitsOf(granted));
  const quotas = takeQuotas(usesIn(granted));
  return unlessOtherwise(() =>
    transactionInRounds(engine.db, async (send, handle) => {
      // Revisions last: units may have to be waited for, and what was changed meanwhile has to show.
      const [claimed, , levels, totals, buyers, products, shops] = await send([
        claimRequests(drafts.map(claimOf)),
        inKeyOrder(),
        takeUnitsStatement(units),
        ...quotas.statements,
        revisionsStatement([...recalled.productRevisions.keys()]),
        termsRevisionsStatement([...recalled.shopRevisions.keys()]),
      ]);
      const asExpected =
        claimed.length === drafts.length &&
        levels.length === units.length &&
        totals.length === quotas.rows[0] &&
        buyers.length === quotas.rows[1] &&
        stillStands(recalled, products, shops);
      if (!asExpected) throw new Otherwise();
      const asked = new Map(units.map((unit) => [levelKey(unit), unit.quantity]));
      const steps = levels.map((level) => stepOf(level, asked.get(levelKey(level)) ?? 0, 0));
      const { statements, ...value } = await writeOrders(engine, desk, handle, { granted, steps, now });
      return { last: statements, value };
    }),
  );
}

/** The exact way for every case; undefined, and nothing done, where what the batch was drafted from had changed. */
async function placeCarefully(
  engine: Engine,
  desk: PlacingDesk,
  leaders: readonly Checkout[],
  { now, recalled, drafts, refused }: Prepared,
): Promise<Placed | undefined> {
  return unlessOtherwise(() =>
    transactionInRounds(engine.db, async (send, handle) => {
      const [claimed] = await send([claimRequests(drafts.map(claimOf))]);
      const answers: Answers = new Map(refused);
      const mine = new Set(claimed.map(({ checkoutId }) => checkoutId));
      const fresh = drafts.filter(({ checkoutId }) => mine.has(checkoutId));
      const levels = await lockLevels(handle, levelsWanted(fresh));
      const quotas = await lockQuotasOf(handle, fresh);
      const [products, shops] = await send([
        revisionsStatement([...recalled.productRevisions.keys()]),
        termsRevisionsStatement([...recalled.shopRevisions.keys()]),
      ]);
      if (!stillStands(recalled, products, shops)) throw new Otherwise();
      const decisions = allocate(fresh, { stock: freeStock(levels.values()), ...quotas }, vetoOf);
      const granted: Granted[] = [];
      fresh.forEach((draft, index) => {
        const decision = decisions[index] ?? refusal('overloaded');
        if (isRefusal(decision)) answers.set(draft.checkout, decision);
        else granted.push({ ...draft, orders: decision });
      });
      const last: Statement[] = [];
      let snapshots: readonly Snapshot[] = [];
      if (granted.length > 0) {
        const units = byLevel(unitsOf(granted));
        const uses = usesIn(granted);
        last.push(
          changeLevelsStatement(units.map((unit) => ({ ...unit, onHand: 0, reserved: unit.quantity }))),
        );
        if (uses.length > 0) last.push(...takeQuotas(uses).statements);
        const steps = units.flatMap((unit) => {
          const level = levels.get(levelKey(unit));
          return level ? [stepOf(level, 0, unit.quantity)] : [];
        });
        const written = await writeOrders(engine, desk, handle, { granted, steps, now });
        last.push(...written.statements);
        snapshots = written.snapshots;
        for (const [checkout, answer] of written.answers) answers.set(checkout, answer);
      }
      const dropped = fresh.filter(({ checkout }) => isRefusal(answers.get(checkout)));
      if (dropped.length > 0) last.push(dropRequests(dropped.map(({ checkout }) => checkout)));
      // A key that was answered before is answered the same, even where the same cart would be refused by now.
      const unclaimed = leaders.filter((checkout) => !answers.has(checkout));
      const asked = [...unclaimed, ...refused.map(([checkout]) => checkout)];
      const before = await replayPlacements(
        handle,
        asked.map((checkout) => ({ ...checkout, checkout, bodyHash: () => checkout.bodyHash })),
      );
      for (const [{ checkout }, answer] of before) answers.set(checkout, answer);
      return { last, value: { answers, snapshots } };
    }),
  );
}

/** A level's step: `was` units more were free before what is read here, `will` fewer are after. */
function stepOf(level: StockLevel, was: number, will: number): LevelStep {
  const { onHand, reserved, safety } = level;
  return {
    ...level,
    before: freeOf({ onHand, reserved: reserved - was, safety }),
    after: freeOf({ onHand, reserved: reserved + will, safety }),
  };
}

const claimOf = ({ checkout: { buyerId, key, bodyHash }, checkoutId }: Drafted) => ({
  buyerId,
  key,
  bodyHash,
  checkoutId,
});

/** A gift whose goods are gone: what is given in its place is decided the careful way. */
const lacksGifts = ({ gifts }: DraftOrder): boolean => gifts.some(({ lines }) => lines.length === 0);

/** Everything that granted orders take from stock. */
function unitsOf(granted: readonly Granted[]): StockChange[] {
  const units: StockChange[] = [];
  for (const { orders } of granted)
    for (const { shopId, lines } of orders)
      for (const line of lines)
        for (const { skuId, pool, quantity } of line.units) units.push({ shopId, skuId, pool, quantity });
  return units;
}

function usesIn(granted: readonly Granted[]): QuotaUse[] {
  const uses: QuotaUse[] = [];
  for (const { buyerId, orders } of granted)
    for (const { lines } of orders)
      for (const line of lines)
        for (const { quotaId, quantity } of line.quotas) uses.push({ quotaId, buyerId, quantity });
  return uses;
}
