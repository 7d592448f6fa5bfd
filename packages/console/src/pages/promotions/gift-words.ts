import type { GiftRuleView } from '@yellowcart/contract';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { skuName } from '../stock/use-skus.ts';

type Band = GiftRuleView['bands'][number];

/** A band in words: "买 2 件 送 杯垫 × 1". */
export function useBandText(): (kind: GiftRuleView['kind'], band: Band) => string {
  const t = useT();
  return (kind, band) =>
    t(`gifts.summary.${kind}`, {
      from: kind === 'threshold_amount' ? money(band.from) : t('sim.pieces', { count: band.from }),
      gifts: giftsText(band.gifts),
    });
}

export function giftsText(gifts: Band['gifts']): string {
  return gifts.map((gift) => `${skuName(gift)} × ${gift.quantity}`).join(' + ');
}
