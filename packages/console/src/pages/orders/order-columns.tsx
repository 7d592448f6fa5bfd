import type { OrderState, OrderView } from '@yellowcart/contract';
import { minorDigits } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Amount, Movement } from '../../parts/figure.tsx';
import { Picture } from '../../parts/picture.tsx';
import type { Column } from '../../parts/sheet.tsx';
import { OrderStateMark } from '../../parts/state.tsx';
import { When } from '../../parts/when.tsx';

export const orderStates: readonly OrderState[] = [
  'awaiting_payment',
  'deposit_paid',
  'paid',
  'partly_shipped',
  'shipped',
  'received',
  'completed',
  'cancelled',
];

/** What every list of orders shows; each office adds its own. */
export function useOrderColumns(): {
  goods: Column<OrderView>;
  no: Column<OrderView>;
  buyer: Column<OrderView>;
  total: Column<OrderView>;
  state: Column<OrderView>;
  placed: Column<OrderView>;
} {
  const t = useT();
  return {
    no: {
      key: 'no',
      head: t('order.no'),
      cell: (order) => <CopyId id={order.orderNo} whole />,
      csv: (order) => order.orderNo,
    },
    goods: {
      key: 'goods',
      head: t('order.goods'),
      lead: true,
      cell: (order) => <Goods order={order} />,
      csv: (order) => order.lines.map((line) => `${line.title} ×${line.quantity}`).join('; '),
    },
    buyer: {
      key: 'buyer',
      head: t('order.buyer'),
      cell: (order) => (
        <span className="name" title={order.buyerName}>
          {order.buyerName}
        </span>
      ),
      csv: (order) => order.buyerName,
    },
    total: {
      key: 'total',
      head: t('order.total'),
      right: true,
      cell: (order) => (
        <>
          <Amount minor={order.totalMinor} currency={order.currency} />
          {order.refundedMinor > 0 && (
            <div className="small">
              <Movement minor={-order.refundedMinor} currency={order.currency} />
            </div>
          )}
        </>
      ),
      csv: (order) => order.totalMinor / 10 ** minorDigits(order.currency),
    },
    state: {
      key: 'state',
      head: t('order.state'),
      cell: (order) => (
        <>
          <OrderStateMark state={order.state} />
          {order.kind !== 'normal' && <div className="quiet small">{t(`order.kind.${order.kind}`)}</div>}
        </>
      ),
      csv: (order) => t(`order.state.${order.state}`),
    },
    placed: {
      key: 'placed',
      head: t('order.placed'),
      cell: (order) => <When at={order.placedAt} />,
      csv: (order) => order.placedAt,
    },
  };
}

function Goods({ order }: { order: OrderView }) {
  const t = useT();
  const [first] = order.lines;
  if (!first) return null;
  const gifts = order.lines.filter((line) => line.kind === 'gift').length;
  const others = order.lines.length - gifts - 1;
  const creator = order.lines.find((line) => line.attribution)?.attribution?.creatorName;
  return (
    <span className="goods">
      <Picture src={first.picture} size={44} />
      <span>
        <span className="goods-title">{first.title}</span>
        <span className="quiet small">
          {[
            ...Object.values(first.spec),
            `×${first.quantity}`,
            ...(others > 0 ? [t('order.others', { count: others })] : []),
            ...(gifts > 0 ? [t('order.giftCount', { count: gifts })] : []),
            ...(creator ? [t('order.by', { name: creator })] : []),
          ].join(' · ')}
        </span>
      </span>
    </span>
  );
}
