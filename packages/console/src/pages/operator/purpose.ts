import { type Key, useT } from '../../i18n/index.ts';

const known = new Set<string>([
  'cash',
  'pending',
  'wallet',
  'reserve',
  'debt',
  'revenue',
  'clearing',
  'escrow',
]);

/** What an account is for, in words; one that this version does not know keeps its own name. */
export function usePurpose(): (purpose: string) => string {
  const t = useT();
  return (purpose) => (known.has(purpose) ? t(`ledger.purpose.${purpose}` as Key) : purpose);
}
