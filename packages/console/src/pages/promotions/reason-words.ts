import type { GiftExplanation } from '@yellowcart/contract';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { useWhen } from '../../parts/when.tsx';

/** Says why a rule gives or gives nothing; `rules` name the one that came first. */
export function useReasonText(
  rules: readonly GiftExplanation[],
  currency: string,
): (rule: GiftExplanation) => string {
  const t = useT();
  const when = useWhen();
  return ({ reason, measure }) => {
    const amount = (value: number): string =>
      measure === 'minor' ? money(value, currency) : t('sim.pieces', { count: value });
    switch (reason.code) {
      case 'counted_at_payment':
        return reason.left === null
          ? t('sim.reason.counted_at_payment_open')
          : t('sim.reason.counted_at_payment', { left: exactCount(reason.left) });
      case 'not_started':
        return t('sim.reason.not_started', { at: when(reason.startsAt) });
      case 'ended':
        return t('sim.reason.ended', { at: when(reason.endsAt) });
      case 'below_band':
        return t('sim.reason.below_band', { from: amount(reason.from), missing: amount(reason.missing) });
      case 'replaced_by':
        return t('sim.reason.replaced_by', {
          rule: rules.find((rule) => rule.ruleId === reason.ruleId)?.ruleName ?? reason.ruleId.slice(-8),
        });
      case 'out_of_gifts':
        return t(`sim.reason.out_of_gifts.${reason.whenOut}`);
      default:
        return t(`sim.reason.${reason.code}`);
    }
  };
}
