import type { NewCombination } from '@yellowcart/contract';
import { client } from '../../api.ts';
import { money, parseMajor } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { PartRows } from '../stock/part-rows.tsx';
import { combinationOf } from './deal-drafts.ts';
import { DealForm } from './deal-form.tsx';

const ITEMS_MAX = 10;

export function CombinationForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  return (
    <DealForm<NewCombination>
      check={combinationOf}
      send={(body) => client.call('POST /api/v1/merchant/combinations', { body })}
      onDone={onDone}
      fields={({ draft, change, wrong, text, time }) => {
        const apart = draft.items.reduce(
          (sum, item) => sum + (item.sku?.priceMinor ?? 0) * (Number(item.quantity) || 0),
          0,
        );
        const price = parseMajor(draft.price);
        return (
          <>
            {text('name', 'promo.name', 'name')}
            <fieldset className="sku-rows">
              <legend>{t('promo.goods')}</legend>
              <PartRows
                parts={draft.items}
                onChange={(items) => change({ items })}
                skuLabel={t('promo.sku')}
                addLabel={t('promo.addGoods')}
                most={ITEMS_MAX}
                testid="deal-item"
              />
              {wrong('set') && <span className="bad small">{wrong('set')}</span>}
            </fieldset>
            {text('price', 'combinations.price', 'price')}
            {apart > 0 && (
              <p className="quiet">
                {t('combinations.normal', {
                  amount: money(apart),
                  saved: money(price === null ? 0 : Math.max(0, apart - price)),
                })}
              </p>
            )}
            <div className="form-row">
              {text('totalMax', 'promo.totalMax', 'total')}
              {text('buyerMax', 'promo.buyerMax', 'buyer')}
            </div>
            <div className="form-row">
              {time('startsAt', 'promo.startsAt', 'time')}
              {time('endsAt', 'promo.endsAt', 'endsAt')}
            </div>
          </>
        );
      }}
    />
  );
}
