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

/** A JSON document as an element of an array literal; kept by callers that write the same one again and again. */
export function jsonElement(value: unknown): string {
  return JSON.stringify(JSON.stringify(value));
}

/** For JSON documents, to be cast `::text[]` and then `::json` row by row. `undefined` becomes NULL. */
export function jsonArray(values: readonly unknown[]): string {
  return elementArray(values.map((value) => (value === undefined ? undefined : jsonElement(value))));
}

/** Of elements that are escaped already. `undefined` becomes NULL. */
export function elementArray(elements: readonly (string | undefined)[]): string {
  return `{${elements.map((element) => element ?? 'NULL').join(',')}}`;
}
