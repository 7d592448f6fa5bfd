import type { FlashSaleView } from '@yellowcart/contract';

/** Where a started flash sale stands by the clock: events tell of changes, and the clock moves it on by itself. */
export function flashPhase(sale: FlashSaleView, nowMs: number): 'countdown' | 'running' | 'over' {
  if (Date.parse(sale.endsAt) <= nowMs) return 'over';
  return sale.startsAt === null || Date.parse(sale.startsAt) > nowMs ? 'countdown' : 'running';
}

/**
 * The sales as they stand now, what runs first, then what ends or starts first; those that are over are gone.
 * Returns the same array when nothing moved on.
 */
export function salesNow(sales: readonly FlashSaleView[], nowMs: number): readonly FlashSaleView[] {
  const moved = sales.flatMap((sale): FlashSaleView[] => {
    const state = flashPhase(sale, nowMs);
    if (state === 'over') return [];
    return state === sale.state ? [sale] : [{ ...sale, state }];
  });
  const sorted = moved.toSorted(
    (a, b) => Number(b.state === 'running') - Number(a.state === 'running') || nextMs(a) - nextMs(b),
  );
  const same = sorted.length === sales.length && sorted.every((sale, index) => sale === sales[index]);
  return same ? sales : sorted;
}

function nextMs(sale: FlashSaleView): number {
  return Date.parse(sale.state === 'running' ? sale.endsAt : (sale.startsAt ?? sale.endsAt));
}

/** How much of its time has passed, 0 to 1; 0 during the countdown. */
export function shareOfTime(sale: FlashSaleView, nowMs: number): number {
  if (sale.startsAt === null) return 0;
  const startMs = Date.parse(sale.startsAt);
  const share = (nowMs - startMs) / (Date.parse(sale.endsAt) - startMs);
  return Math.max(0, Math.min(1, share));
}
