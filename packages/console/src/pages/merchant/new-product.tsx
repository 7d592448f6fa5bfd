import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client, queries } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { PageHead } from '../../parts/page.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { blankSku, type Draft, type DraftSku, productOf } from './product-draft.ts';
import { SkuRows } from './sku-rows.tsx';

/** The form for a new product. What is wrong is said at the field; what the server refuses, above the button. */
export default function NewProductPage() {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>({
    ref: '',
    title: '',
    subtitle: '',
    brand: '',
    category: '',
    attributes: '',
    skus: [blankSku(1)],
  });
  const [asked, setAsked] = useState(false);
  const { product, wrong } = productOf(draft);
  const list = useMutation({
    mutationFn: (body: NonNullable<typeof product>) =>
      client.call('POST /api/v1/merchant/products', { body }),
    onSuccess: async () => {
      say.done(t('newProduct.listed'));
      await queries.invalidateQueries({ queryKey: ['merchant'] });
      await navigate(`/products?q=${encodeURIComponent(draft.title.trim())}`);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (product) list.mutate(product);
  };
  const text = (name: Exclude<keyof Draft, 'skus'>, many = false) => (
    <Field label={t(`newProduct.${name}`)} wrong={asked && wrong.has(name) && t('newProduct.needed')}>
      {(id) =>
        many ? (
          <Input.TextArea
            id={id}
            rows={3}
            value={draft[name]}
            placeholder={t('newProduct.attributesHint')}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          />
        ) : (
          <Input
            id={id}
            value={draft[name]}
            status={asked && wrong.has(name) ? 'error' : ''}
            placeholder={name === 'category' ? t('newProduct.categoryHint') : ''}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
            data-testid={`product-${name}`}
          />
        )
      }
    </Field>
  );
  return (
    <>
      <PageHead
        back={
          <Link to="/products" className="small">
            {t('newProduct.back')}
          </Link>
        }
        title={t('products.new')}
        note={t('newProduct.note')}
      />
      <form className="form" onSubmit={submit}>
        {text('title')}
        {text('subtitle')}
        <div className="form-row">
          {text('ref')}
          {text('brand')}
        </div>
        {text('category')}
        {text('attributes', true)}
        <SkuRows
          skus={draft.skus}
          wrong={asked ? wrong : new Set()}
          onChange={(skus: DraftSku[]) => setDraft({ ...draft, skus })}
        />
        {list.error && (
          <p className="bad" role="alert">
            {problemText(list.error, t)}
          </p>
        )}
        <div className="in-place">
          <Button
            className="main-action"
            size="large"
            htmlType="submit"
            loading={list.isPending}
            data-testid="product-save"
          >
            {t('newProduct.list')}
          </Button>
        </div>
      </form>
    </>
  );
}
