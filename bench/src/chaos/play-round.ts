import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '@yellowcart/engine';
import { countGiven } from '../orders/checks.ts';
import { Asker } from './asker.ts';
import { acknowledgement, ClientLog, isSettled } from './client-log.ts';
import { letIn } from './crowd.ts';
import { diceOf } from './dice.ts';
import { expireAll } from './expire-all.ts';
import type { RoundPlan } from './plan.ts';
import { Servers } from './servers.ts';
import type { Stage } from './stage.ts';
import { strike } from './strike.ts';
import { type Counts, claimsOf, countClaims, judge } from './verdict.ts';

export interface RoundResult extends Counts {
  readonly plan: RoundPlan;
  readonly kills: number;
  readonly acknowledged: number;
  /** What got no answer in the end, which no check can excuse. */
  readonly unanswered: number;
  /** Servers that did not stop when they were asked to. */
  readonly hung: number;
  /** Times that a gift with a limit was given. */
  readonly gifts: number;
  /** Unpaid orders that expired afterwards. */
  readonly expired: number;
  readonly log: ClientLog;
  readonly serverLog: string;
}

const INSIST_MS = 20_000;
/** Load after the last fault, at the least. */
const AFTERWARDS_MS = 500;
const ASKING = 24;
/** Of what was acknowledged, so much is sent again afterwards: copies change nothing. */
const AGAIN = 0.1;

/**
 * Plays a round: load, faults in the middle of it, and more load; then every question without an answer is asked again,
 * the servers stop, what was not paid for expires, and the database is compared with what the clients were told.
 */
export async function playRound(stage: Stage, plan: RoundPlan): Promise<RoundResult> {
  const ground = await stage.fresh();
  const servers = new Servers(ground, plan.processes);
  const log = new ClientLog();
  const asker = new Asker(() => servers.places);
  try {
    await servers.start();
    const words = [plan.seed, plan.round];
    const parts = { market: stage.market, log, asker, words };
    const started = performance.now();
    let end = Number.POSITIVE_INFINITY;
    const crowd = letIn(parts, () => performance.now() > end);
    const kills = await strikeAll(plan, servers, stage).finally(() => {
      end = Math.max(started + plan.loadMs, performance.now() + AFTERWARDS_MS);
    });
    await crowd;
    const unanswered = await askAgain(log, asker, words);
    const hung = await servers.stop();
    const { expired, at } = await expireAll(ground.target);
    const shopOfSku = new Map(
      stage.market.shops.flatMap(({ shopId, goods, gift }) =>
        [...goods, gift].map(({ skuId }) => [skuId, shopId] as const),
      ),
    );
    const claims = claimsOf(log, shopOfSku);
    const database = await openDatabase(ground.target);
    const { db } = database;
    const [counts, gifts] = await Promise.all([judge(db, log, claims, at), countGiven(db)]).finally(() =>
      database.close(),
    );
    return {
      ...counts,
      gifts,
      plan,
      kills,
      acknowledged: countClaims(claims),
      unanswered,
      hung,
      expired,
      log,
      serverLog: servers.log,
    };
  } finally {
    await servers.close();
    asker.close();
    await ground.drop();
  }
}

async function strikeAll({ faults }: RoundPlan, servers: Servers, { postgres }: Stage): Promise<number> {
  const started = performance.now();
  let kills = 0;
  for (const fault of faults) {
    await wait(Math.max(0, started + fault.atMs - performance.now()));
    kills += await strike(fault, servers, postgres);
  }
  return kills;
}

/** Asks on until everything is answered, and some of what was acknowledged once more. Answers with how much stays without an answer. */
async function askAgain(log: ClientLog, asker: Asker, words: readonly (string | number)[]): Promise<number> {
  const dice = diceOf(...words, 'again');
  const open = log.asked.filter(
    (asked) => !isSettled(asked) || (asked.key !== undefined && acknowledgement(asked) && dice.chance(AGAIN)),
  );
  const next = open[Symbol.iterator]();
  let unanswered = 0;
  await Promise.all(
    Array.from({ length: ASKING }, async () => {
      for (const asked of next) unanswered += Number(!(await asker.insist(asked, dice, INSIST_MS)));
    }),
  );
  return unanswered;
}
