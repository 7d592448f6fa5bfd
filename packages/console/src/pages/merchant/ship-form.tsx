import { useMutation } from '@tanstack/react-query';
import type { OrderView } from '@yellowcart/contract';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { client, queries } from '../../api.ts';
import { useT } from '../../i18n/index.ts';
import { useSay } from '../../parts/say.ts';
import { prefer, usePreferences } from '../../preferences.ts';

const carriers = ['顺丰速运', '中通快递', '圆通速递', '韵达快递', '申通快递', '极兔速递', '京东物流', 'EMS'];

/** Carrier and tracking number in place; the carrier of the last parcel is offered again. */
export function ShipForm(props: { order: OrderView; onDone?: () => void; main?: boolean }) {
  const { order } = props;
  const t = useT();
  const say = useSay();
  const list = useId();
  const [carrier, setCarrier] = useState(usePreferences().carrier || '顺丰速运');
  const [trackingNo, setTrackingNo] = useState('');
  const ready = carrier.trim() !== '' && trackingNo.trim() !== '';
  const ship = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/orders/:orderId/shipment', {
        params: { orderId: order.orderId },
        body: { carrier: carrier.trim(), trackingNo: trackingNo.trim() },
      }),
    onSuccess: () => {
      prefer({ carrier: carrier.trim() });
      say.done(t('ship.done', { no: order.orderNo }));
      props.onDone?.();
    },
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) ship.mutate();
  };
  return (
    <form className="ship-form" onSubmit={submit}>
      {order.address && (
        <p className="quiet">
          {t('ship.to')} {order.address.name} {order.address.phone} · {order.address.province}{' '}
          {order.address.city} {order.address.district} {order.address.street}
        </p>
      )}
      <div className="in-place">
        <Input
          list={list}
          value={carrier}
          aria-label={t('ship.carrier')}
          placeholder={t('ship.carrier')}
          maxLength={40}
          onChange={(event) => setCarrier(event.target.value)}
          data-testid="ship-carrier"
        />
        <datalist id={list}>
          {carriers.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Input
          autoFocus
          value={trackingNo}
          aria-label={t('ship.tracking')}
          placeholder={t('ship.tracking')}
          maxLength={60}
          onChange={(event) => setTrackingNo(event.target.value)}
          data-testid="ship-tracking"
        />
        <Button
          className={props.main === false ? '' : 'main-action'}
          htmlType="submit"
          disabled={!ready}
          loading={ship.isPending}
          data-testid="ship-confirm"
        >
          {t('ship.confirm')}
        </Button>
      </div>
    </form>
  );
}
