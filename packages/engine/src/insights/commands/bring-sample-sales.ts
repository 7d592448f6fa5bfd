import type { Tx } from '../../db/open.ts';
import { addProductDays } from '../store/add.ts';

/**
 * Units per product and platform day (YYYY-MM-DD) that the sample platform brings along, so that its goods look sold.
 * They are marked as sample and stand for no order and no money.
 */
export async function bringSampleSales(
  tx: Tx,
  rows: readonly { readonly productId: string; readonly day: string; readonly units: number }[],
): Promise<void> {
  await addProductDays(tx, rows, 'sample');
}
