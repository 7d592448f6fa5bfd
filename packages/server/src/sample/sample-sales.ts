import { localDay } from '@yellowcart/engine';
import type { SampleProduct } from '@yellowcart/sample';

const DAYS = 14;
const DAY_MS = 86_400_000;
/** Units a day of a product of the highest popularity. */
const UNITS_MAX = 420;
/** Monday to Sunday: live shows sell most at the end of the week. */
const WEEKDAYS = [0.82, 0.8, 0.88, 0.96, 1.15, 1.3, 1.09];

/**
 * Units that a sample product sold on each of the 14 platform days before `now`, from its popularity, the weekday and a
 * little chance; days without a sale are left out. The same product has the same figures in every run of a day.
 */
export function sampleSales(product: SampleProduct, now: Date): { day: string; units: number }[] {
  const sales: { day: string; units: number }[] = [];
  for (let ago = Math.min(DAYS, product.listedDaysAgo); ago >= 1; ago -= 1) {
    const at = new Date(now.getTime() - ago * DAY_MS);
    const day = localDay(at);
    const weekday = WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 1;
    const chance = 0.55 + 0.9 * fractionOf(`${product.ref} ${ago}`);
    const units = Math.floor(product.popularity ** 2 * UNITS_MAX * weekday * chance);
    if (units > 0) sales.push({ day, units });
  }
  return sales;
}

/** A number in [0, 1) that looks random and is the same for the same text (FNV-1a). */
export function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 0x1_0000_0000;
}
