import type { Language } from '../preferences.ts';
import { shorten } from './count.ts';

/** A figure with its small companions, so that a page can set the units smaller than the number. */
export interface FigureText {
  readonly before: string;
  readonly number: string;
  readonly after: string;
}

const SYMBOLS: Readonly<Record<string, string>> = { CNY: '¥', GBP: '£', USD: '$', EUR: '€', JPY: 'JP¥' };
const digitsOf = new Map<string, number>();

/** How many digits of the minor unit a currency has: 2 for CNY, 0 for JPY. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits =
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

function symbolOf(currency: string): string {
  return SYMBOLS[currency] ?? `${currency} `;
}

/** The exact amount with all its digits: 123456 fen → "¥1,234.56"; a loss carries "−". */
export function money(minor: number, currency = 'CNY'): string {
  const digits = minorDigits(currency);
  const number = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Math.abs(minor) / 10 ** digits);
  return `${minor < 0 ? '−' : ''}${symbolOf(currency)}${number}`;
}

/** As `money`, with "+" before a gain: for amounts that are movements. */
export function signedMoney(minor: number, currency = 'CNY'): string {
  return `${minor > 0 ? '+' : ''}${money(minor, currency)}`;
}

/** The amount for a headline: ¥12.8万 in Chinese, ¥128K in English; exact below ten thousand. */
export function shortMoney(minor: number, language: Language, currency = 'CNY'): FigureText {
  const digits = minorDigits(currency);
  const major = Math.abs(minor) / 10 ** digits;
  const before = `${minor < 0 ? '−' : ''}${symbolOf(currency)}`;
  if (major < 10_000)
    return { before, number: money(Math.abs(minor), currency).slice(symbolOf(currency).length), after: '' };
  const short = shorten(major, language);
  return { before, number: short.number, after: short.unit };
}

/** "12.5" typed in major units → 1250, or null when it is not an amount. */
export function parseMajor(text: string, currency = 'CNY'): number | null {
  const digits = minorDigits(currency);
  const clean = text.replace(/[,\s¥￥]/g, '');
  const pattern = digits === 0 ? /^\d+$/ : new RegExp(`^\\d+(\\.\\d{0,${digits}})?$`);
  if (!pattern.test(clean)) return null;
  const [whole = '0', fraction = ''] = clean.split('.');
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || '0');
}
