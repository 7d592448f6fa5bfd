import { useMutation } from '@tanstack/react-query';
import type { DealView } from '@yellowcart/contract';
import { Button, Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { queries } from '../../api.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { TimeField } from '../../parts/time-field.tsx';
import { SkuPick } from '../stock/sku-pick.tsx';
import { blankDeal, type DraftDeal, type WrongDeal } from './deal-drafts.ts';

const wrongWords: Readonly<Record<WrongDeal, Key>> = {
  name: 'gifts.wrong.name',
  sku: 'deal.wrong.sku',
  set: 'deal.wrong.set',
  room: 'promo.roomHint',
  price: 'deal.wrong.price',
  deposit: 'presales.wrong.deposit',
  units: 'deal.wrong.units',
  total: 'gifts.wrong.number',
  buyer: 'gifts.wrong.number',
  endsAt: 'deal.wrong.endsAt',
  balanceFrom: 'presales.wrong.order',
  balanceUntil: 'presales.wrong.order',
  shipBy: 'presales.wrong.order',
  time: 'gifts.wrong.time',
};

type TextField = 'name' | 'price' | 'deposit' | 'units' | 'totalMax' | 'buyerMax';
type TimeName = 'startsAt' | 'endsAt' | 'balanceFrom' | 'balanceUntil' | 'shipBy';

/** The parts that the forms of all deals are put together from, on one draft. */
export interface DealFields {
  readonly draft: DraftDeal;
  readonly change: (part: Partial<DraftDeal>) => void;
  /** What is wrong with a field, in words, once it was tried to be saved. */
  readonly wrong: (field: WrongDeal) => string | false;
  readonly text: (field: TextField, label: Key, as: WrongDeal) => ReactNode;
  readonly time: (field: TimeName, label: Key, as: WrongDeal) => ReactNode;
  readonly sku: () => ReactNode;
}

interface Props<T> {
  readonly check: (draft: DraftDeal) => { readonly deal: T | null; readonly wrong: ReadonlySet<WrongDeal> };
  readonly send: (deal: T) => Promise<DealView>;
  readonly fields: (fields: DealFields) => ReactNode;
  readonly onDone: () => void;
}

/** The form of a deal of any kind: what is wrong is said at the field, what the server refuses above the button. */
export function DealForm<T>({ check, send, fields, onDone }: Props<T>) {
  const t = useT();
  const say = useSay();
  const [draft, setDraft] = useState<DraftDeal>(blankDeal);
  const [asked, setAsked] = useState(false);
  const checked = check(draft);
  const change = (part: Partial<DraftDeal>): void => setDraft((before) => ({ ...before, ...part }));
  const wrong = (field: WrongDeal): string | false =>
    asked && checked.wrong.has(field) && t(wrongWords[field]);
  const save = useMutation({
    mutationFn: send,
    onSuccess: (deal) => {
      say.done(t('promo.made', { name: deal.name }));
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (checked.deal) save.mutate(checked.deal);
  };
  const text = (field: TextField, label: Key, as: WrongDeal): ReactNode => (
    <Field label={t(label)} wrong={wrong(as)}>
      {(id) => (
        <Input
          id={id}
          value={draft[field]}
          status={wrong(as) ? 'error' : ''}
          inputMode={field === 'name' ? 'text' : 'decimal'}
          onChange={(event) => change({ [field]: event.target.value })}
          data-testid={`deal-${field}`}
        />
      )}
    </Field>
  );
  const time = (field: TimeName, label: Key, as: WrongDeal): ReactNode => (
    <TimeField
      label={t(label)}
      value={draft[field]}
      wrong={wrong(as)}
      onChange={(at) => change({ [field]: at })}
      testid={`deal-${field}`}
    />
  );
  const sku = (): ReactNode => {
    const [item] = draft.items;
    return (
      <Field label={t('promo.sku')} wrong={wrong('sku')}>
        {(id) => (
          <SkuPick
            id={id}
            label={t('promo.sku')}
            value={item?.sku}
            wrong={wrong('sku') !== false}
            onChange={(picked) => change({ items: [{ id: 1, sku: picked, quantity: '1' }] })}
            testid="deal-sku"
          />
        )}
      </Field>
    );
  };
  return (
    <form className="form" onSubmit={submit}>
      {fields({ draft, change, wrong, text, time, sku })}
      {save.error && (
        <p className="bad" role="alert">
          {problemText(save.error, t)}
        </p>
      )}
      <Button className="main-action" htmlType="submit" loading={save.isPending} data-testid="deal-save">
        {t('promo.save')}
      </Button>
    </form>
  );
}
