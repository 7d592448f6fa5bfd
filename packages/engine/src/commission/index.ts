export { nextSettling } from './queries/next-settling.ts';
export { type PartyShare, type PartySharesQuery, sharesOfParty } from './queries/shares-of-party.ts';
export {
  depositForfeitedEntry,
  depositPaidEntry,
  depositReturnedEntry,
  giftWithheldEntry,
  type PartyAmount,
  paidEntry,
  sumByParty,
} from './rules/journals.ts';
export { type LineShare, type Reversal, reverseLine } from './rules/reverse-line.ts';
export { type PaidLine, type PaidOrder, sharesOfOrder } from './rules/shares-of-order.ts';
export { type LineToSplit, type Share, splitLine } from './rules/split-line.ts';
export { reverseShares, type ShareReversal, settleShares } from './store/settle-shares.ts';
export {
  confirmShares,
  insertShares,
  lockShares,
  type NewShare,
  type OrderKey,
  type ShareRow,
} from './store/shares.ts';
