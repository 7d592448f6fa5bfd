import type { Locale } from './i18n/locale.ts';

export interface MoneyParts {
  readonly sign: '' | '-';
  readonly symbol: string;
  /** Whole units, grouped by thousands. */
  readonly whole: string;
  /** Minor digits without the point; '' for a currency that has none. */
  readonly fraction: string;
}

const SYMBOLS: Record<string, { readonly symbol: string; readonly digits: number }> = {
  CNY: { symbol: '¥', digits: 2 },
};

function currencyForm(currency: string): { readonly symbol: string; readonly digits: number } {
  const known = SYMBOLS[currency];
  if (known) return known;
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const symbol = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  const form = { symbol, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
  SYMBOLS[currency] = form;
  return form;
}

/** Splits integer minor units (fen) for display; no rounding, so ¥1,234,567.89 stays exact. */
export function moneyParts(minor: number, currency = 'CNY'): MoneyParts {
  const { symbol, digits } = currencyForm(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  return { sign: minor < 0 ? '-' : '', symbol, whole, fraction: text.slice(text.length - digits) };
}

/** `¥1,234.50`, always with the minor digits: for sums that stand in columns. */
export function formatMoney(minor: number, currency = 'CNY'): string {
  const { sign, symbol, whole, fraction } = moneyParts(minor, currency);
  return `${sign}${symbol}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** `¥129` or `¥129.50`: a price as shops write it, without idle zeros. */
export function formatPrice(minor: number, currency = 'CNY'): string {
  const { sign, symbol, whole, fraction } = moneyParts(minor, currency);
  return `${sign}${symbol}${whole}${Number(fraction) > 0 ? `.${fraction}` : ''}`;
}

const STEPS: Record<Locale, readonly (readonly [from: number, unit: number, mark: string])[]> = {
  'zh-CN': [
    [100_000_000, 100_000_000, '亿'],
    [10_000, 10_000, '万'],
  ],
  en: [
    [1_000_000_000, 1_000_000_000, 'B'],
    [1_000_000, 1_000_000, 'M'],
    [10_000, 1_000, 'K'],
  ],
};

/** A count as its readers write it: 12.8万 or 128K, exact below ten thousand. Cut, never rounded up. */
export function formatCount(count: number, locale: Locale): string {
  for (const [from, unit, mark] of STEPS[locale]) {
    if (count < from) continue;
    const tenths = Math.floor((count / unit) * 10) / 10;
    const shown =
      tenths >= 1000 ? exactCount(Math.floor(tenths)) : String(tenths >= 100 ? Math.floor(tenths) : tenths);
    return `${shown}${mark}`;
  }
  return exactCount(count);
}

/** All digits, grouped by thousands: what a hover shows. */
export function exactCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
