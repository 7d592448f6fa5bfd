import type { OrderView } from '@yellowcart/contract';
import { Drawer } from 'antd';
import { useState } from 'react';
import { client, usePages } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { useFilters } from '../../parts/filters.ts';
import { Empty } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { orderStates, useOrderColumns } from '../orders/order-columns.tsx';
import { OrderDetail } from '../orders/order-detail.tsx';

/** Every order of the platform, newest first, with personal data masked. */
export default function OperatorOrders() {
  const t = useT();
  const filters = useFilters();
  const state = filters.oneOf('state', orderStates);
  const [open, setOpen] = useState<OrderView>();
  const columns = useOrderColumns();
  const data = usePages(['operator', 'orders', state], (cursor, signal) =>
    client.call('GET /api/v1/operator/orders', { query: { state, cursor, limit: 50 }, signal }),
  );
  const shop: Column<OrderView> = {
    key: 'shop',
    head: t('order.shop'),
    cell: (order) => (
      <span className="name" title={order.shopName}>
        {order.shopName}
      </span>
    ),
    csv: (order) => order.shopName,
  };
  return (
    <>
      <PageHead title={t('nav.orders')} note={t('orders.operatorNote')} />
      <Tabs
        label={t('order.state')}
        value={state ?? 'all'}
        options={[
          { value: 'all', label: t('all') },
          ...orderStates.map((value) => ({ value, label: t(`order.state.${value}`) })),
        ]}
        onChange={(value) => filters.set({ state: value === 'all' ? undefined : value })}
      />
      <Sheet
        data={data}
        label={t('nav.orders')}
        columns={[
          columns.goods,
          shop,
          columns.buyer,
          columns.total,
          columns.state,
          columns.placed,
          columns.no,
        ]}
        rowKey={(order) => order.orderId}
        onOpen={setOpen}
        testid="order-row"
        file="orders"
        empty={<Empty title={t(state ? 'orders.emptyState' : 'orders.empty')} next={t('orders.emptyNext')} />}
      />
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={t('order')} size={560}>
        {open && <OrderDetail order={open} decides={false} />}
      </Drawer>
    </>
  );
}
