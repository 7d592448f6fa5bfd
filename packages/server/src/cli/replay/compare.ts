import type { SalesRow } from '@yellowcart/engine/orders';
import { z } from 'zod';

const Reference = z.object({
  totals: z.object({
    SALES: z.object({
      lines: z.int(),
      invoices: z.int(),
      customers: z.int(),
      units: z.int(),
      revenue_pence: z.int(),
    }),
  }),
  monthly: z.object({
    SALES: z.record(
      z.string(),
      z.object({ revenue_pence: z.int(), invoices: z.int(), customers: z.int(), units: z.int() }),
    ),
  }),
});

export interface Compared {
  readonly month: string;
  readonly figure: string;
  readonly ours: number | undefined;
  readonly reference: number;
}

/** Every figure of the reference beside ours. Throws when the file is not such a reference. */
export function compareSales(sales: readonly SalesRow[], reference: unknown): Compared[] {
  const { totals, monthly } = Reference.parse(reference);
  const rows = new Map(sales.map((row) => [row.month, row]));
  const figures = (
    month: string,
    expected: { revenue_pence: number; invoices: number; customers: number; units: number },
  ): Compared[] => {
    const row = rows.get(month);
    return [
      { month, figure: 'revenue', ours: row?.revenueMinor, reference: expected.revenue_pence },
      { month, figure: 'orders', ours: row?.orders, reference: expected.invoices },
      { month, figure: 'buyers', ours: row?.buyers, reference: expected.customers },
      { month, figure: 'units', ours: row?.units, reference: expected.units },
    ];
  };
  const months = Object.entries(monthly.SALES).flatMap(([month, expected]) => figures(month, expected));
  const extra = sales
    .filter(({ month }) => month !== 'all' && !(month in monthly.SALES))
    .map(({ month, revenueMinor }) => ({ month, figure: 'revenue', ours: revenueMinor, reference: 0 }));
  return [
    ...months,
    ...extra,
    ...figures('all', totals.SALES),
    { month: 'all', figure: 'lines', ours: rows.get('all')?.lines, reference: totals.SALES.lines },
  ];
}
