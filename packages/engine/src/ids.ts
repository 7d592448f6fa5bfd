import { randomBytes } from 'node:crypto';
import { uuidv7obj } from 'uuidv7';

/** Where new ids come from; tests pass their own. */
export interface Ids {
  /** A new UUIDv7. */
  next(): string;
}

export const systemIds: Ids = { next: () => uuidv7obj().toString() };

/** Ids that are the same in every run: UUIDv7-shaped, counting from 1. For tests and the sample platform. */
export function countingIds(space = 0): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      const head = space.toString(16).padStart(12, '0');
      return `${head.slice(0, 8)}-${head.slice(8)}-7000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}

/** A new secret of 32 bytes, as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
