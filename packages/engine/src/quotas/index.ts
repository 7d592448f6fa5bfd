export {
  giveBackQuotas,
  lockQuotas,
  openQuotas,
  type QuotaLeft,
  type QuotaUse,
  setQuota,
  takeQuotas,
  takeTotals,
  usesOf,
} from './quotas.ts';
