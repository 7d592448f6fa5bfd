import type { OrderLineView, OrderView } from '@yellowcart/contract';
import { money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Amount, Movement } from '../../parts/figure.tsx';
import { Picture } from '../../parts/picture.tsx';
import { OrderStateMark } from '../../parts/state.tsx';
import { When } from '../../parts/when.tsx';
import { Refund } from './refund.tsx';

const moments = [
  ['order.placed', 'placedAt'],
  ['order.paid', 'paidAt'],
  ['order.shipped', 'shippedAt'],
  ['order.received', 'receivedAt'],
  ['order.completed', 'completedAt'],
  ['order.cancelled', 'cancelledAt'],
] as const;

/** An order in full: when what happened, what was bought, who led the buyer there, and what was given back. */
export function OrderDetail({ order, decides }: { order: OrderView; decides: boolean }) {
  const t = useT();
  return (
    <div className="order-detail">
      <p className="order-head">
        <OrderStateMark state={order.state} />
        <strong className="order-total">
          <Amount minor={order.totalMinor} currency={order.currency} />
        </strong>
        {order.refundedMinor > 0 && <Movement minor={-order.refundedMinor} currency={order.currency} />}
      </p>
      <dl className="facts">
        <dt>{t('order.no')}</dt>
        <dd>
          <CopyId id={order.orderNo} whole />
        </dd>
        {moments.map(
          ([label, field]) =>
            order[field] && (
              <div key={field} className="fact">
                <dt>{t(label)}</dt>
                <dd>
                  <When at={order[field]} />
                </dd>
              </div>
            ),
        )}
        <dt>{t('order.buyer')}</dt>
        <dd>{order.buyerName}</dd>
        <dt>{t('order.shop')}</dt>
        <dd>{order.shopName}</dd>
        {order.address && (
          <>
            <dt>{t('order.address')}</dt>
            <dd>
              {order.address.name} {order.address.phone}
              <br />
              {order.address.province} {order.address.city} {order.address.district} {order.address.street}
            </dd>
          </>
        )}
        {order.shipment && (
          <>
            <dt>{t('order.shipment')}</dt>
            <dd>
              {order.shipment.carrier} <CopyId id={order.shipment.trackingNo} whole />
            </dd>
          </>
        )}
      </dl>
      {order.refunds.length > 0 && (
        <section className="section">
          <h3>{t('order.refunds')}</h3>
          <ul className="lines">
            {order.refunds.map((refund) => (
              <Refund key={refund.refundId} refund={refund} order={order} decides={decides} />
            ))}
          </ul>
        </section>
      )}
      <section className="section">
        <h3>{t('order.lines', { count: order.lines.length })}</h3>
        <ul className="lines">
          {order.lines.map((line) => (
            <Line key={line.lineNo} line={line} currency={order.currency} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Line({ line, currency }: { line: OrderLineView; currency: string }) {
  const t = useT();
  const led = line.attribution;
  return (
    <li className="order-line">
      <Picture src={line.picture} size={56} />
      <div>
        <p>{line.title}</p>
        <p className="quiet small">{Object.values(line.spec).join(' · ')}</p>
        <p className="num">
          {money(line.unitPriceMinor, currency)} × {line.quantity} = {money(line.amountMinor, currency)}
        </p>
        {line.refundedMinor > 0 && (
          <p className="small">
            {t('order.lineRefunded', { count: line.refundedQuantity })}{' '}
            <Movement minor={-line.refundedMinor} currency={currency} />
          </p>
        )}
        {led ? (
          <dl className="facts small order-led">
            <dt>{t('order.ledBy')}</dt>
            <dd>
              {led.creatorName} · {t(`surface.${led.surface}` satisfies Key)}
            </dd>
            <dt>{t('order.plan')}</dt>
            <dd>
              {t('order.planSnapshot', {
                commission: rate(led.commissionBps),
                service: rate(led.serviceFeeBps),
                version: led.planVersion,
              })}{' '}
              <CopyId id={led.planId} />
            </dd>
            <dt>{t('order.click')}</dt>
            <dd>
              <CopyId id={led.clickId} />
            </dd>
          </dl>
        ) : (
          <p className="quiet small">{t('order.notLed')}</p>
        )}
      </div>
    </li>
  );
}
