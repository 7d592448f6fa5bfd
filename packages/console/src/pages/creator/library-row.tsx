import type { LibraryItem } from '@yellowcart/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { useT } from '../../i18n/index.ts';
import { CountFigure } from '../../parts/figure.tsx';
import { Picture } from '../../parts/picture.tsx';
import { useWhen } from '../../parts/when.tsx';
import { LOW_STOCK } from '../merchant/stock.ts';
import type { Hanging } from './hanging.tsx';

/** One product of the library: to a creator with a button that hangs it, to a leader for reading. */
export function LibraryRow({ item, hanging }: { item: LibraryItem; hanging: Hanging | undefined }) {
  const t = useT();
  const when = useWhen();
  return (
    <li className="library-row" data-testid="library-row" data-product={item.productId}>
      <Picture src={item.picture} size={80} />
      <div className="library-goods">
        <p className="library-title" title={item.title}>
          {item.title}
        </p>
        <p className="quiet small">
          {item.shopName} · {item.categoryPath.join(' › ')}
        </p>
        <p className="small">
          {item.planKind === 'leader'
            ? t('library.leaderPlan', { name: item.leaderName ?? '' })
            : t('library.normalPlan')}
          {item.pending && (
            <strong className="library-pending">
              {t('library.pending', {
                rate: rate(item.pending.commissionBps),
                from: when(item.pending.from),
              })}
            </strong>
          )}
        </p>
      </div>
      <dl className="library-figures">
        <div>
          <dt>{t('library.priceHead')}</dt>
          <dd className="num">{money(item.priceMinor, item.currency)}</dd>
        </div>
        <div className="library-earning">
          <dt>{t(hanging ? 'library.earning' : 'library.creatorEarning')}</dt>
          <dd className="num">{money(item.earningMinor, item.currency)}</dd>
          <dd className="library-rate">
            {t(hanging ? 'library.yourRate' : 'library.rateHead', { rate: rate(item.commissionBps) })}
          </dd>
        </div>
        <div>
          <dt>{t('library.sold30d')}</dt>
          <dd>
            <CountFigure value={item.sold30d} />
          </dd>
        </div>
        <div>
          <dt>{t('product.stock')}</dt>
          <dd className={item.available < LOW_STOCK ? 'bad num' : 'num'} title={exactCount(item.available)}>
            <CountFigure value={item.available} />
          </dd>
        </div>
      </dl>
      {hanging && <Hang item={item} hanging={hanging} />}
    </li>
  );
}

function Hang({ item, hanging }: { item: LibraryItem; hanging: Hanging }) {
  const t = useT();
  if (!hanging.room) {
    return (
      <Link to="/rooms" className="library-hang small">
        {t('hang.noRoom')}
      </Link>
    );
  }
  if (hanging.hung.has(item.productId)) {
    return (
      <Link to={`/rooms/${hanging.room.roomId}`} className="library-hang small" data-testid="hung">
        {t('hang.done')} · {t('hang.toDesk')}
      </Link>
    );
  }
  return (
    <Button
      className="library-hang"
      loading={hanging.pending === item.productId}
      disabled={item.available === 0}
      title={item.available === 0 ? t('hang.noStock') : ''}
      onClick={() => hanging.hang(item)}
      data-testid="hang-button"
    >
      {t('hang')}
    </Button>
  );
}
