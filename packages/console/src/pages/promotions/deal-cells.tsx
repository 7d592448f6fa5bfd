import type { DealView } from '@yellowcart/contract';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Picture } from '../../parts/picture.tsx';
import { useWhen } from '../../parts/when.tsx';
import { useRoomsKnown } from '../stock/use-rooms-known.ts';
import { giftsText } from './gift-words.ts';

/** What a deal is about: its goods, its room, the terms of its two payments. */
export function DealGoods({ deal }: { deal: DealView }) {
  const t = useT();
  const when = useWhen();
  const rooms = useRoomsKnown().data ?? [];
  const items = deal.kind === 'combination' ? deal.items : [deal.item];
  const room = deal.kind === 'flash' && rooms.find((one) => one.roomId === deal.roomId);
  return (
    <span className="goods">
      <Picture src={items[0]?.picture ?? ''} size={44} />
      <span>
        <strong>{deal.name}</strong>
        <span className="goods-title small">{giftsText(items)}</span>
        {deal.kind === 'flash' && (
          <span className="quiet small">
            {t('pool.room', { name: room ? room.title : deal.roomId.slice(-8) })}
          </span>
        )}
        {deal.kind === 'presale' && (
          <span className="quiet small">
            {t('presales.terms', {
              deposit: money(deal.depositMinor, deal.currency),
              balance: money(deal.priceMinor - deal.depositMinor, deal.currency),
              from: when(deal.balanceFrom),
              until: when(deal.balanceUntil),
            })}
          </span>
        )}
      </span>
    </span>
  );
}

/** How much of it is taken, left, and allowed to one buyer. */
export function DealLimits({ deal }: { deal: DealView }) {
  const t = useT();
  const { totalMax, buyerMax, taken } = deal;
  return (
    <>
      {deal.kind !== 'combination' && <div>{t('promo.left', { count: exactCount(deal.left) })}</div>}
      {totalMax !== null && (
        <div>{t('promo.total', { used: exactCount(taken), max: exactCount(totalMax) })}</div>
      )}
      {buyerMax !== null && (
        <div className="quiet small">{t('promo.perBuyer', { count: exactCount(buyerMax) })}</div>
      )}
      {deal.kind === 'combination' && totalMax === null && buyerMax === null && (
        <span className="quiet">{t('promo.noLimit')}</span>
      )}
    </>
  );
}
