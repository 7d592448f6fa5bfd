import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { client } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { problemText } from '../../parts/say.ts';
import { TimeField } from '../../parts/time-field.tsx';
import type { DraftPart } from '../stock/kit-parts.ts';
import { PartRows } from '../stock/part-rows.tsx';
import { unitsOf } from './gift-draft.ts';
import { RoomPick } from './room-pick.tsx';
import { Simulated } from './simulated.tsx';

const LINES_MAX = 50;

/** A cart that nobody orders, a buyer and a time: which gift rules fire, and why the others do not. */
export function Simulator() {
  const t = useT();
  const [lines, setLines] = useState<DraftPart[]>([{ id: 1, sku: undefined, quantity: '1' }]);
  const [roomId, setRoomId] = useState<string>();
  const [buyer, setBuyer] = useState('');
  const [at, setAt] = useState<string>();
  const units = unitsOf(lines);
  const run = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/gift-rules/simulation', {
        body: {
          lines: (units ?? []).map((line) => ({ ...line, ...(roomId ? { roomId } : {}) })),
          ...(buyer.trim() ? { buyerId: buyer.trim() } : {}),
          ...(at ? { at } : {}),
        },
      }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (units) run.mutate();
  };
  return (
    <div className="simulator">
      <form className="form" onSubmit={submit}>
        <p className="quiet">{t('sim.note')}</p>
        <fieldset className="sku-rows">
          <legend>{t('sim.lines')}</legend>
          <PartRows
            parts={lines}
            onChange={setLines}
            skuLabel={t('promo.sku')}
            addLabel={t('promo.addGoods')}
            most={LINES_MAX}
            testid="sim-line"
          />
        </fieldset>
        <Field label={t('sim.fromRoom')}>
          {(id) => (
            <RoomPick
              id={id}
              label={t('sim.fromRoom')}
              value={roomId}
              none={t('sim.nobody')}
              onChange={setRoomId}
            />
          )}
        </Field>
        <Field label={t('sim.buyer')}>
          {(id) => <Input id={id} value={buyer} onChange={(event) => setBuyer(event.target.value)} />}
        </Field>
        <TimeField label={t('sim.at')} value={at} onChange={setAt} />
        {run.error && (
          <p className="bad" role="alert">
            {problemText(run.error, t)}
          </p>
        )}
        <Button
          className="main-action"
          htmlType="submit"
          disabled={units === null}
          loading={run.isPending}
          data-testid="sim-run"
        >
          {t('sim.run')}
        </Button>
      </form>
      <div aria-live="polite">{run.data && <Simulated simulation={run.data} />}</div>
    </div>
  );
}
