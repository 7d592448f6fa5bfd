import types from 'pg-types';

const INT8 = 20;
const NUMERIC = 1700;

/** bigint and numeric columns hold amounts and counts; all are below 2^53 by CHECK. Throws RangeError otherwise. */
function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
}

/** How a column's text becomes a value, by its type's OID; the same on both databases. */
export function parserOf(oid: number): (text: string) => unknown {
  return oid === INT8 || oid === NUMERIC ? exactNumber : types.getTypeParser(oid, 'text');
}
