/**
 * PostgreSQL array literals for set-based statements. Drivers convert JavaScript arrays element by element with
 * escaping for the worst case; on the order path that cost more than running the statement, and these values need less.
 */

/** For ids, numbers and timestamps: text without quotes, commas or braces. `null` becomes NULL. */
export function plainArray(values: readonly (string | number | null)[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ',';
    text += values[i] ?? 'NULL';
  }
  return `${text}}`;
}

/** For any text, quoted; the array literal's escapes for `"` and `\` are JSON's too, and no control character is let in at the edge. */
export function textArray(values: readonly string[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ',';
    text += JSON.stringify(values[i]);
  }
  return `${text}}`;
}

/** For JSON documents, to be cast `::text[]` and then `::jsonb` row by row. `undefined` becomes NULL. */
export function jsonArray(values: readonly unknown[]): string {
  let text = '{';
  for (let i = 0; i < values.length; i += 1) {
    if (i > 0) text += ',';
    const value = values[i];
    text += value === undefined ? 'NULL' : JSON.stringify(JSON.stringify(value));
  }
  return `${text}}`;
}
