export { type NewEntry, type NewPosting, post } from './commands/post.ts';
export { accountEntries, type EntriesPage, type EntriesQuery } from './queries/account-entries.ts';
export { type Balances, balancesOf } from './queries/balances-of.ts';
export { type AccountsPage, type AccountsQuery, ledgerAccounts } from './queries/ledger-accounts.ts';
export { type LedgerProof, verifyLedger } from './queries/verify-ledger.ts';
export { type AccountKey, accountId, type Purpose } from './rules/account.ts';
export { lockBalances } from './store/lock-balances.ts';
