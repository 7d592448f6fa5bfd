import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { Picture } from '../../parts/picture.tsx';
import { KitEditor } from './kit-editor.tsx';
import { kitsOf } from './kit-parts.ts';
import { skuName } from './use-skus.ts';

/** A kit: what it is made of, what each part is enough for, and which one sets the limit. */
export function KitOf({ skuId }: { skuId: string }) {
  const t = useT();
  const [changing, setChanging] = useState(false);
  const kit = useQuery({
    queryKey: ['merchant', 'kit', skuId],
    refetchInterval: 10_000,
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/merchant/skus/:skuId/kit', { params: { skuId }, signal }),
  });
  if (kit.error) return <Problem error={kit.error} retry={() => void kit.refetch()} />;
  if (!kit.data) return <Waiting />;
  const { parts } = kit.data;
  const scarcest = Math.min(...parts.map(kitsOf));
  return (
    <section className="section" data-testid="kit">
      <div className="section-head">
        <h2>{t('kit.parts')}</h2>
        <span className="num">{t('kit.available', { count: exactCount(kit.data.available) })}</span>
      </div>
      {changing ? (
        <KitEditor
          skuId={skuId}
          parts={parts.map((part, index) => ({
            id: index + 1,
            sku: { ...part, priceMinor: 0 },
            quantity: String(part.quantity),
          }))}
          onDone={() => setChanging(false)}
        />
      ) : (
        <>
          <ul className="lines">
            {parts.map((part) => (
              <li key={part.skuId}>
                <span className="goods">
                  <Picture src={part.picture} size={40} />
                  <span className="goods-title">{skuName(part)}</span>
                </span>
                <span className="num">× {part.quantity}</span>
                <span className={kitsOf(part) === scarcest ? 'num' : 'num quiet'}>
                  {t('kit.partLeft', {
                    available: exactCount(part.available),
                    kits: exactCount(kitsOf(part)),
                  })}
                  {kitsOf(part) === scarcest && parts.length > 1 && ` · ${t('kit.scarcest')}`}
                </span>
              </li>
            ))}
          </ul>
          <button type="button" className="link" onClick={() => setChanging(true)} data-testid="kit-change">
            {t('kit.change')}
          </button>
        </>
      )}
    </section>
  );
}
