import { useQuery } from '@tanstack/react-query';
import { client } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { Picture } from '../../parts/picture.tsx';
import { usePoolName } from './pool-name.ts';
import { skuName } from './use-skus.ts';

const SHOWN = 5;

interface Opened {
  readonly skuId: string;
  readonly productId: string;
}

/** A notice of what runs low and what has sold out, each leading to its SKU; nothing where all is well. */
export function Scarce({ onOpen }: { onOpen: (sku: Opened) => void }) {
  const t = useT();
  const poolName = usePoolName();
  const low = useQuery({
    queryKey: ['merchant', 'stock-low'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => client.call('GET /api/v1/merchant/stock/low', { query: {}, signal }),
  });
  const soldOut = useQuery({
    queryKey: ['merchant', 'stock-sold-out'],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => client.call('GET /api/v1/merchant/stock/sold-out', { query: {}, signal }),
  });
  const lowRows = low.data?.items ?? [];
  const goneRows = soldOut.data?.items ?? [];
  if (lowRows.length + goneRows.length === 0) return null;
  const counted = (rows: readonly unknown[], more: boolean): string =>
    `${exactCount(rows.length)}${more ? '+' : ''}`;
  return (
    <section className="callout scarce" data-testid="scarce">
      {lowRows.length > 0 && (
        <>
          <h2>{t('stockPage.low', { count: counted(lowRows, low.data?.nextCursor !== null) })}</h2>
          <ul>
            {lowRows.slice(0, SHOWN).map((row) => (
              <Scarcity
                key={`${row.skuId} ${row.pool}`}
                row={row}
                note={`${poolName(row.pool)} · ${t('stockPage.lowRow', { available: exactCount(row.available), lowAt: exactCount(row.lowAt) })}`}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </>
      )}
      {goneRows.length > 0 && (
        <>
          <h2>{t('stockPage.soldOut', { count: counted(goneRows, soldOut.data?.nextCursor !== null) })}</h2>
          <ul>
            {goneRows.slice(0, SHOWN).map((row) => (
              <Scarcity
                key={row.skuId}
                row={row}
                note={row.kit ? t('stockPage.soldOutKit') : ''}
                onOpen={onOpen}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Scarcity(props: {
  row: Opened & { title: string; picture: string; spec: Record<string, string> };
  note: string;
  onOpen: (sku: Opened) => void;
}) {
  const { row } = props;
  return (
    <li>
      <Picture src={row.picture} size={32} />
      <button type="button" className="link one-line" onClick={() => props.onOpen(row)}>
        {skuName(row)}
      </button>
      <span className="quiet small num">{props.note}</span>
    </li>
  );
}
