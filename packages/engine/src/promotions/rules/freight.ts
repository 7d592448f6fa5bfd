import type { Minor } from '../../money.ts';
import type { DeliveryTerms } from './terms.ts';

/** What delivering costs the buyer. `goodsMinor` is after discounts; an unknown province has no surcharge. */
export function freightOf(delivery: DeliveryTerms, province: string | undefined, goodsMinor: Minor): Minor {
  const { freightMinor, freeFromMinor, surcharges } = delivery;
  const free = freeFromMinor !== null && goodsMinor >= freeFromMinor;
  return (free ? 0 : freightMinor) + surchargeOf(surcharges, province);
}

function surchargeOf(surcharges: DeliveryTerms['surcharges'], province: string | undefined): Minor {
  if (province === undefined) return 0;
  const wanted = provinceName(province);
  const found = Object.entries(surcharges).find(([name]) => provinceName(name) === wanted);
  return found?.[1] ?? 0;
}

/** Without the words for its kind, which people leave out: 新疆维吾尔自治区 is 新疆. */
export function provinceName(province: string): string {
  return province.trim().replace(/(省|市|特别行政区|(壮族|回族|维吾尔)?自治区)$/u, '');
}
