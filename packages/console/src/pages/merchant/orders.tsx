import { useQuery } from '@tanstack/react-query';
import type { OrderView } from '@yellowcart/contract';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { client, usePages } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { useFilters } from '../../parts/filters.ts';
import { Empty, Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { orderStates, useOrderColumns } from '../orders/order-columns.tsx';
import { OrderDetail } from '../orders/order-detail.tsx';
import { ShipForm } from './ship-form.tsx';

const FreeOrder = lazy(() => import('./free-order.tsx'));

const views = ['all', 'refunds', ...orderStates] as const;

/** The shop's orders: shipped in place, opened for the rest. */
export default function MerchantOrders() {
  const t = useT();
  const filters = useFilters();
  const state = filters.oneOf('state', orderStates);
  const refund = filters.oneOf('refund', ['requested'] as const);
  const openId = filters.get('order');
  const [shipping, setShipping] = useState<string>();
  const [giving, setGiving] = useState(false);
  const columns = useOrderColumns();
  const data = usePages(
    ['merchant', 'orders', state, refund],
    (cursor, signal) =>
      client.call('GET /api/v1/merchant/orders', { query: { state, refund, cursor, limit: 50 }, signal }),
    { refetchInterval: 15_000 },
  );
  const act: Column<OrderView> = {
    key: 'act',
    head: '',
    cell: (order) => (
      <Act order={order} shipping={shipping === order.orderId} onShip={setShipping} open={openOrder} />
    ),
  };
  function openOrder(orderId: string | undefined): void {
    filters.set({ order: orderId });
  }
  return (
    <>
      <PageHead
        title={t('nav.orders')}
        note={t('orders.merchantNote')}
        action={
          <Button onClick={() => setGiving(true)} data-testid="free-open">
            {t('free.open')}
          </Button>
        }
      />
      <Tabs
        label={t('order.state')}
        value={refund ? 'refunds' : (state ?? 'all')}
        options={views.map((value) => ({
          value,
          label:
            value === 'all'
              ? t('all')
              : value === 'refunds'
                ? t('orders.refunds')
                : t(`order.state.${value}`),
        }))}
        onChange={(value) =>
          filters.set({
            state: value === 'all' || value === 'refunds' ? undefined : value,
            refund: value === 'refunds' ? 'requested' : undefined,
          })
        }
      />
      <Sheet
        data={data}
        label={t('nav.orders')}
        columns={[
          columns.goods,
          columns.buyer,
          columns.total,
          columns.state,
          columns.placed,
          columns.no,
          act,
        ]}
        rowKey={(order) => order.orderId}
        onOpen={(order) => openOrder(order.orderId)}
        below={(order) =>
          order.orderId === shipping && <ShipForm order={order} onDone={() => setShipping(undefined)} />
        }
        testid="order-row"
        file="orders"
        empty={
          <Empty
            title={t(state || refund ? 'orders.emptyState' : 'orders.empty')}
            next={t(state || refund ? 'orders.emptyStateNext' : 'orders.emptyMerchantNext')}
          />
        }
      />
      <Drawer
        open={openId !== undefined}
        onClose={() => openOrder(undefined)}
        title={t('order')}
        size={560}
        destroyOnHidden
      >
        {openId && <OpenOrder orderId={openId} />}
      </Drawer>
      <Drawer
        open={giving}
        onClose={() => setGiving(false)}
        title={t('free.title')}
        size={560}
        destroyOnHidden
      >
        {giving && (
          <Suspense fallback={<Waiting />}>
            <FreeOrder onDone={() => setGiving(false)} />
          </Suspense>
        )}
      </Drawer>
    </>
  );
}

function Act(props: {
  order: OrderView;
  shipping: boolean;
  onShip: (orderId: string | undefined) => void;
  open: (orderId: string) => void;
}) {
  const t = useT();
  const { order } = props;
  const asked = order.refunds.some((refund) => refund.state === 'requested');
  return (
    <span className="in-place">
      {(order.state === 'paid' || order.state === 'partly_shipped') && (
        <Button
          onClick={() => props.onShip(props.shipping ? undefined : order.orderId)}
          aria-expanded={props.shipping}
          data-testid="ship-button"
        >
          {t('ship')}
        </Button>
      )}
      {asked && (
        <Button onClick={() => props.open(order.orderId)} data-testid="refund-open">
          {t('refund.decide')}
        </Button>
      )}
    </span>
  );
}

function OpenOrder({ orderId }: { orderId: string }) {
  const order = useQuery({
    queryKey: ['merchant', 'order', orderId],
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/merchant/orders/:orderId', { params: { orderId }, signal }),
  });
  if (order.error) return <Problem error={order.error} retry={() => void order.refetch()} />;
  if (!order.data) return <Waiting />;
  const ships = order.data.state === 'paid' || order.data.state === 'partly_shipped';
  const asked = order.data.refunds.some((refund) => refund.state === 'requested');
  return (
    <>
      <OrderDetail order={order.data} decides />
      {ships && <ShipForm order={order.data} main={!asked} />}
    </>
  );
}
