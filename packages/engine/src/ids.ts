import { randomBytes } from 'node:crypto';
import { uuidv7obj } from 'uuidv7';

/** Where new ids come from; tests pass their own. */
export interface Ids {
  /** A new UUIDv7. */
  next(): string;
  /** A new UUIDv7 whose last byte is 0, so that up to 255 more can carry it: see `memberId`. */
  nextGroup(): string;
}

export const systemIds: Ids = {
  next: () => uuidv7obj().toString(),
  nextGroup: () => groupOf(uuidv7obj().toString()),
};

/** Ids that are the same in every run: UUIDv7-shaped, counting from 1. For tests and the sample platform. */
export function countingIds(space = 0): Ids {
  let count = 0;
  const id = (): string => {
    const head = space.toString(16).padStart(12, '0');
    return `${head.slice(0, 8)}-${head.slice(8)}-7000-8000-${count.toString(16).padStart(12, '0')}`;
  };
  return {
    next() {
      count += 1;
      return id();
    },
    nextGroup() {
      count = (count | 0xff) + 1;
      const group = id();
      count |= 0xff;
      return group;
    },
  };
}

const LAST_BYTE_AT = 34;
const MEMBERS_MAX = 255;

/** The n-th id (1–255) of a group: the group's own with the number in the last byte, so that neither needs a column for the other. */
export function memberId(groupId: string, n: number): string {
  if (!(n >= 1 && n <= MEMBERS_MAX)) throw new RangeError(`a group has 255 members at most, not ${n}`);
  return groupId.slice(0, LAST_BYTE_AT) + n.toString(16).padStart(2, '0');
}

/** The group that an id belongs to; also the smallest id of it. */
export function groupOf(id: string): string {
  return `${id.slice(0, LAST_BYTE_AT)}00`;
}

/** The largest id that a group can have, for reading its members by range. */
export function lastOfGroup(groupId: string): string {
  return memberId(groupId, MEMBERS_MAX);
}

/** A new secret of 32 bytes, as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
