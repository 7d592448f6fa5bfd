import { Button } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { useFilters } from '../../parts/filters.ts';
import { Empty, Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { Picture } from '../../parts/picture.tsx';
import { KitEditor } from './kit-editor.tsx';
import { KitOf } from './kit-of.tsx';
import { Movements } from './movements.tsx';
import { NewKit } from './new-kit.tsx';
import { Pools } from './pools.tsx';
import { Scarce } from './scarce.tsx';
import { type PickedSku, SkuPick } from './sku-pick.tsx';
import { UnitMoves } from './unit-moves.tsx';
import { namedSkus, skuName, useProduct } from './use-skus.ts';
import { useStockOf } from './use-stock-of.ts';
import '../../styles/stock.css';

/** The stock of a SKU: where its units are, what a kit is made of, and every movement behind them. */
export default function StockPage() {
  const t = useT();
  const filters = useFilters();
  const [making, setMaking] = useState(false);
  const skuId = filters.get('sku');
  const productId = filters.get('product');
  const product = useProduct(productId);
  const sku = product.data && namedSkus(product.data).find((one) => one.skuId === skuId);
  const show = (picked: Pick<PickedSku, 'skuId' | 'productId'>): void =>
    filters.set({ sku: picked.skuId, product: picked.productId });
  return (
    <>
      <PageHead
        title={t('nav.stock')}
        note={t('stockPage.note')}
        action={
          <Button className="main-action" onClick={() => setMaking(true)} data-testid="kit-new">
            {t('kit.new')}
          </Button>
        }
      />
      <Scarce onOpen={show} />
      <div className="stock-find">
        <SkuPick label={t('stockPage.find')} value={sku} onChange={show} />
      </div>
      {skuId ? (
        <>
          {sku && (
            <h2 className="goods stock-name" data-testid="stock-sku">
              <Picture src={sku.picture} size={48} />
              {skuName(sku)}
            </h2>
          )}
          <StockOf key={skuId} skuId={skuId} />
        </>
      ) : (
        <Empty title={t('stockPage.choose')} next={t('stockPage.chooseNext')} />
      )}
      <NewKit
        open={making}
        onClose={() => setMaking(false)}
        onMade={(made) => {
          setMaking(false);
          show(made);
        }}
      />
    </>
  );
}

function StockOf({ skuId }: { skuId: string }) {
  const t = useT();
  const [making, setMaking] = useState(false);
  const stock = useStockOf(skuId);
  if (stock.error) return <Problem error={stock.error} retry={() => void stock.refetch()} />;
  if (!stock.data) return <Waiting />;
  if (stock.data.parts.length > 0) return <KitOf skuId={skuId} />;
  const unused = stock.data.pools.every((pool) => pool.onHand === 0 && pool.reserved === 0);
  return (
    <>
      <Pools stock={stock.data} />
      <UnitMoves stock={stock.data} />
      <Movements skuId={skuId} />
      <section className="section">
        <h2>{t('kit.title')}</h2>
        {making ? (
          <KitEditor skuId={skuId} parts={[]} onDone={() => setMaking(false)} />
        ) : (
          <p className="quiet">
            {t('kit.none')}{' '}
            {unused && (
              <button type="button" className="link" onClick={() => setMaking(true)} data-testid="kit-make">
                {t('kit.make')}
              </button>
            )}
          </p>
        )}
      </section>
    </>
  );
}
