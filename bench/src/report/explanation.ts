import type { Explanation } from '../orders/measure-orders.ts';
import type { FunctionTime } from '../server/profile.ts';

const PACKAGES_MAX = 20;
const FUNCTIONS_MAX = 25;
const STATEMENTS_MAX = 15;
const WAITS_MAX = 20;
const TEXT_MAX = 90;

/** Where the time went, for people: functions of the server, then statements of PostgreSQL per unit (an order). */
export function explanationOf(
  { functions, packages, statements, waits }: Explanation,
  units: number,
): string {
  const lines = ['self time of the server by package'];
  for (const time of packages.slice(0, PACKAGES_MAX)) lines.push(lineOf(time, units));
  lines.push('', 'and by function');
  for (const time of functions.slice(0, FUNCTIONS_MAX)) lines.push(lineOf(time, units));
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

function lineOf({ name, selfMs, share }: FunctionTime, units: number): string {
  const each = ((selfMs * 1000) / units).toFixed(1).padStart(7);
  return `${(share * 100).toFixed(1).padStart(6)} % ${each} µs  ${name}`;
}
