import { refuse } from '../refusal.ts';

/** Where a page of rows ended: the values of its last row that the rows are sorted by, ending with an id, so that none is equal to another. */
export type CursorKey = readonly (string | number)[];

/** An opaque text for the wire. */
export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads a cursor back; `shape` says the type of each value by an example. Undefined stays undefined (the first page).
 * Refuses: invalid_request, where it is not a cursor of this list.
 */
export function decodeCursor<const Shape extends CursorKey>(
  text: string | undefined,
  shape: Shape,
): { -readonly [K in keyof Shape]: Shape[K] extends number ? number : string } | undefined {
  if (text === undefined) return undefined;
  const key = parse(text);
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    shape.every((example, index) => typeof key[index] === typeof example && isKeyValue(key[index], example));
  if (!fits)
    refuse('invalid_request', { fields: [{ path: 'query.cursor', message: 'Not a cursor of this list' }] });
  return key as { -readonly [K in keyof Shape]: Shape[K] extends number ? number : string };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Example of an id in a cursor's shape. */
export const CURSOR_ID = '00000000-0000-0000-0000-000000000000';

function isKeyValue(value: unknown, example: string | number): boolean {
  if (example === CURSOR_ID) return UUID.test(String(value));
  return typeof value !== 'number' || Number.isSafeInteger(value);
}
