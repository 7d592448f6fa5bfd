import { readFile } from 'node:fs/promises';
import type { SalesRow } from '@yellowcart/engine/orders';
import { z } from 'zod';

const Aggregates = z.object({
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

export type Reference = z.infer<typeof Aggregates>;

/** Reads the figures to compare with. Throws with a sentence when the file does not hold them. */
export async function readReference(path: string): Promise<Reference> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`There is no file ${path} that can be read.`);
  });
  try {
    return Aggregates.parse(JSON.parse(text));
  } catch {
    throw new Error(`${path} does not hold the sales figures to compare with: see docs/import.md.`);
  }
}

export interface Compared {
  readonly month: string;
  readonly figure: string;
  readonly ours: number | undefined;
  readonly reference: number;
}

/** Every figure of the reference beside ours, and months that it does not know. */
export function compareSales(sales: readonly SalesRow[], { totals, monthly }: Reference): Compared[] {
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
