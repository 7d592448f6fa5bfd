import type { FlashSaleView } from '@yellowcart/contract';

/** A started sale at an instant: counting down, running, or over, and the seconds until that changes. */
export function flashAt(
  sale: Pick<FlashSaleView, 'startsAt' | 'endsAt'>,
  nowMs: number,
): { readonly phase: 'waiting' | 'countdown' | 'running' | 'over'; readonly seconds: number } {
  const until = (at: string): number => Math.max(0, Math.ceil((Date.parse(at) - nowMs) / 1000));
  if (Date.parse(sale.endsAt) <= nowMs) return { phase: 'over', seconds: 0 };
  if (sale.startsAt === null) return { phase: 'waiting', seconds: until(sale.endsAt) };
  if (Date.parse(sale.startsAt) > nowMs) return { phase: 'countdown', seconds: until(sale.startsAt) };
  return { phase: 'running', seconds: until(sale.endsAt) };
}

/** 75 → "1:15". */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
