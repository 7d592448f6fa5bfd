import type { OrderState } from '@yellowcart/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRequest, normalLines, refundAmount } from './refund.ts';

const bought = [
  { lineNo: 1, quantity: 3, amountMinor: 1000, refundedQuantity: 0 },
  { lineNo: 2, quantity: 2, amountMinor: 500, refundedQuantity: 1 },
];

describe('asking for a refund', () => {
  test.each<{
    name: string;
    state: OrderState;
    asked: [number, number][];
    open?: [number, number][];
    answer: unknown;
  }>([
    {
      name: 'is given at once before shipping',
      state: 'paid',
      asked: [[1, 1]],
      answer: { state: 'refunded', lines: [{ lineNo: 1, quantity: 1, amountMinor: 333 }] },
    },
    {
      name: 'waits for the shop after shipping',
      state: 'shipped',
      asked: [[2, 1]],
      answer: { state: 'requested', lines: [{ lineNo: 2, quantity: 1, amountMinor: 250 }] },
    },
    {
      name: 'waits for the shop after completion',
      state: 'completed',
      asked: [[1, 3]],
      answer: { state: 'requested', lines: [{ lineNo: 1, quantity: 3, amountMinor: 1000 }] },
    },
    {
      name: 'is refused for an unpaid order',
      state: 'awaiting_payment',
      asked: [[9, 9]],
      answer: { refused: 'order_state', detail: { state: 'awaiting_payment' } },
    },
    {
      name: 'is refused for a cancelled order',
      state: 'cancelled',
      asked: [[1, 1]],
      answer: { refused: 'order_state', detail: { state: 'cancelled' } },
    },
    {
      name: 'is refused over what is left of a line',
      state: 'paid',
      asked: [[2, 2]],
      answer: { refused: 'refund_over_paid', detail: { lineNo: 2, maxQuantity: 1 } },
    },
    {
      name: 'counts what other open requests ask for',
      state: 'shipped',
      asked: [[1, 2]],
      open: [[1, 2]],
      answer: { refused: 'refund_over_paid', detail: { lineNo: 1, maxQuantity: 1 } },
    },
    {
      name: 'is refused for a line that is not there',
      state: 'paid',
      asked: [[3, 1]],
      answer: { refused: 'refund_over_paid', detail: { lineNo: 3, maxQuantity: 0 } },
    },
  ])('$name', ({ state, asked, open = [], answer }) => {
    const lines = asked.map(([lineNo, quantity]) => ({ lineNo, quantity }));
    expect(decideRequest(state, bought, lines, new Map(open))).toEqual(answer);
  });

  test('adds up a line that is named twice', () => {
    const asked = [
      { lineNo: 2, quantity: 1 },
      { lineNo: 1, quantity: 1 },
      { lineNo: 2, quantity: 2 },
    ];
    expect(normalLines(asked)).toEqual([
      { lineNo: 1, quantity: 1 },
      { lineNo: 2, quantity: 3 },
    ]);
  });

  test('gives everything back in the end, in any steps, and never more on the way', () => {
    const amounts = fc.record({
      amountMinor: fc.integer({ min: 0, max: 9_000_000_000_000 }),
      quantity: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(amounts, fc.infiniteStream(fc.integer({ min: 1, max: 400 })), (line, sizes) => {
        let refundedQuantity = 0;
        let total = 0;
        for (const size of sizes) {
          if (refundedQuantity === line.quantity) break;
          const units = Math.min(size, line.quantity - refundedQuantity);
          const amount = refundAmount({ lineNo: 1, ...line, refundedQuantity }, units);
          expect(amount).toBeGreaterThanOrEqual(0);
          total += amount;
          refundedQuantity += units;
        }
        expect(total).toBe(line.amountMinor);
      }),
    );
  });
});
