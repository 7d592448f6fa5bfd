import { Button, Input } from 'antd';
import { type Key, useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { blankSku, type DraftSku } from './product-draft.ts';

const fields = ['spec', 'price', 'listPrice', 'stock', 'ref'] as const;
const modes = {
  spec: 'text',
  price: 'decimal',
  listPrice: 'decimal',
  stock: 'numeric',
  ref: 'text',
} as const;

/** The choices of a product, a row each. */
export function SkuRows(props: {
  skus: readonly DraftSku[];
  wrong: ReadonlySet<string>;
  onChange: (skus: DraftSku[]) => void;
}) {
  const t = useT();
  const { skus } = props;
  const change = (id: number, part: Partial<DraftSku>): void =>
    props.onChange(skus.map((sku) => (sku.id === id ? { ...sku, ...part } : sku)));
  return (
    <fieldset className="sku-rows">
      <legend>{t('newProduct.skus')}</legend>
      {skus.map((sku) => (
        <div key={sku.id} className="sku-row">
          {fields.map((field) => (
            <Field
              key={field}
              label={t(`sku.${field}` satisfies Key)}
              wrong={
                props.wrong.has(`${field}.${sku.id}`) &&
                t(field === 'listPrice' ? 'sku.listPriceWrong' : 'sku.numberNeeded')
              }
            >
              {(id) => (
                <Input
                  id={id}
                  value={sku[field]}
                  status={props.wrong.has(`${field}.${sku.id}`) ? 'error' : ''}
                  inputMode={modes[field]}
                  placeholder={field === 'spec' ? t('sku.specHint') : ''}
                  onChange={(event) => change(sku.id, { [field]: event.target.value })}
                  data-testid={`sku-${field}`}
                />
              )}
            </Field>
          ))}
          {skus.length > 1 && (
            <Button type="text" onClick={() => props.onChange(skus.filter((one) => one.id !== sku.id))}>
              {t('sku.remove')}
            </Button>
          )}
        </div>
      ))}
      <Button onClick={() => props.onChange([...skus, blankSku(1 + Math.max(...skus.map((sku) => sku.id)))])}>
        {t('sku.add')}
      </Button>
    </fieldset>
  );
}
