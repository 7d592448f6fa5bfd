import { type Key, useT } from '../../i18n/index.ts';

const purposes: Readonly<Record<string, Key>> = {
  clearing: 'ledger.purpose.clearing',
  pending: 'ledger.purpose.pending',
  wallet: 'ledger.purpose.wallet',
  reserve: 'ledger.purpose.reserve',
  debt: 'ledger.purpose.debt',
  owed: 'ledger.purpose.owed',
};
const kinds: Readonly<Record<string, Key>> = {
  paid: 'ledger.kind.paid',
  settled: 'ledger.kind.settled',
  reserve_released: 'ledger.kind.reserve_released',
  refunded: 'ledger.kind.refunded',
  refunded_after_settlement: 'ledger.kind.refunded_after_settlement',
  late_payment: 'ledger.kind.late_payment',
  late_refunded: 'ledger.kind.late_refunded',
};

/** What an account is for and what an entry did, in words; one that this version does not know keeps its own name. */
export function useLedgerWords(): { purpose: (name: string) => string; kind: (name: string) => string } {
  const t = useT();
  const said = (words: Readonly<Record<string, Key>>, name: string): string => {
    const key = words[name];
    return key ? t(key) : name;
  };
  return { purpose: (name) => said(purposes, name), kind: (name) => said(kinds, name) };
}
