import { useMutation, useQuery } from '@tanstack/react-query';
import type { SkuView } from '@yellowcart/contract';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { client, newKey, queries } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { useSay } from '../../parts/say.ts';

/** Units of each SKU, added or taken in place. There is no absolute number to set: others sell meanwhile. */
export function StockForm({ productId }: { productId: string }) {
  const product = useQuery({
    queryKey: ['merchant', 'skus', productId],
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/products/:productId', { params: { productId }, signal }),
  });
  if (product.error) return <Problem error={product.error} retry={() => void product.refetch()} />;
  if (!product.data) return <Waiting rows={2} />;
  return (
    <ul className="stock-form">
      {product.data.skus.map((sku) => (
        <SkuStock key={sku.skuId} sku={sku} currency={product.data.currency} />
      ))}
    </ul>
  );
}

function SkuStock({ sku, currency }: { sku: SkuView; currency: string }) {
  const t = useT();
  const say = useSay();
  const [units, setUnits] = useState('');
  // One key for one intended change, however often it is sent until it is answered.
  const key = useRef(newKey());
  const change = useMutation({
    mutationFn: (delta: number) =>
      client.call('POST /api/v1/merchant/skus/:skuId/stock', {
        params: { skuId: sku.skuId },
        body: { key: key.current, delta },
      }),
    onSuccess: async (stock) => {
      key.current = newKey();
      setUnits('');
      say.done(
        t('stock.now', { available: exactCount(stock.available), reserved: exactCount(stock.reserved) }),
      );
      await queries.invalidateQueries({ queryKey: ['merchant'] });
    },
    onError: say.problem,
  });
  const count = /^\d{1,7}$/.test(units.trim()) ? Number(units.trim()) : 0;
  const usable = count > 0 && count <= 1_000_000;
  return (
    <li>
      <span>{Object.values(sku.spec).join(' · ') || t('stock.onlySku')}</span>
      <span className="num quiet">{money(sku.priceMinor, currency)}</span>
      <span className="num">{t('stock.left', { count: exactCount(sku.available) })}</span>
      <span className="in-place">
        <Input
          inputMode="numeric"
          value={units}
          placeholder={t('stock.units')}
          aria-label={t('stock.units')}
          onChange={(event) => {
            key.current = newKey();
            setUnits(event.target.value);
          }}
          onPressEnter={() => usable && change.mutate(count)}
          data-testid="stock-units"
        />
        <Button
          disabled={!usable}
          loading={change.isPending}
          onClick={() => change.mutate(count)}
          data-testid="stock-add"
        >
          {t('stock.add')}
        </Button>
        <Button
          disabled={!usable || change.isPending}
          onClick={() => change.mutate(-count)}
          data-testid="stock-take"
        >
          {t('stock.take')}
        </Button>
      </span>
    </li>
  );
}
