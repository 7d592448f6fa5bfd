import type { Machine } from '../machine.ts';
import type { Result } from './results.ts';

const HEAD = [
  'result',
  'engine',
  'at once',
  'value',
  'p50 ms',
  'p99 ms',
  'of limit',
  'cpu µs node+pg',
  'load',
];

/** The results as a table for people, and what was checked below it. */
export function tableOf(machine: Machine, results: readonly Result[]): string {
  const rows = results.map(rowOf);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}${machine.postgres === undefined ? '' : `, PostgreSQL ${machine.postgres}`}`,
    ...settingsOf(machine),
    '',
    line(HEAD).trimEnd(),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map((row) => line(row).trimEnd()),
    '',
    ...hotAgainstSpread(results),
    ...results.flatMap(noteOf),
  ].join('\n');
}

function rowOf(result: Result): string[] {
  const { p50_ms, p99_ms, limit, cpu_us } = result;
  return [
    result.name,
    result.engine === 'none' ? '' : result.engine,
    String(result.connections),
    `${result.unit === 's' ? result.value.toFixed(2) : Math.round(result.value).toLocaleString('en')} ${result.unit}`,
    p50_ms === undefined ? '' : p50_ms.toFixed(1),
    p99_ms === undefined ? '' : p99_ms.toFixed(1),
    limit ? `${percentOfLimit(result, limit.value)} ${limit.name}` : '',
    cpu_us ? [cpu_us.node, cpu_us.postgres ?? []].flat().map(Math.round).join(' + ') : '',
    result.load.toFixed(1),
  ];
}

function settingsOf({ postgresSettings }: Machine): string[] {
  if (!postgresSettings) return [];
  const { name, ...values } = postgresSettings;
  const list = Object.entries(values).map(([setting, value]) => `${setting} ${value}`);
  return [`PostgreSQL settings: ${name} (${list.join(', ')})`];
}

/** Seconds are the better the fewer they are. */
function percentOfLimit({ unit, value }: Result, limit: number): string {
  return unit === 's' ? percent(limit, value) : percent(value, limit);
}

function hotAgainstSpread(results: readonly Result[]): string[] {
  return results
    .filter((result) => result.name === 'hot-sku')
    .flatMap((hot) => {
      const spread = results.find(
        ({ name, engine, connections }) =>
          name === 'spread' && engine === hot.engine && connections === hot.connections,
      );
      if (!spread) return [];
      return `one hot SKU on ${hot.engine} at ${hot.connections}: ${percent(hot.value, spread.value)} of spread`;
    });
}

function noteOf(result: Result): string[] {
  if (!result.check) return [];
  const { answers = {}, repeated, outbox_waiting, check, placed, refused, errors } = result;
  const parts = [
    counts(check),
    ...(placed === undefined
      ? [`answers ${counts(answers) || 'none'}`]
      : [`placed ${placed}, refused ${refused}, errors ${errors}`]),
    ...(result.rounds ? [`rounds ${result.rounds.join(', ')} s`] : []),
    ...(result.client_cpu_ms === undefined ? [] : [`${result.client_cpu_ms} ms of CPU for the client`]),
    ...(repeated ? [`${repeated} repeated`] : []),
    ...(outbox_waiting ? [`${outbox_waiting} events waiting at the end`] : []),
  ];
  return [`${result.name} on ${result.engine} at ${result.connections}: ${parts.join('; ')}`];
}

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

function percent(value: number, of: number): string {
  return of > 0 ? `${Math.round((100 * value) / of)} %` : '–';
}
