import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Combination, FlashSale } from '#promotions';
import { isRefusal } from '../../refusal.ts';
import { openDeal, underCombination, underOwnPrice } from './deals.ts';

const times = { startsAt: new Date('2026-03-01T00:00:00Z'), endsAt: new Date('2026-03-02T00:00:00Z') };
const combination = (items: Combination['items'], priceMinor: number): Combination => ({
  kind: 'combination',
  dealId: 'd',
  shopId: 's',
  name: '套装',
  limited: true,
  items,
  priceMinor,
  ...times,
});
const flash: FlashSale = {
  kind: 'flash',
  dealId: 'd',
  shopId: 's',
  name: '秒杀',
  limited: true,
  roomId: 'r',
  skuId: 'a',
  priceMinor: 600,
  ...times,
};

describe('a deal', () => {
  test.each([
    ['2026-02-28T23:59:59.999Z', 'deal_not_open'],
    ['2026-03-01T00:00:00Z', undefined],
    ['2026-03-01T23:59:59.999Z', undefined],
    ['2026-03-02T00:00:00Z', 'deal_not_open'],
  ])('at %s: %s', (now, refused) => {
    expect(openDeal(flash, new Date(now))?.refused).toBe(refused);
  });

  test('a price of its own shows as a discount that the merchant bears', () => {
    expect(underOwnPrice(flash, { skuId: 'a', quantity: 2, priceMinor: 1_000 })).toEqual({
      unitPriceMinor: 1_000,
      discounts: [
        {
          kind: 'flash',
          dealId: 'd',
          name: '秒杀',
          amountMinor: 800,
          bearers: [{ bearer: 'merchant', amountMinor: 800 }],
        },
      ],
      quotas: [{ quotaId: 'd', quantity: 2 }],
    });
    expect(underOwnPrice(flash, { skuId: 'a', quantity: 1, priceMinor: 500 })).toMatchObject({
      unitPriceMinor: 600,
      discounts: [],
    });
    expect(underOwnPrice(flash, { skuId: 'b', quantity: 1, priceMinor: 500 })).toMatchObject({
      refused: 'deal_not_found',
    });
  });
});

describe('a combination', () => {
  const items = [
    { skuId: 'a', quantity: 2 },
    { skuId: 'b', quantity: 1 },
  ];
  const at = (skuId: string, quantity: number, priceMinor = 100) => ({ skuId, quantity, priceMinor });

  test.each([
    ['one set', [at('a', 2), at('b', 1)], 1],
    ['two sets, a SKU on two lines', [at('a', 1), at('b', 2), at('a', 3)], 2],
  ])('%s counts', (_, lines, sets) => {
    const dealt = underCombination(combination(items, 250), lines);
    expect(isRefusal(dealt) ? dealt : dealt[0]?.quotas).toEqual([{ quotaId: 'd', quantity: sets }]);
  });

  test.each([
    ['a part is missing', [at('a', 2)]],
    ['not whole sets', [at('a', 3), at('b', 1)]],
    ['goods that are not in it', [at('a', 2), at('b', 1), at('c', 1)]],
  ])('%s: refused', (_, lines) => {
    expect(underCombination(combination(items, 250), lines)).toMatchObject({
      refused: 'combination_incomplete',
    });
  });

  test('comes to its price to the fen, however it is spread, and never makes a line negative', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 5 }), price: fc.nat({ max: 5_000 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat({ max: 20_000 }),
        (parts, sets, priceMinor) => {
          const deal = combination(
            parts.map(({ quantity }, index) => ({ skuId: `s${index}`, quantity })),
            priceMinor,
          );
          const lines = parts.map(({ quantity, price }, index) => at(`s${index}`, quantity * sets, price));
          const dealt = underCombination(deal, lines);
          if (isRefusal(dealt)) throw new Error(dealt.refused);
          const amounts = dealt.map(
            ({ discounts }, index) =>
              (lines[index]?.priceMinor ?? 0) * (lines[index]?.quantity ?? 0) -
              discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
          );
          const full = lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
          expect(amounts.every((amount) => amount >= 0)).toBe(true);
          expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(Math.min(full, sets * priceMinor));
        },
      ),
    );
  });
});
