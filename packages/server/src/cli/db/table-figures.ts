import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';
import type { CatalogueTable } from './schema-catalogue.ts';

/** One figure of a table or sequence, as both sides have it. */
export interface Compared {
  readonly name: string;
  /** `rows`, `sum of COLUMN`, `contents` or `position`. */
  readonly figure: string;
  readonly source: string;
  readonly target: string;
}

/**
 * Counts the rows, sums every integer column, and hashes every row over all columns that are written; the hashes are
 * summed too, so the order of rows does not matter. Both sessions must write timestamps alike.
 */
export async function compareTable(source: Db, target: Db, table: CatalogueTable): Promise<Compared[]> {
  const written = table.columns.filter(({ generated }) => !generated).map(({ name }) => name);
  const figures: [figure: string, expression: string][] = [
    ['rows', 'count(*)'],
    ...table.columns
      .filter(({ integer }) => integer)
      .map(({ name }): [string, string] => [`sum of ${name}`, `coalesce(sum(${name}), 0)`]),
    [
      'contents',
      `coalesce(sum(('x' || left(md5(ROW(${written.join(', ')})::text), 15))::bit(60)::bigint), 0)`,
    ],
  ];
  const list = figures.map(([, expression], index) => `(${expression})::text AS f${index}`).join(', ');
  const [ours, theirs] = await both(source, target, `SELECT ${list} FROM ${table.name}`);
  return figures.map(([figure], index) => ({
    name: table.name,
    figure,
    source: ours[`f${index}`] ?? '',
    target: theirs[`f${index}`] ?? '',
  }));
}

/** The number that a sequence gives next. */
export async function comparePositions(source: Db, target: Db, sequence: string): Promise<Compared> {
  const query = `SELECT (last_value + is_called::int)::text AS next FROM ${sequence}`;
  const [ours, theirs] = await both(source, target, query);
  return { name: sequence, figure: 'position', source: ours.next ?? '', target: theirs.next ?? '' };
}

type Figures = Readonly<Record<string, string>>;

async function both(source: Db, target: Db, query: string): Promise<[Figures, Figures]> {
  const [ours, theirs] = await Promise.all([source, target].map((db) => sql.raw<Figures>(query).execute(db)));
  return [ours?.rows[0] ?? {}, theirs?.rows[0] ?? {}];
}

/** A line for each table and sequence, and below them every figure that differs, with both values. */
export function comparisonTable(compared: readonly Compared[]): string {
  const groups = [...Map.groupBy(compared, ({ name }) => name)];
  const equal = (figures: readonly Compared[]): string =>
    figures.every(({ source, target }) => source === target) ? 'equal' : 'DIFFERS';
  const lines = groups.map(([name, figures]) => {
    const rows = figures.find(({ figure }) => figure === 'rows');
    const sums = figures.filter(({ figure }) => figure.startsWith('sum of '));
    const contents = figures.filter(({ figure }) => figure === 'contents');
    return rows
      ? [name, rows.target, equal([rows]), sums.length === 0 ? '-' : equal(sums), equal(contents)]
      : [name, `next ${figures[0]?.target ?? ''}`, equal(figures), '-', '-'];
  });
  const differing = compared
    .filter(({ source, target }) => source !== target)
    .map(({ name, figure, source, target }) => `DIFFERS ${name}, ${figure}: ${source} here, ${target} there`);
  return [aligned([['table or sequence', 'rows', 'count', 'sums', 'contents'], ...lines]), ...differing].join(
    '\n',
  );
}

/** Columns side by side, as wide as their widest cell. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
