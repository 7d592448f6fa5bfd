import type { NewPresale } from '@yellowcart/contract';
import { client } from '../../api.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { presaleOf } from './deal-drafts.ts';
import { DealForm } from './deal-form.tsx';

export function PresaleForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  return (
    <DealForm<NewPresale>
      check={presaleOf}
      send={(body) => client.call('POST /api/v1/merchant/presales', { body })}
      onDone={onDone}
      fields={({ draft, change, text, time, sku }) => (
        <>
          {text('name', 'promo.name', 'name')}
          {sku()}
          {draft.items[0]?.sku && (
            <p className="quiet small">
              {t('promo.currentPrice', { amount: money(draft.items[0].sku.priceMinor) })}
            </p>
          )}
          <div className="form-row">
            {text('price', 'presales.price', 'price')}
            {text('deposit', 'presales.deposit', 'deposit')}
          </div>
          <div className="form-row">
            {text('units', 'promo.unitsWhat', 'units')}
            {text('buyerMax', 'promo.buyerMax', 'buyer')}
          </div>
          <div className="form-row">
            {time('startsAt', 'promo.startsAt', 'time')}
            {time('endsAt', 'presales.depositsUntil', 'endsAt')}
          </div>
          <div className="form-row">
            {time('balanceFrom', 'presales.balanceFrom', 'balanceFrom')}
            {time('balanceUntil', 'presales.balanceUntil', 'balanceUntil')}
          </div>
          <div className="form-row">
            {time('shipBy', 'presales.shipBy', 'shipBy')}
            <label className="check">
              <input
                type="checkbox"
                checked={draft.depositRefundable}
                onChange={(event) => change({ depositRefundable: event.target.checked })}
              />
              {t('presales.refundable')}
            </label>
          </div>
        </>
      )}
    />
  );
}
