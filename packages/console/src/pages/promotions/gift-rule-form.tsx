import { useMutation } from '@tanstack/react-query';
import type { GiftRuleView } from '@yellowcart/contract';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { client, queries } from '../../api.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { TimeField } from '../../parts/time-field.tsx';
import { PartRows } from '../stock/part-rows.tsx';
import { GiftBands } from './gift-bands.tsx';
import { blankRule, type DraftRule, draftOfRule, ruleKinds, ruleOf, type WrongField } from './gift-draft.ts';
import { ProductScope } from './product-scope.tsx';
import { RoomPick } from './room-pick.tsx';

const wrongWords: Readonly<Record<WrongField, Key>> = {
  name: 'gifts.wrong.name',
  scope: 'gifts.wrong.scope',
  room: 'gifts.wrong.room',
  bands: 'gifts.wrong.bands',
  priority: 'gifts.wrong.number',
  substitute: 'gifts.wrong.substitute',
  total: 'gifts.wrong.total',
  buyer: 'gifts.wrong.number',
  time: 'gifts.wrong.time',
};

/** A gift rule to make or to change. Its kind and its start stay as they were made. */
export function GiftRuleForm({ rule, onDone }: { rule: GiftRuleView | undefined; onDone: () => void }) {
  const t = useT();
  const say = useSay();
  const [draft, setDraft] = useState<DraftRule>(rule ? draftOfRule(rule) : blankRule);
  const [asked, setAsked] = useState(false);
  const checked = ruleOf(draft);
  const wrong = (field: WrongField): string | false =>
    asked && checked.wrong.has(field) && t(wrongWords[field]);
  const change = (part: Partial<DraftRule>): void => setDraft({ ...draft, ...part });
  const save = useMutation({
    mutationFn: (body: NonNullable<typeof checked.rule>) =>
      rule
        ? client.call('PUT /api/v1/merchant/gift-rules/:ruleId', { params: { ruleId: rule.ruleId }, body })
        : client.call('POST /api/v1/merchant/gift-rules', {
            body: {
              ...body,
              kind: draft.kind,
              ...(draft.startsAt ? { startsAt: draft.startsAt } : {}),
            },
          }),
    onSuccess: (saved) => {
      say.done(t('promo.made', { name: saved.name }));
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (checked.rule) save.mutate(checked.rule);
  };
  const text = (field: 'name' | 'priority' | 'totalMax' | 'buyerMax', label: Key, as: WrongField) => (
    <Field label={t(label)} wrong={wrong(as)}>
      {(id) => (
        <Input
          id={id}
          value={draft[field]}
          status={wrong(as) ? 'error' : ''}
          inputMode={field === 'name' ? 'text' : 'numeric'}
          onChange={(event) => change({ [field]: event.target.value })}
          data-testid={`gift-${field}`}
        />
      )}
    </Field>
  );
  const check = (field: 'repeats' | 'stacks', label: Key) => (
    <label className="check">
      <input
        type="checkbox"
        checked={draft[field]}
        onChange={(event) => change({ [field]: event.target.checked })}
      />
      {t(label)}
    </label>
  );
  return (
    <form className="form" onSubmit={submit}>
      {rule === undefined && (
        <Field label={t('gifts.kind')}>
          {(id) => (
            <Select
              id={id}
              value={draft.kind}
              onChange={(kind) => change({ kind })}
              options={ruleKinds.map((value) => ({ value, label: t(`gifts.kind.${value}`) }))}
              data-testid="gift-kind"
            />
          )}
        </Field>
      )}
      <p className="quiet">{t(`gifts.what.${draft.kind}`)}</p>
      {text('name', 'promo.name', 'name')}
      <GiftBands
        kind={draft.kind}
        bands={draft.bands}
        wrong={wrong('bands')}
        onChange={(bands) => change({ bands })}
      />
      {draft.kind === 'buy_gift' && check('repeats', 'gifts.repeats')}
      <ProductScope
        value={draft.productIds}
        wrong={wrong('scope')}
        onChange={(productIds) => change({ productIds })}
      />
      <Field label={t('promo.room')} wrong={wrong('room')}>
        {(id) => (
          <RoomPick
            id={id}
            label={t('promo.room')}
            value={draft.roomId}
            none={t('promo.anyRoom')}
            wrong={wrong('room') !== false}
            onChange={(roomId) => change({ roomId })}
          />
        )}
      </Field>
      <div className="form-row">
        {text('totalMax', 'promo.totalMax', 'total')}
        {text('buyerMax', 'promo.buyerMax', 'buyer')}
      </div>
      <div className="form-row">
        <Field label={t('gifts.pool')}>
          {(id) => (
            <Select
              id={id}
              value={draft.pool}
              onChange={(pool) => change({ pool })}
              options={(['gift', 'general'] as const).map((value) => ({
                value,
                label: t(`gifts.pool.${value}`),
              }))}
              data-testid="gift-pool"
            />
          )}
        </Field>
        <Field label={t('gifts.whenOut')} wrong={wrong('substitute')}>
          {(id) => (
            <Select
              id={id}
              value={draft.whenOut}
              onChange={(whenOut) => change({ whenOut })}
              options={(['drop', 'block', 'substitute'] as const).map((value) => ({
                value,
                label: t(`gifts.whenOut.${value}`),
              }))}
            />
          )}
        </Field>
      </div>
      {draft.whenOut === 'substitute' && (
        <PartRows
          parts={[draft.substitute]}
          onChange={([substitute]) => substitute && change({ substitute })}
          skuLabel={t('gifts.whenOut.substitute')}
          addLabel=""
          most={1}
          testid="substitute"
        />
      )}
      <div className="form-row">
        {text('priority', 'gifts.priority', 'priority')}
        {check('stacks', 'gifts.stacks')}
      </div>
      <div className="form-row">
        {rule === undefined && (
          <TimeField
            label={t('promo.startsAt')}
            value={draft.startsAt}
            onChange={(startsAt) => change({ startsAt })}
          />
        )}
        <TimeField
          label={t('promo.endsAtOpen')}
          value={draft.endsAt}
          wrong={wrong('time')}
          onChange={(endsAt) => change({ endsAt })}
        />
      </div>
      {save.error && (
        <p className="bad" role="alert">
          {problemText(save.error, t)}
        </p>
      )}
      <Button className="main-action" htmlType="submit" loading={save.isPending} data-testid="gift-save">
        {t('promo.save')}
      </Button>
    </form>
  );
}
