import { useMutation } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { client, queries } from '../../api.ts';
import { money, parseMajor } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { type DraftPart, partsOf } from './kit-parts.ts';
import { blankPart, PartRows } from './part-rows.tsx';

const PARTS_MAX = 20;

interface Made {
  readonly productId: string;
  readonly skuId: string;
}

/** Lists a kit of the shop's SKUs as a product of its own. */
export function NewKit(props: { open: boolean; onClose: () => void; onMade: (made: Made) => void }) {
  const t = useT();
  return (
    <Drawer open={props.open} onClose={props.onClose} title={t('kit.new')} size={560} destroyOnHidden>
      <KitForm onMade={props.onMade} />
    </Drawer>
  );
}

function KitForm({ onMade }: { onMade: (made: Made) => void }) {
  const t = useT();
  const say = useSay();
  const [text, setText] = useState({ title: '', ref: '', category: '', price: '' });
  const [draft, setDraft] = useState<DraftPart[]>([blankPart([])]);
  const parts = partsOf(draft);
  const priceMinor = parseMajor(text.price);
  const categoryPath = text.category
    .split(/[>›/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const ref = text.ref.trim();
  const ready =
    parts !== null &&
    priceMinor !== null &&
    text.title.trim() !== '' &&
    ref !== '' &&
    categoryPath.length > 0;
  const apart = draft.reduce(
    (sum, part) => sum + (part.sku?.priceMinor ?? 0) * (Number(part.quantity) || 0),
    0,
  );
  const list = useMutation({
    mutationFn: async (): Promise<Made> => {
      const { productId } = await client.call('POST /api/v1/merchant/products', {
        body: {
          ref,
          title: text.title.trim(),
          categoryPath,
          skus: [{ ref, priceMinor: priceMinor ?? 0, parts: parts ?? [] }],
        },
      });
      const product = await client.call('GET /api/v1/products/:productId', { params: { productId } });
      return { productId, skuId: product.skus[0]?.skuId ?? '' };
    },
    onSuccess: (made) => {
      say.done(t('kit.listed'));
      onMade(made);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const field = (name: keyof typeof text, label: string, placeholder = '') => (
    <Field label={label}>
      {(id) => (
        <Input
          id={id}
          value={text[name]}
          placeholder={placeholder}
          inputMode={name === 'price' ? 'decimal' : 'text'}
          onChange={(event) => setText({ ...text, [name]: event.target.value })}
          data-testid={`kit-${name}`}
        />
      )}
    </Field>
  );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) list.mutate();
      }}
    >
      <p className="quiet">{t('kit.note')}</p>
      {field('title', t('newProduct.title'))}
      <div className="form-row">
        {field('ref', t('newProduct.ref'))}
        {field('category', t('newProduct.category'), t('newProduct.categoryHint'))}
      </div>
      <fieldset className="sku-rows">
        <legend>{t('kit.parts')}</legend>
        <PartRows
          parts={draft}
          onChange={setDraft}
          skuLabel={t('kit.pick')}
          addLabel={t('kit.addPart')}
          most={PARTS_MAX}
          testid="kit-part"
        />
      </fieldset>
      {field('price', t('sku.price'))}
      {apart > 0 && <p className="quiet small">{t('promo.instead', { amount: money(apart) })}</p>}
      {list.error && (
        <p className="bad" role="alert">
          {problemText(list.error, t)}
        </p>
      )}
      <Button
        className="main-action"
        htmlType="submit"
        disabled={!ready}
        loading={list.isPending}
        data-testid="kit-list"
      >
        {t('newProduct.list')}
      </Button>
    </form>
  );
}
