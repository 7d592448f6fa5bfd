import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultText } from './plan.ts';
import type { RoundResult } from './play-round.ts';
import type { Counts } from './verdict.ts';

/** What a run comes to; `rounds` to `stuckReservations`, in this order, is the JSON on standard output. */
export interface Totals extends Counts {
  readonly rounds: number;
  readonly kills: number;
  readonly acknowledged: number;
}

export const NO_ROUNDS: Totals = {
  rounds: 0,
  kills: 0,
  acknowledged: 0,
  lost: 0,
  doubled: 0,
  oversold: 0,
  giftsOverLimit: 0,
  stockMismatch: 0,
  ledgerImbalance: 0,
  stuckReservations: 0,
};

/** The totals with one more round. What stays without an answer, or a server that hangs, counts as lost: nobody can say what became of it. */
export function withRound(totals: Totals, round: RoundResult): Totals {
  return {
    rounds: totals.rounds + 1,
    kills: totals.kills + round.kills,
    acknowledged: totals.acknowledged + round.acknowledged,
    lost: totals.lost + round.lost + round.unanswered + round.hung,
    doubled: totals.doubled + round.doubled,
    oversold: totals.oversold + round.oversold,
    giftsOverLimit: totals.giftsOverLimit + round.giftsOverLimit,
    stockMismatch: totals.stockMismatch + round.stockMismatch,
    ledgerImbalance: totals.ledgerImbalance + round.ledgerImbalance,
    stuckReservations: totals.stuckReservations + Math.abs(round.stuckReservations),
  };
}

/** Everything that must be zero, added up. */
export function faultsOfRun({ rounds: _, kills: __, acknowledged: ___, ...counts }: Totals): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

const NAMES: Readonly<Record<keyof Totals, string>> = {
  rounds: 'rounds',
  kills: 'kill -9',
  acknowledged: 'acknowledged to clients',
  lost: 'acknowledged and lost',
  doubled: 'done twice, or untold',
  oversold: 'SKUs oversold',
  giftsOverLimit: 'gifts over a limit',
  stockMismatch: 'SKUs not explained by their log',
  ledgerImbalance: 'entries and accounts that do not add up',
  stuckReservations: 'units stuck after expiry',
};

/** The totals for people. */
export function totalsText(totals: Totals): string {
  const names = Object.keys(NAMES) as (keyof Totals)[];
  const width = Math.max(...names.map((name) => totals[name].toLocaleString('en').length));
  return names
    .map((name) => `${totals[name].toLocaleString('en').padStart(width)}  ${NAMES[name]}`)
    .join('\n');
}

/** A round in one line. */
export function roundText(round: RoundResult): string {
  const { plan, acknowledged, gifts, expired } = round;
  const faults = faultsOfRun(withRound(NO_ROUNDS, round));
  const processes = plan.processes === 1 ? '1 process' : `${plan.processes} processes`;
  return `round ${plan.round} · ${plan.engine}, ${processes} · ${plan.faults.map(faultText).join(', ')} · ${acknowledged} acknowledged, ${gifts} gifts, ${expired} expired · ${faults === 0 ? 'all kept' : 'BROKEN'}`;
}

const KEPT = fileURLToPath(new URL('../../../.yellowcart/chaos/', import.meta.url));

/** Keeps a round that broke: its plan and counts, what the clients asked and were told, what the servers logged. Answers with the folder. */
export async function keepRound(round: RoundResult): Promise<string> {
  const { log, serverLog, ...rest } = round;
  const folder = path.join(KEPT, `${round.plan.seed}-round-${round.plan.round}`);
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'round.json'),
    `${JSON.stringify({ ...rest, answers: log.summary() }, undefined, 2)}\n`,
  );
  await writeFile(path.join(folder, 'clients.jsonl'), log.text());
  await writeFile(path.join(folder, 'servers.log'), serverLog);
  return folder;
}
