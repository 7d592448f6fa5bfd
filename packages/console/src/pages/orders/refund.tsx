import { useMutation } from '@tanstack/react-query';
import type { OrderView, RefundView } from '@yellowcart/contract';
import { Button } from 'antd';
import { client, queries } from '../../api.ts';
import { money } from '../../format/money.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { useSay } from '../../parts/say.ts';

/** A refund of an order. Who decides sees the consequence on the button itself. */
export function Refund(props: { refund: RefundView; order: OrderView; decides: boolean }) {
  const { refund, order } = props;
  const t = useT();
  const say = useSay();
  const amount = money(refund.amountMinor, order.currency);
  const decide = useMutation({
    mutationFn: (agree: boolean) =>
      client.call('POST /api/v1/merchant/refunds/:refundId/decision', {
        params: { refundId: refund.refundId },
        body: { agree },
      }),
    onSuccess: (after) =>
      say.done(after.state === 'refunded' ? t('refund.agreed', { amount }) : t('refund.wasRefused')),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  return (
    <li className="refund" data-testid="refund-row">
      <div>
        <p>
          <strong className="num">{amount}</strong> · {t(`refund.state.${refund.state}` satisfies Key)}
        </p>
        <p className="quiet">{t('refund.reason', { reason: refund.reason })}</p>
        {refund.withheldMinor > 0 && (
          <p className="quiet">
            {t('refund.withheld', { amount: money(refund.withheldMinor, order.currency) })}
          </p>
        )}
        <p className="quiet small">
          {refund.lines
            .map((line) => t('refund.line', { no: line.lineNo, count: line.quantity }))
            .join(' · ')}
        </p>
      </div>
      {props.decides && refund.state === 'requested' && (
        <div className="in-place">
          <Button
            className="main-action"
            loading={decide.isPending}
            onClick={() => decide.mutate(true)}
            data-testid="refund-agree"
          >
            {t('refund.agree', { amount })}
          </Button>
          <Button
            disabled={decide.isPending}
            onClick={() => decide.mutate(false)}
            data-testid="refund-refuse"
          >
            {t('refund.refuse')}
          </Button>
        </div>
      )}
    </li>
  );
}
