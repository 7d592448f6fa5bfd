import { useMutation, useQuery } from '@tanstack/react-query';
import type { Delivery } from '@yellowcart/contract';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { client, queries } from '../../api.ts';
import { money } from '../../format/money.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { type DraftDelivery, deliveryOf, draftOfDelivery, freightOf } from './delivery-draft.ts';

const key = ['merchant', 'delivery'] as const;
const EXAMPLE_MINOR = 10_000;

/** How the shop delivers: freight, from when free, dearer provinces, and how soon. */
export function DeliveryTerms() {
  const delivery = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => client.call('GET /api/v1/merchant/delivery', { signal }),
  });
  if (delivery.error) return <Problem error={delivery.error} retry={() => void delivery.refetch()} />;
  if (!delivery.data) return <Waiting />;
  return <DeliveryForm delivery={delivery.data} />;
}

function DeliveryForm({ delivery }: { delivery: Delivery }) {
  const t = useT();
  const say = useSay();
  const [draft, setDraft] = useState<DraftDelivery>(draftOfDelivery(delivery));
  const terms = deliveryOf(draft);
  const save = useMutation({
    mutationFn: (body: Delivery) => client.call('PUT /api/v1/merchant/delivery', { body }),
    onSuccess: (after) => {
      queries.setQueryData(key, after);
      say.done(t('delivery.saved'));
    },
  });
  const text = (field: 'freight' | 'freeFrom' | 'hours', label: Key) => (
    <Field label={t(label)}>
      {(id) => (
        <Input
          id={id}
          value={draft[field]}
          inputMode="decimal"
          onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
          data-testid={`delivery-${field}`}
        />
      )}
    </Field>
  );
  const row = (id: number, part: { province?: string; amount?: string }): void =>
    setDraft({
      ...draft,
      surcharges: draft.surcharges.map((one) => (one.id === id ? { ...one, ...part } : one)),
    });
  const example = (province: string | undefined) =>
    terms &&
    t('delivery.example', {
      goods: money(EXAMPLE_MINOR),
      province: province ?? t('delivery.elsewhere'),
      freight: money(freightOf(terms, EXAMPLE_MINOR, province)),
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (terms) save.mutate(terms);
  };
  return (
    <form className="form" onSubmit={submit}>
      <div className="form-row">
        {text('freight', 'delivery.freight')}
        {text('freeFrom', 'delivery.freeFrom')}
      </div>
      {text('hours', 'delivery.hours')}
      <fieldset className="sku-rows">
        <legend>{t('delivery.surcharges')}</legend>
        <p className="quiet">{t('delivery.surchargeHint')}</p>
        {draft.surcharges.map((one) => (
          <div key={one.id} className="part-row">
            <Input
              value={one.province}
              aria-label={t('delivery.province')}
              placeholder={t('delivery.province')}
              onChange={(event) => row(one.id, { province: event.target.value })}
            />
            <Input
              value={one.amount}
              aria-label={t('delivery.amount')}
              placeholder={t('delivery.amount')}
              inputMode="decimal"
              onChange={(event) => row(one.id, { amount: event.target.value })}
            />
            <Button
              type="text"
              onClick={() =>
                setDraft({ ...draft, surcharges: draft.surcharges.filter((other) => other.id !== one.id) })
              }
            >
              {t('promo.remove')}
            </Button>
          </div>
        ))}
        <Button
          onClick={() =>
            setDraft({
              ...draft,
              surcharges: [
                ...draft.surcharges,
                { id: 1 + Math.max(0, ...draft.surcharges.map((one) => one.id)), province: '', amount: '' },
              ],
            })
          }
          data-testid="delivery-add"
        >
          {t('delivery.add')}
        </Button>
      </fieldset>
      {terms && (
        <p className="callout">
          {example(undefined)}
          {Object.keys(terms.surcharges)
            .slice(0, 1)
            .map((province) => (
              <span key={province}> {example(province)}</span>
            ))}
        </p>
      )}
      {save.error && (
        <p className="bad" role="alert">
          {problemText(save.error, t)}
        </p>
      )}
      <Button
        className="main-action"
        htmlType="submit"
        disabled={terms === null}
        loading={save.isPending}
        data-testid="delivery-save"
      >
        {t('delivery.save')}
      </Button>
    </form>
  );
}
