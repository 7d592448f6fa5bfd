import type { NewFlashSale } from '@yellowcart/contract';
import { client } from '../../api.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { flashSaleOf } from './deal-drafts.ts';
import { DealForm } from './deal-form.tsx';
import { RoomPick } from './room-pick.tsx';

export function FlashForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  return (
    <DealForm<NewFlashSale>
      check={flashSaleOf}
      send={(body) => client.call('POST /api/v1/merchant/flash-sales', { body })}
      onDone={onDone}
      fields={({ draft, change, wrong, text, time, sku }) => (
        <>
          {text('name', 'promo.name', 'name')}
          <Field label={t('promo.room')} wrong={wrong('room')}>
            {(id) => (
              <RoomPick
                id={id}
                label={t('promo.room')}
                value={draft.roomId}
                wrong={wrong('room') !== false}
                onChange={(roomId) => change({ roomId })}
                testid="deal-room"
              />
            )}
          </Field>
          {sku()}
          {draft.items[0]?.sku && (
            <p className="quiet small">
              {t('promo.currentPrice', { amount: money(draft.items[0].sku.priceMinor) })}
            </p>
          )}
          <div className="form-row">
            {text('price', 'flash.price', 'price')}
            {text('units', 'promo.unitsWhat', 'units')}
          </div>
          <div className="form-row">
            {text('buyerMax', 'promo.buyerMax', 'buyer')}
            {time('endsAt', 'flash.startBefore', 'time')}
          </div>
        </>
      )}
    />
  );
}
