export { type PartyAmount, paidEntry, sumByParty } from './rules/journals.ts';
export { type LineToSplit, type Share, splitLine } from './rules/split-line.ts';
export {
  confirmShares,
  dropShares,
  estimateShares,
  insertShares,
  lockShares,
  type NewShare,
  type OrderKey,
  type ShareRow,
} from './store/shares.ts';
