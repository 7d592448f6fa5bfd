import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { client } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';

const FOUND = 20;

/** Which goods count for a rule: all of the shop (null), or products found by title or code. */
export function ProductScope(props: {
  value: readonly string[] | null;
  wrong: string | false;
  onChange: (productIds: string[] | null) => void;
}) {
  const t = useT();
  const [text, setText] = useState('');
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['merchant', 'scope', q],
    enabled: props.value !== null,
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/merchant/products', { query: { ...(q ? { q } : {}), limit: FOUND }, signal }),
  });
  const rows = found.data?.items ?? [];
  const nameOf = (productId: string): string =>
    rows.find((row) => row.productId === productId)?.title ??
    titles.get(productId) ??
    `…${productId.slice(-8)}`;
  return (
    <Field label={t('gifts.scope')} wrong={props.wrong}>
      {(id) => (
        <div className="scope">
          <Select
            id={id}
            value={props.value === null ? 'all' : 'some'}
            onChange={(scope) => props.onChange(scope === 'all' ? null : [])}
            options={[
              { value: 'all', label: t('gifts.scopeAll') },
              { value: 'some', label: t('gifts.scopeSome') },
            ]}
            data-testid="gift-scope"
          />
          {props.value !== null && (
            <Select
              mode="multiple"
              aria-label={t('gifts.scopeSome')}
              value={[...props.value]}
              status={props.wrong ? 'error' : ''}
              showSearch={{ filterOption: false, onSearch: setText }}
              placeholder={t('products.search')}
              labelRender={({ value }) => nameOf(String(value))}
              options={rows.map((row) => ({ value: row.productId, label: row.title }))}
              onChange={(productIds) => {
                setTitles(new Map(productIds.map((one) => [one, nameOf(one)])));
                props.onChange(productIds);
              }}
              data-testid="gift-products"
            />
          )}
        </div>
      )}
    </Field>
  );
}
