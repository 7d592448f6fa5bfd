import { GENERAL, type Pool } from '#stock';
import type { Deal } from './terms.ts';

/** The pool that a deal sells from; undefined = from general stock. */
export function poolOf({ kind, dealId }: Pick<Deal, 'kind' | 'dealId'>): Pool | undefined {
  if (kind === 'combination') return undefined;
  return kind === 'flash' ? `room:${dealId}` : `campaign:${dealId}`;
}

/** Where units that were sold from a pool come back to: those of a deal to general stock, since it may be over. */
export function poolOfReturn(pool: Pool): Pool {
  return /^(room|campaign):/.test(pool) ? GENERAL : pool;
}
