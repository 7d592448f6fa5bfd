import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Click, readClick, signClick } from './click-token.ts';

const SECRET = 'a secret for tests';
const click = (): Click => ({
  clickId: randomUUID(),
  at: new Date('2026-06-18T12:34:56.789Z'),
  buyerId: randomUUID(),
  creatorId: randomUUID(),
  surface: 'live_cart',
  contentId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  itemId: '01234567-89ab-cdef-0123-456789abcdef',
  shopId: randomUUID(),
  productId: randomUUID(),
  planId: randomUUID(),
  planVersion: 4_294_967_295,
});

it('reads back what was signed, also where nobody was signed in', () => {
  for (const one of [click(), { ...click(), buyerId: undefined, surface: 'showcase' as const }])
    expect(readClick(SECRET, signClick(SECRET, one))).toEqual(one);
});

it('reads nothing that another secret signed', () => {
  expect(readClick(SECRET, signClick('another secret', click()))).toBeUndefined();
});

it('reads nothing of which one bit was changed, or that was cut', () => {
  const token = Buffer.from(signClick(SECRET, click()), 'base64url');
  for (let index = 0; index < token.length; index += 1) {
    const changed = Buffer.from(token);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(readClick(SECRET, changed.toString('base64url'))).toBeUndefined();
  }
  expect(readClick(SECRET, token.subarray(1).toString('base64url'))).toBeUndefined();
  expect(readClick(SECRET, '')).toBeUndefined();
});
