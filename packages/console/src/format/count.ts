import type { Language } from '../preferences.ts';

const SCALES: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  'zh-CN': [
    [100_000_000, '亿'],
    [10_000, '万'],
  ],
  en: [
    [1_000_000_000, 'B'],
    [1_000_000, 'M'],
    [1_000, 'K'],
  ],
};

/** 12_800 → {12.8, 万} or {12.8, K}: at most three significant digits and never rounded up to the next unit's thousand. */
export function shorten(value: number, language: Language): { number: string; unit: string } {
  const size = Math.abs(value);
  const scale = size < 10_000 ? undefined : SCALES[language].find(([from]) => size >= from);
  if (!scale) return { number: exactCount(value), unit: '' };
  const [from, unit] = scale;
  const scaled = size / from;
  const decimals = scaled < 10 ? 2 : scaled < 1000 ? 1 : 0;
  // Cut, not rounded: 9,999,999 must not become "1000万" or "10M" before it is.
  const cut = Math.floor(scaled * 10 ** decimals) / 10 ** decimals;
  return { number: `${value < 0 ? '−' : ''}${exactCount(cut)}`, unit };
}

/** 1284 → "1,284", with a true minus sign. */
export function exactCount(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value).replace('-', '−');
}

/** A share of two counts as a percentage with one decimal; "–" when there is nothing to share. */
export function share(part: number, whole: number): string {
  return whole > 0 ? `${exactCount(Math.round((part / whole) * 1000) / 10)}%` : '–';
}
