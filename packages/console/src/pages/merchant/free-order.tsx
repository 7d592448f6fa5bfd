import { useMutation } from '@tanstack/react-query';
import type { Address } from '@yellowcart/contract';
import { Button, Input, Select } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { client, newKey, queries } from '../../api.ts';
import { parseWhole } from '../../format/whole.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { type PickedSku, SkuPick } from '../stock/sku-pick.tsx';
import { useRoomsKnown } from '../stock/use-rooms-known.ts';
import '../../styles/stock.css';

const blank: Address = { name: '', phone: '', province: '', city: '', district: '', street: '' };
const fields = ['name', 'phone', 'province', 'city', 'district', 'street'] as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Something for nothing: a sample to a creator, a prize to a buyer. */
export default function FreeOrder({ onDone }: { onDone: () => void }) {
  const t = useT();
  const say = useSay();
  const rooms = useRoomsKnown().data ?? [];
  const [kind, setKind] = useState<'sample' | 'lottery'>('sample');
  const [recipientId, setRecipient] = useState('');
  const [sku, setSku] = useState<PickedSku>();
  const [quantityText, setQuantity] = useState('1');
  const [address, setAddress] = useState(blank);
  // One key for one parcel: what was changed is another one.
  const key = useRef(newKey());
  const quantity = parseWhole(quantityText, 1);
  const hosts = new Map(rooms.map(({ creator }) => [creator.creatorId, creator.name]));
  const whole =
    ID.test(recipientId.trim()) &&
    sku !== undefined &&
    quantity !== null &&
    quantity <= 999 &&
    [address.name, address.phone, address.province, address.street].every((part) => part.trim() !== '');
  const changed = (change: () => void): void => {
    key.current = newKey();
    change();
  };
  const send = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/free-orders', {
        idempotencyKey: key.current,
        body: {
          kind,
          recipientId: recipientId.trim(),
          skuId: sku?.skuId ?? '',
          quantity: quantity ?? 1,
          address,
        },
      }),
    onSuccess: (sent) => {
      say.done(t('free.sent', { no: sent.orders[0]?.orderNo ?? '' }));
      onDone();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (whole) send.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="quiet">{t('free.note')}</p>
      <Field label={t('gifts.kind')}>
        {(id) => (
          <Select
            id={id}
            value={kind}
            onChange={(chosen) => changed(() => setKind(chosen))}
            options={(['sample', 'lottery'] as const).map((value) => ({
              value,
              label: t(`free.kind.${value}`),
            }))}
          />
        )}
      </Field>
      <Field label={t('free.recipient')}>
        {(id) => (
          <>
            <Input
              id={id}
              list={`${id}-hosts`}
              value={recipientId}
              placeholder={t('free.recipientHint')}
              onChange={(event) => changed(() => setRecipient(event.target.value))}
              data-testid="free-recipient"
            />
            <datalist id={`${id}-hosts`}>
              {kind === 'sample' &&
                [...hosts].map(([creatorId, name]) => (
                  <option key={creatorId} value={creatorId}>
                    {name}
                  </option>
                ))}
            </datalist>
            {hosts.has(recipientId.trim()) && (
              <span className="quiet small">{hosts.get(recipientId.trim())}</span>
            )}
          </>
        )}
      </Field>
      <div className="part-row">
        <SkuPick
          label={t('promo.sku')}
          value={sku}
          onChange={(picked) => changed(() => setSku(picked))}
          testid="free-sku"
        />
        <Input
          prefix="×"
          inputMode="numeric"
          value={quantityText}
          aria-label={t('promo.units')}
          onChange={(event) => changed(() => setQuantity(event.target.value))}
        />
      </div>
      <div className="form-row">
        {fields.map((name) => (
          <Field key={name} label={t(`address.${name}` satisfies Key)}>
            {(id) => (
              <Input
                id={id}
                value={address[name]}
                onChange={(event) => changed(() => setAddress({ ...address, [name]: event.target.value }))}
                data-testid={`free-${name}`}
              />
            )}
          </Field>
        ))}
      </div>
      {send.error && (
        <p className="bad" role="alert">
          {problemText(send.error, t)}
        </p>
      )}
      <div className="in-place">
        <Button
          className="main-action"
          htmlType="submit"
          disabled={!whole}
          loading={send.isPending}
          data-testid="free-send"
        >
          {t('free.send', { count: quantity ?? 0 })}
        </Button>
        {!whole && <span className="quiet small">{t('free.wrong')}</span>}
      </div>
    </form>
  );
}
