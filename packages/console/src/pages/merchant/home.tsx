import type { Me, ProductRow } from '@yellowcart/contract';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Empty, Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { Picture } from '../../parts/picture.tsx';
import { When } from '../../parts/when.tsx';
import { LOW_STOCK } from './stock.ts';
import { useGoods, useToRefund, useToShip } from './use-all.ts';

const SHOWN = 6;

/** What needs the shop now: orders to ship, refunds to decide, goods that can't sell. */
export default function MerchantHome({ me }: { me: Me }) {
  const t = useT();
  const toShip = useToShip();
  const toRefund = useToRefund();
  const goods = useGoods();
  const error = toShip.error ?? toRefund.error ?? goods.error;
  if (error) return <Problem error={error} retry={() => location.reload()} />;
  if (!toShip.data || !toRefund.data || !goods.data) return <Waiting />;
  const onShelf = goods.data.rows.filter((row) => row.onShelf);
  const noPlan = onShelf.filter((row) => row.plan === null);
  const low = onShelf.filter((row) => row.available < LOW_STOCK).sort((a, b) => a.available - b.available);
  const counted = (rows: readonly unknown[], more: boolean): string =>
    `${exactCount(rows.length)}${more ? '+' : ''}`;
  const toPay = toRefund.data.rows
    .flatMap((order) => order.refunds)
    .filter((refund) => refund.state === 'requested')
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
  return (
    <>
      <PageHead title={t('merchant.home', { name: me.partyName })} note={t('merchant.homeNote')} />
      <div className="needs">
        <Need
          to="/orders?state=paid"
          label={t('merchant.toShip')}
          figure={counted(toShip.data.rows, toShip.data.more)}
          idle={toShip.data.rows.length === 0}
          note={t(toShip.data.rows.length > 0 ? 'merchant.toShipNote' : 'merchant.toShipNone')}
          testid="need-ship"
        />
        <Need
          to="/orders?refund=requested"
          label={t('merchant.toRefund')}
          figure={counted(toRefund.data.rows, toRefund.data.more)}
          idle={toRefund.data.rows.length === 0}
          note={toPay > 0 ? t('merchant.toRefundNote', { amount: money(toPay) }) : t('merchant.toRefundNone')}
          testid="need-refund"
        />
        <Need
          to="/products?plan=without"
          label={t('merchant.noPlan')}
          figure={counted(noPlan, goods.data.more)}
          idle={noPlan.length === 0}
          note={t(noPlan.length > 0 ? 'merchant.noPlanNote' : 'merchant.noPlanNone')}
          testid="need-plan"
        />
        <Need
          to="/stock"
          label={t('merchant.low')}
          figure={counted(low, goods.data.more)}
          idle={low.length === 0}
          note={t(low.length > 0 ? 'merchant.lowNote' : 'merchant.lowNone', { count: LOW_STOCK })}
          testid="need-stock"
        />
      </div>
      {goods.data.rows.length === 0 && (
        <Empty title={t('products.empty')} next={<Link to="/products/new">{t('products.new')}</Link>} />
      )}
      {toShip.data.rows.length > 0 && (
        <section className="section">
          <div className="section-head">
            <h2>{t('merchant.oldestFirst')}</h2>
            <Link to="/orders?state=paid">{t('merchant.shipAll')}</Link>
          </div>
          <div className="lines">
            {toShip.data.rows
              .slice(-SHOWN)
              .reverse()
              .map((order) => (
                <Link key={order.orderId} to={`/orders?state=paid&order=${order.orderId}`}>
                  <span className="goods">
                    <Picture src={order.lines[0]?.picture ?? ''} size={40} />
                    <span className="goods-title">{order.lines[0]?.title}</span>
                  </span>
                  <span className="quiet">
                    <When at={order.paidAt} />
                  </span>
                </Link>
              ))}
          </div>
        </section>
      )}
      {low.length > 0 && (
        <Goods
          title={t('merchant.lowList')}
          rows={low}
          note={(row) => (
            <span className={row.available === 0 ? 'bad num' : 'num'}>
              {t('stock.left', { count: exactCount(row.available) })}
            </span>
          )}
        />
      )}
      {noPlan.length > 0 && (
        <Goods
          title={t('merchant.noPlanList')}
          rows={noPlan}
          note={() => <span className="quiet">{t('plan.open')}</span>}
        />
      )}
    </>
  );
}

/** Goods that want something, each leading to its row. */
function Goods(props: { title: string; rows: ProductRow[]; note: (row: ProductRow) => ReactNode }) {
  return (
    <section className="section">
      <h2>{props.title}</h2>
      <div className="lines">
        {props.rows.slice(0, SHOWN).map((row) => (
          <Link key={row.productId} to={`/products?q=${encodeURIComponent(row.title)}`}>
            <span className="goods">
              <Picture src={row.picture} size={40} />
              <span className="goods-title">{row.title}</span>
            </span>
            {props.note(row)}
          </Link>
        ))}
      </div>
    </section>
  );
}

function Need(props: {
  to: string;
  label: string;
  figure: string;
  note: string;
  idle: boolean;
  testid: string;
}) {
  return (
    <Link to={props.to} className={props.idle ? 'idle' : ''} data-testid={props.testid}>
      <span className="label">{props.label}</span>
      <span className="figure">{props.figure}</span>
      <span className="quiet">{props.note}</span>
    </Link>
  );
}
