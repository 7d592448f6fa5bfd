import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Picture } from '../../parts/picture.tsx';
import { type NamedSku, skuName, useSkusLike } from './use-skus.ts';

/** Enough of a SKU to show it as chosen. */
export type PickedSku = Pick<NamedSku, 'skuId' | 'productId' | 'title' | 'spec' | 'priceMinor'>;

/** Finds one SKU of the shop by its product's title or code. */
export function SkuPick(props: {
  value: PickedSku | undefined;
  onChange: (sku: PickedSku) => void;
  label: string;
  id?: string;
  wrong?: boolean;
  testid?: string;
}) {
  const t = useT();
  const [text, setText] = useState('');
  const found = useSkusLike(useDeferredValue(text.trim()));
  const { value } = props;
  const skus = found.data ?? [];
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      className="sku-pick"
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value?.skuId ?? null}
      placeholder={t('stockPage.findHint')}
      aria-label={props.label}
      status={props.wrong ? 'error' : ''}
      loading={found.isFetching}
      labelRender={() => (value ? skuName(value) : '')}
      onChange={(skuId) => {
        const sku = skus.find((one) => one.skuId === skuId);
        if (sku) props.onChange(sku);
      }}
      options={skus.map((sku) => ({ value: sku.skuId, label: skuName(sku), sku }))}
      optionRender={(option) => <SkuOption sku={option.data.sku} />}
      data-testid={props.testid ?? 'sku-pick'}
    />
  );
}

function SkuOption({ sku }: { sku: NamedSku }) {
  const t = useT();
  return (
    <span className="goods">
      <Picture src={sku.picture} size={32} />
      <span>
        <span className="one-line">{skuName(sku)}</span>
        <span className="quiet small num">
          {money(sku.priceMinor, sku.currency)} · {t('stock.left', { count: exactCount(sku.available) })}
        </span>
      </span>
    </span>
  );
}
