export { type QuotaFigures, quotaFigures } from './quota-figures.ts';
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
