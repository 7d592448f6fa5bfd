import type { Explanation } from '../orders/measure-orders.ts';

const FUNCTIONS_MAX = 25;
const STATEMENTS_MAX = 15;
const WAITS_MAX = 20;
const TEXT_MAX = 90;

/** Where the time went, for people: functions of the server, then statements of PostgreSQL per unit (an order). */
export function explanationOf({ functions, statements, waits }: Explanation, units: number): string {
  const lines = ['self time of the server'];
  for (const { name, selfMs, share } of functions.slice(0, FUNCTIONS_MAX))
    lines.push(`${(share * 100).toFixed(1).padStart(6)} % ${selfMs.toFixed(0).padStart(7)} ms  ${name}`);
  if (statements.length > 0)
    lines.push('', 'statements: µs per order (plan + run), calls, rows per call, WAL bytes per order');
  for (const { text, calls, rows, planMs, runMs, walBytes } of statements.slice(0, STATEMENTS_MAX)) {
    const cost = (((planMs + runMs) * 1000) / units).toFixed(1).padStart(7);
    const wal = (walBytes / units).toFixed(0).padStart(6);
    lines.push(
      `${cost} ${String(calls).padStart(7)} ${(rows / calls).toFixed(0).padStart(6)} ${wal}  ${text.replace(/\s+/g, ' ').slice(0, TEXT_MAX)}`,
    );
  }
  if (waits.size > 0)
    lines.push('', 'what the connections of the server were found doing, looked at every 10 ms');
  for (const [doing, count] of [...waits].toSorted((a, b) => b[1] - a[1]).slice(0, WAITS_MAX))
    lines.push(`${String(count).padStart(7)}  ${doing}`);
  return lines.join('\n');
}
