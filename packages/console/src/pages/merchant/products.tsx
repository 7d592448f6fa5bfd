import type { ProductRow } from '@yellowcart/contract';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client, usePages } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { minorDigits, money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Empty } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { Picture } from '../../parts/picture.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWhen } from '../../parts/when.tsx';
import { PlanDrawer } from './plan-drawer.tsx';
import { ShelfSwitch } from './shelf-switch.tsx';
import { LOW_STOCK } from './stock.ts';
import { StockForm } from './stock-form.tsx';

/** The shop's goods as a sheet: price, stock, plan and shelf, each changed where it stands. */
export default function Products() {
  const t = useT();
  const when = useWhen();
  const navigate = useNavigate();
  const filters = useFilters();
  const q = filters.get('q');
  const plan = filters.oneOf('plan', ['with', 'without'] as const);
  const [stockOf, setStockOf] = useState<string>();
  const [planOf, setPlanOf] = useState<ProductRow>();
  const data = usePages(['merchant', 'products', q, plan], (cursor, signal) =>
    client.call('GET /api/v1/merchant/products', { query: { q, plan, cursor, limit: 50 }, signal }),
  );
  const columns: Column<ProductRow>[] = [
    {
      key: 'title',
      head: t('product'),
      lead: true,
      cell: (row) => (
        <span className="goods">
          <Picture src={row.picture} size={48} />
          <span>
            <span className="goods-title">{row.title}</span>
            <span className="quiet small">
              <CopyId id={row.ref} whole /> · {row.categoryPath.join(' › ')}
            </span>
          </span>
        </span>
      ),
      csv: (row) => row.title,
    },
    {
      key: 'price',
      head: t('product.price'),
      right: true,
      cell: (row) => <PriceRange row={row} />,
      csv: (row) => row.priceMinorMin / 10 ** minorDigits('CNY'),
    },
    {
      key: 'stock',
      head: t('product.stock'),
      right: true,
      cell: (row) => (
        <button
          type="button"
          className="link"
          aria-expanded={stockOf === row.productId}
          title={t('stock.change')}
          onClick={() => setStockOf(stockOf === row.productId ? undefined : row.productId)}
          data-testid="stock-open"
        >
          <span className={row.available < LOW_STOCK ? 'bad num' : 'num'}>{exactCount(row.available)}</span>
        </button>
      ),
      csv: (row) => row.available,
    },
    {
      key: 'plan',
      head: t('product.plan'),
      cell: (row) => (
        <button type="button" className="link" onClick={() => setPlanOf(row)} data-testid="plan-open">
          {row.plan ? <PlanText plan={row.plan} date={when} /> : t('plan.open')}
        </button>
      ),
      csv: (row) => (row.plan ? rate(row.plan.commissionBps) : ''),
    },
    {
      key: 'shelf',
      head: t('product.shelf'),
      cell: (row) => <ShelfSwitch row={row} />,
      csv: (row) => t(row.onShelf ? 'shelf.on' : 'shelf.off'),
    },
  ];
  const filtered = q !== undefined || plan !== undefined;
  return (
    <>
      <PageHead
        title={t('nav.products')}
        note={t('products.note')}
        action={
          <Button
            className="main-action"
            onClick={() => void navigate('/products/new')}
            data-testid="product-new"
          >
            {t('products.new')}
          </Button>
        }
      />
      <div className="bar">
        <Input.Search
          allowClear
          className="bar-search"
          defaultValue={q ?? ''}
          key={q ?? ''}
          placeholder={t('products.search')}
          aria-label={t('products.search')}
          onSearch={(text) => filters.set({ q: text.trim() })}
          data-testid="product-search"
        />
        <Tabs
          label={t('product.plan')}
          value={plan ?? 'all'}
          options={[
            { value: 'all', label: t('all') },
            { value: 'with', label: t('products.with') },
            { value: 'without', label: t('products.without') },
          ]}
          onChange={(value) => filters.set({ plan: value === 'all' ? undefined : value })}
        />
      </div>
      <Sheet
        data={data}
        label={t('nav.products')}
        columns={columns}
        rowKey={(row) => row.productId}
        below={(row) => row.productId === stockOf && <StockForm productId={row.productId} />}
        testid="product-row"
        file="products"
        empty={
          <Empty
            title={t(filtered ? 'products.none' : 'products.empty')}
            next={
              filtered ? (
                <Link to="/products">{t('filters.clear')}</Link>
              ) : (
                <Link to="/products/new">{t('products.new')}</Link>
              )
            }
          />
        }
      />
      <PlanDrawer row={planOf} onClose={() => setPlanOf(undefined)} />
    </>
  );
}

function PriceRange({ row }: { row: ProductRow }) {
  const t = useT();
  return (
    <>
      <span className="num">
        {money(row.priceMinorMin)}
        {row.priceMinorMax > row.priceMinorMin && ` – ${money(row.priceMinorMax).slice(1)}`}
      </span>
      {row.skuCount > 1 && <div className="quiet small">{t('product.skus', { count: row.skuCount })}</div>}
    </>
  );
}

function PlanText(props: { plan: NonNullable<ProductRow['plan']>; date: (at: string) => string }) {
  const t = useT();
  const { plan } = props;
  if (plan.state === 'closed') return <>{t('plan.state.closed')}</>;
  return (
    <>
      <span className="num">{rate(plan.commissionBps)}</span>
      {plan.pendingCommissionBps !== null && plan.pendingFrom && (
        <span className="quiet small">
          {' '}
          → {rate(plan.pendingCommissionBps)} · {props.date(plan.pendingFrom)}
        </span>
      )}
      {plan.state === 'closing' && <span className="quiet small"> · {t('plan.state.closing')}</span>}
    </>
  );
}
