export { type QuotaFigures, quotaFigures } from './quota-figures.ts';
export {
  giveBackQuotas,
  lockQuotas,
  openQuotas,
  type QuotaLeft,
  type QuotaUse,
  quotasLeft,
  setQuota,
  takeQuotas,
  takeTotals,
  usesOf,
} from './quotas.ts';
