import { createHash } from 'node:crypto';

/**
 * What an account is for. `clearing`: money that buyers paid in, on the platform's party, negative by what came in.
 * `pending`: earned, not settled. `wallet`: free to withdraw. `reserve`: held back for refunds. `debt`: owed after
 * refunds, never above zero. `owed`: a buyer's money that came too late for its order and is going back.
 */
export type Purpose = 'clearing' | 'pending' | 'wallet' | 'reserve' | 'debt' | 'deposit' | 'owed';

export interface AccountKey {
  readonly partyId: string;
  readonly purpose: Purpose;
  readonly currency: string;
}

const known = new Map<string, string>();
const KNOWN_MAX = 100_000;

/** An account's id follows from its key (a UUIDv8 over SHA-256), so posting needs no look-up and two processes agree. */
export function accountId({ partyId, purpose, currency }: AccountKey): string {
  const text = `${partyId}|${purpose}|${currency}`;
  const before = known.get(text);
  if (before !== undefined) return before;
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, id);
  return id;
}
