import type { ResultOf } from '@yellowcart/sdk';
import { Select } from 'antd';
import { client, usePages } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Empty } from '../../parts/notes.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { When } from '../../parts/when.tsx';
import { usePoolName } from './pool-name.ts';

type Movement = ResultOf<'GET /api/v1/merchant/skus/:skuId/movements'>['items'][number];
const kinds = ['increment', 'sold', 'returned', 'moved'] as const;

/** What explains every unit of a SKU, newest first. The filters choose among the rows that are loaded. */
export function Movements({ skuId }: { skuId: string }) {
  const t = useT();
  const poolName = usePoolName();
  const filters = useFilters();
  const kind = filters.oneOf('kind', kinds);
  const pool = filters.get('pool');
  const data = usePages(['merchant', 'movements', skuId], (cursor, signal) =>
    client.call('GET /api/v1/merchant/skus/:skuId/movements', {
      params: { skuId },
      query: { cursor, limit: 50 },
      signal,
    }),
  );
  const pools = [...new Set(data.rows.map((row) => row.pool))];
  const rows = data.rows.filter((row) => (!kind || row.kind === kind) && (!pool || row.pool === pool));
  const columns: Column<Movement>[] = [
    {
      key: 'when',
      head: t('log.when'),
      cell: (row) => <When at={row.at} style="full" />,
      csv: (row) => row.at,
    },
    { key: 'pool', head: t('log.pool'), cell: (row) => poolName(row.pool), csv: (row) => row.pool },
    {
      key: 'kind',
      head: t('log.kind'),
      cell: (row) => (
        <>
          {t(`log.kind.${row.kind}`)}
          {row.otherPool && (
            <span className="quiet small">
              {' '}
              {t(row.quantity > 0 ? 'log.from' : 'log.to', { pool: poolName(row.otherPool) })}
            </span>
          )}
        </>
      ),
      csv: (row) => row.kind,
    },
    {
      key: 'quantity',
      head: t('log.quantity'),
      right: true,
      cell: (row) => `${row.quantity > 0 ? '+' : ''}${exactCount(row.quantity)}`,
      csv: (row) => row.quantity,
    },
    {
      key: 'balance',
      head: t('log.balance'),
      right: true,
      cell: (row) => exactCount(row.balance),
      csv: (row) => row.balance,
    },
    {
      key: 'reference',
      head: t('log.reference'),
      cell: (row) => <CopyId id={row.reference} />,
      csv: (row) => row.reference,
    },
  ];
  return (
    <section className="section">
      <h2>{t('log.title')}</h2>
      <div className="bar">
        <Tabs
          label={t('log.filter')}
          value={kind ?? 'all'}
          options={(['all', ...kinds] as const).map((value) => ({
            value,
            label: value === 'all' ? t('all') : t(`log.kind.${value}`),
          }))}
          onChange={(value) => filters.set({ kind: value === 'all' ? undefined : value })}
        />
        {pools.length > 1 && (
          <Select
            className="pool-pick"
            aria-label={t('log.pool')}
            value={pool ?? ''}
            options={[
              { value: '', label: t('log.allPools') },
              ...pools.map((value) => ({ value, label: poolName(value) })),
            ]}
            onChange={(value) => filters.set({ pool: value || undefined })}
          />
        )}
      </div>
      <Sheet
        data={{ ...data, rows }}
        columns={columns}
        rowKey={(row) => String(row.movementId)}
        label={t('log.title')}
        testid="movement-row"
        file="movements"
        empty={<Empty title={t(data.rows.length === 0 ? 'log.empty' : 'log.emptyFilter')} />}
      />
    </section>
  );
}
