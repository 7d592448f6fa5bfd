import type { LibraryItem } from '@yellowcart/contract';
import type { ResultOf } from '@yellowcart/sdk';
import { Button } from 'antd';
import { useRef } from 'react';
import { client, usePages } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { useFilters } from '../../parts/filters.ts';
import { Empty, Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { HangRoom, useHanging } from './hanging.tsx';
import { LibraryFilters } from './library-filters.tsx';
import { LibraryRow } from './library-row.tsx';
import '../../styles/library.css';

type Found = ResultOf<'GET /api/v1/library'>;

const sorts = ['relevance', 'sold', 'commission', 'earning', 'price', 'newest'] as const;

const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;

/** Goods worth selling: what they cost, what they earn, how they sell; hung where they stand. */
export default function Library({ hangs }: { hangs: boolean }) {
  const t = useT();
  const filters = useFilters();
  const hanging = useHanging(hangs);
  const sort = filters.oneOf('sort', sorts) ?? 'relevance';
  const query = {
    q: filters.get('q'),
    category: filters.get('category'),
    minCommissionBps: number(filters.get('rate')),
    minPriceMinor: number(filters.get('from')),
    maxPriceMinor: number(filters.get('to')),
    inStock: filters.oneOf('stock', ['true'] as const),
    sort,
  };
  const data = usePages<LibraryItem, Found>(['library', query], (cursor, signal) =>
    client.call('GET /api/v1/library', { query: { ...query, cursor, limit: 30 }, signal }),
  );
  // The categories stay in place while the next answer is on its way.
  const categories = useRef<Found['categories']>([]);
  if (data.first) categories.current = data.first.categories;
  const clear = (): void =>
    filters.set({
      q: undefined,
      category: undefined,
      rate: undefined,
      from: undefined,
      to: undefined,
      stock: undefined,
    });
  return (
    <>
      <PageHead
        title={t('nav.library')}
        note={data.first ? t('library.found', { count: exactCount(data.first.total) }) : ' '}
        action={hangs && <HangRoom hanging={hanging} />}
      />
      <div className="library">
        <LibraryFilters categories={categories.current} filters={filters} onClear={clear} />
        <section className="library-found" aria-label={t('library.results')}>
          <Tabs
            label={t('library.sort')}
            value={sort}
            options={sorts.map((value) => ({ value, label: t(`library.sort.${value}`) }))}
            onChange={(value) => filters.set({ sort: value === 'relevance' ? undefined : value })}
          />
          {data.error && data.rows.length === 0 ? (
            <Problem error={data.error} retry={data.retry} />
          ) : data.loading ? (
            <Waiting rows={8} />
          ) : data.rows.length === 0 ? (
            <Empty
              title={t('library.none')}
              next={
                <>
                  <p>{t('library.noneNext')}</p>
                  <Button onClick={clear}>{t('filters.clear')}</Button>
                </>
              }
            />
          ) : (
            <ul className="library-rows">
              {data.rows.map((item) => (
                <LibraryRow key={item.planId} item={item} hanging={hangs ? hanging : undefined} />
              ))}
            </ul>
          )}
          {data.more && (
            <div className="sheet-foot">
              <span className="quiet">{t('sheet.loadedMore', { count: exactCount(data.rows.length) })}</span>
              <Button onClick={data.loadMore} loading={data.loadingMore} data-testid="load-more">
                {t('sheet.more')}
              </Button>
            </div>
          )}
        </section>
      </div>
    </>
  );
}
