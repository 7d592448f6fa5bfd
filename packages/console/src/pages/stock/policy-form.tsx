import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { client, queries } from '../../api.ts';
import { parseWhole } from '../../format/whole.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { useSay } from '../../parts/say.ts';
import type { StockPool } from './use-stock-of.ts';

/** What a pool keeps back, when it runs low, and whether it borrows; the general pool has nobody to borrow from. */
export function PolicyForm(props: { pool: StockPool; skuId: string; onDone: () => void }) {
  const { pool, skuId } = props;
  const t = useT();
  const say = useSay();
  const [safetyText, setSafety] = useState(String(pool.safety));
  const [lowText, setLow] = useState(pool.lowAt === null ? '' : String(pool.lowAt));
  const [borrows, setBorrows] = useState(pool.borrows);
  const safety = parseWhole(safetyText);
  const lowAt = lowText.trim() === '' ? null : parseWhole(lowText);
  const fits = safety !== null && (lowAt !== null || lowText.trim() === '');
  const save = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/skus/:skuId/stock-policy', {
        params: { skuId },
        body: {
          pool: pool.pool,
          safety: safety ?? 0,
          lowAt,
          ...(pool.pool === 'general' ? {} : { borrows }),
        },
      }),
    onSuccess: () => {
      say.done(t('policy.saved'));
      props.onDone();
    },
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fits) save.mutate();
  };
  return (
    <form className="form policy" onSubmit={submit}>
      <div className="form-row">
        <Field label={t('policy.safety')} wrong={safety === null && t('gifts.wrong.number')}>
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              value={safetyText}
              onChange={(event) => setSafety(event.target.value)}
              data-testid="policy-safety"
            />
          )}
        </Field>
        <Field
          label={t('policy.lowAt')}
          wrong={lowText.trim() !== '' && lowAt === null && t('gifts.wrong.number')}
        >
          {(id) => (
            <Input
              id={id}
              inputMode="numeric"
              value={lowText}
              onChange={(event) => setLow(event.target.value)}
              data-testid="policy-low"
            />
          )}
        </Field>
      </div>
      {pool.pool !== 'general' && (
        <label className="check">
          <input type="checkbox" checked={borrows} onChange={(event) => setBorrows(event.target.checked)} />
          {t('policy.borrows')}
        </label>
      )}
      <div className="in-place">
        <Button htmlType="submit" disabled={!fits} loading={save.isPending} data-testid="policy-save">
          {t('policy.save')}
        </Button>
        <Button onClick={props.onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
