import { expect, test } from 'vitest';
import { placeOf, safeNext } from './router.ts';

test.each([
  ['/', { page: 'rooms' }],
  ['/room/r1', { page: 'room', roomId: 'r1' }],
  ['/product/p1', { page: 'product', productId: 'p1' }],
  ['/checkout', { page: 'checkout' }],
  ['/orders', { page: 'orders' }],
  ['/orders/o1/', { page: 'order', orderId: 'o1' }],
  ['/signin', { page: 'sign-in' }],
  ['/room', { page: 'nowhere' }],
  ['/room/r1/more', { page: 'nowhere' }],
  ['/console/', { page: 'nowhere' }],
  ['/room/%E0%A4%A', { page: 'room', roomId: '%E0%A4%A' }],
])('%s', (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

test('signing in leads on to these pages only', () => {
  expect(safeNext('/orders')).toBe('/orders');
  for (const elsewhere of [null, '', 'https://evil.test', '//evil.test', '/\\evil.test', 'orders']) {
    expect(safeNext(elsewhere)).toBe('/');
  }
});
