import { expect, it } from 'vitest';
import { misfits } from './known-tables.ts';

it('a column that came or went is found before millions of rows are written', () => {
  const there = new Map([
    ['orders.line', new Set(['line_no', 'quantity', 'terms'])],
    ['orders.other', new Set(['anything'])],
  ]);
  expect(misfits({ 'orders.line': 'line_no quantity (terms)' }, there)).toEqual([]);
  expect(misfits({ 'orders.line': 'line_no goods' }, there)).toEqual([
    'orders.line.quantity is new',
    'orders.line.terms is new',
    'orders.line.goods is gone',
  ]);
  expect(misfits({ 'orders.payment': 'part' }, there)).toEqual(['orders.payment.part is gone']);
});
