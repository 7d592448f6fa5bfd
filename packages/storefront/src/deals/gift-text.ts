import { locale, w } from '../i18n/locale.ts';
import { formatCount, formatPrice } from '../money.ts';
import type { GiftOffer } from './offer.ts';

/** A gift rule in one line, its bands rising: "买 2 件送 杯垫 × 1；可累计". */
export function giftText(rule: GiftOffer, currency: string): string {
  const words = w();
  const bands = rule.bands.map(({ from, gifts }) => {
    const condition = words.giftBand[rule.kind](
      rule.kind === 'threshold_amount' ? formatPrice(from, currency) : String(from),
    );
    return `${condition} ${gifts.map((gift) => `${gift.title} × ${gift.quantity}`).join(' + ')}`;
  });
  const facts = [
    ...(rule.repeats ? [words.giftEvery] : []),
    ...(rule.left === null ? [] : [words.giftLeft(formatCount(rule.left, locale()))]),
  ];
  return [bands.join(' · '), ...facts].join(' · ');
}
