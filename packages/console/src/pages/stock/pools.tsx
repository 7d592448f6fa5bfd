import { useState } from 'react';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { PolicyForm } from './policy-form.tsx';
import { usePoolName } from './pool-name.ts';
import { poolShares } from './pool-shares.ts';
import type { StockOfSku, StockPool } from './use-stock-of.ts';

/** The pools of a SKU on one scale: what can be sold, what is reserved, what is kept back. */
export function Pools({ stock }: { stock: StockOfSku }) {
  const t = useT();
  const [changing, setChanging] = useState<string>();
  const most = Math.max(1, ...stock.pools.map((pool) => pool.onHand));
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t('stockPage.pools')}</h2>
        <span className="num" data-testid="sku-available">
          {t('stockPage.available', { count: exactCount(stock.available) })}
        </span>
      </div>
      <ul className="pool-legend small quiet" aria-hidden="true">
        <li className="pool-available">{t('pool.available')}</li>
        <li className="pool-reserved">{t('pool.reserved')}</li>
        <li className="pool-safety">{t('pool.safety')}</li>
      </ul>
      <ul className="pools">
        {stock.pools.map((pool) => (
          <PoolRow
            key={pool.pool}
            pool={pool}
            most={most}
            changing={changing === pool.pool}
            onChange={() => setChanging(changing === pool.pool ? undefined : pool.pool)}
            skuId={stock.skuId}
          />
        ))}
      </ul>
    </section>
  );
}

function PoolRow(props: {
  pool: StockPool;
  most: number;
  changing: boolean;
  onChange: () => void;
  skuId: string;
}) {
  const { pool } = props;
  const t = useT();
  const poolName = usePoolName();
  const shares = poolShares(pool, props.most);
  const figures = {
    available: exactCount(pool.available),
    reserved: exactCount(pool.reserved),
    safety: exactCount(pool.safety),
    onHand: exactCount(pool.onHand),
  };
  const low = pool.lowAt !== null && pool.available <= pool.lowAt;
  return (
    <li data-testid="pool-row" data-pool={pool.pool}>
      <div className="pool-head">
        <strong className="one-line">{poolName(pool.pool)}</strong>
        <span className="quiet small">
          {[
            ...(pool.lowAt === null ? [] : [t('pool.lowAt', { count: exactCount(pool.lowAt) })]),
            ...(pool.borrows ? [t('pool.borrows')] : []),
          ].join(' · ')}
        </span>
        <button
          type="button"
          className="link small"
          aria-expanded={props.changing}
          onClick={props.onChange}
          data-testid="policy-open"
        >
          {t('pool.change')}
        </button>
      </div>
      <div className="pool-bar" role="img" aria-label={t('pool.bar', figures)}>
        <span className="pool-available" style={{ width: `${shares.available}%` }} />
        <span className="pool-reserved" style={{ width: `${shares.reserved}%` }} />
        <span className="pool-safety" style={{ width: `${shares.safety}%` }} />
      </div>
      <dl className="pool-figures">
        <div>
          <dt>{t('pool.available')}</dt>
          <dd className={low ? 'bad num' : 'num'}>{figures.available}</dd>
        </div>
        <div>
          <dt>{t('pool.reserved')}</dt>
          <dd className="num">{figures.reserved}</dd>
        </div>
        <div>
          <dt>{t('pool.safety')}</dt>
          <dd className="num">{figures.safety}</dd>
        </div>
        <div>
          <dt>{t('pool.onHand')}</dt>
          <dd className="num">{figures.onHand}</dd>
        </div>
      </dl>
      {props.changing && <PolicyForm pool={pool} skuId={props.skuId} onDone={props.onChange} />}
    </li>
  );
}
