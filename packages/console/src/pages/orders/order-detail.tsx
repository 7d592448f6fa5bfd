import type { OrderLineView, OrderView } from '@yellowcart/contract';
import { money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Amount, Movement } from '../../parts/figure.tsx';
import { Picture } from '../../parts/picture.tsx';
import { OrderStateMark } from '../../parts/state.tsx';
import { useWhen, When } from '../../parts/when.tsx';
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
        {order.kind !== 'normal' && <span className="tag">{t(`order.kind.${order.kind}`)}</span>}
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
        {order.state !== 'cancelled' && order.shippedAt === null && order.shipBy && (
          <>
            <dt>{t('order.shipBy')}</dt>
            <dd>
              <When at={order.shipBy} />
            </dd>
          </>
        )}
        {order.presale && <PresaleFacts presale={order.presale} currency={order.currency} />}
        <dt>{t('order.freight')}</dt>
        <dd className="num">
          {order.freightMinor === 0 ? t('order.freightFree') : money(order.freightMinor, order.currency)}
        </dd>
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
        {line.gift ? (
          <GiftFacts gift={line.gift} quantity={line.quantity} currency={currency} />
        ) : (
          <p className="num">
            {money(line.unitPriceMinor, currency)} × {line.quantity}
            {line.discountMinor > 0 && ` − ${money(line.discountMinor, currency)}`} ={' '}
            {money(line.amountMinor, currency)}
          </p>
        )}
        {line.discounts.map((discount) => (
          <p key={discount.dealId} className="quiet small">
            −{money(discount.amountMinor, currency)} ·{' '}
            {t('order.off', {
              name: discount.name,
              bearers: discount.bearers.map(({ bearer }) => t(`bearer.${bearer}`)).join(' + '),
            })}
          </p>
        ))}
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
          line.kind === 'goods' && <p className="quiet small">{t('order.notLed')}</p>
        )}
      </div>
    </li>
  );
}

function GiftFacts(props: { gift: NonNullable<OrderLineView['gift']>; quantity: number; currency: string }) {
  const { gift, quantity, currency } = props;
  const t = useT();
  return (
    <>
      <p>
        <span className="tag">{t('order.gift')}</span>{' '}
        <span className="num">
          {money(0, currency)} × {quantity}
        </span>{' '}
        <span className="quiet small">
          {t('order.giftWorth', { amount: money(gift.valueMinor, currency) })}
        </span>
      </p>
      <p className="quiet small">
        {t('order.giftBy', { rule: gift.ruleName, bearer: t(`bearer.${gift.bearer}`) })}
        {gift.substituted && ` · ${t('order.giftSubstitute')}`}
      </p>
    </>
  );
}

/** The two payments of a presale: what, and between when. */
function PresaleFacts(props: { presale: NonNullable<OrderView['presale']>; currency: string }) {
  const { presale, currency } = props;
  const t = useT();
  const when = useWhen();
  return (
    <>
      <dt>{t('order.deposit')}</dt>
      <dd>
        <span className="num">{money(presale.depositMinor, currency)}</span> ·{' '}
        {t(presale.depositRefundable ? 'order.depositBack' : 'order.depositKept')}
      </dd>
      <dt>{t('order.balance')}</dt>
      <dd>
        {t('order.balanceWhen', {
          amount: money(presale.balanceMinor, currency),
          from: when(presale.balanceFrom),
          until: when(presale.balanceUntil),
        })}
      </dd>
    </>
  );
}
