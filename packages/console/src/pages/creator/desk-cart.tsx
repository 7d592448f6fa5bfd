import { Link } from 'react-router';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { CountFigure, MoneyFigure } from '../../parts/figure.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty } from '../../parts/notes.tsx';
import { Picture } from '../../parts/picture.tsx';
import { LOW_STOCK } from '../merchant/stock.ts';
import { type DeskItem, type DeskView, inOrder } from './desk-events.ts';
import type { Desk } from './use-desk.ts';
import { type DragHandle, useDragOrder } from './use-drag-order.ts';

const CART_MAX = 100;

/** The cart in its order: pinned by a press or a number, moved by the handle, taken off by the last button. */
export function DeskCart({ view, desk }: { view: DeskView; desk: Desk }) {
  const t = useT();
  const ids = view.items.map((item) => item.itemId);
  const drag = useDragOrder(ids, (after, id) => {
    void desk.order(after, view.items.find((item) => item.itemId === id)?.title ?? '');
  });
  const items = inOrder(view.items, drag.order);
  return (
    <section className="desk-cart" aria-label={t('desk.cart')}>
      <header className="section-head">
        <h2>
          {t('desk.cart')}{' '}
          <span className="quiet num">
            {view.items.length}/{CART_MAX}
          </span>
        </h2>
        {view.pinnedItemId !== null && (
          <button
            type="button"
            className="link"
            onClick={() => void desk.pin(null)}
            data-testid="unpin-button"
          >
            {t('desk.unpin')}
          </button>
        )}
      </header>
      {items.length === 0 ? (
        <Empty title={t('desk.emptyCart')} next={<Link to="/library">{t('desk.emptyCartNext')}</Link>} />
      ) : (
        <ol ref={drag.list}>
          {items.map((item, index) => (
            <CartRow
              key={item.itemId}
              item={item}
              index={index}
              view={view}
              desk={desk}
              handle={drag.handle(item.itemId)}
              dragged={drag.dragging === item.itemId}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function CartRow(props: {
  item: DeskItem;
  index: number;
  view: DeskView;
  desk: Desk;
  handle: DragHandle;
  dragged: boolean;
}) {
  const { item, index, view, desk } = props;
  const t = useT();
  const pinned = item.itemId === view.pinnedItemId;
  const name = [
    pinned ? 'pinned' : '',
    item.state === 'active' ? '' : 'suspended',
    props.dragged ? 'dragged' : '',
  ];
  return (
    <li className={`desk-item ${name.join(' ')}`} data-testid="desk-item" data-product={item.productId}>
      <button
        type="button"
        className="grip"
        aria-label={t('desk.move', { title: item.title })}
        title={t('desk.moveHint')}
        {...props.handle}
      >
        <Icon name="grip" />
      </button>
      <span className="place num">{index + 1}</span>
      <Picture src={item.picture} size={56} />
      <div className="desk-goods">
        <p title={item.title}>{item.title}</p>
        <p className="small">
          <strong className="num">{money(item.priceMinor, item.currency)}</strong>
          <span className="quiet">
            {' '}
            ·{' '}
            {t('desk.earn', {
              amount: money(item.earningMinor, item.currency),
              rate: rate(item.commissionBps),
            })}
          </span>
        </p>
        {item.reason && <p className="bad small">{t(`suspend.${item.reason}` satisfies Key)}</p>}
      </div>
      <dl className="desk-figures">
        <div>
          <dt>{t('desk.stock')}</dt>
          <dd className={item.available < LOW_STOCK ? 'bad num' : 'num'} title={exactCount(item.available)}>
            <CountFigure value={item.available} />
          </dd>
        </div>
        <div>
          <dt>{t('desk.sold')}</dt>
          <dd className="num">
            <CountFigure value={item.soldCount} />
          </dd>
        </div>
        <div className="desk-gmv">
          <dt>{t('desk.gmv')}</dt>
          <dd>
            <MoneyFigure minor={item.gmvMinor} currency={item.currency} />
          </dd>
        </div>
      </dl>
      <button
        type="button"
        className="pin-button"
        aria-pressed={pinned}
        disabled={view.state !== 'live' || item.state !== 'active'}
        title={view.state === 'live' ? '' : t('desk.pinWhenLive')}
        onClick={() => void desk.pin(pinned ? null : item)}
        data-testid="pin-button"
      >
        {index < 9 && <kbd>{index + 1}</kbd>}
        {t(pinned ? 'desk.pinned' : 'desk.pin')}
      </button>
      <button
        type="button"
        className="take-off"
        aria-label={t('desk.takeOff', { title: item.title })}
        title={t('desk.takeOff', { title: '' })}
        onClick={() => void desk.remove(item)}
        data-testid="desk-remove"
      >
        <Icon name="away" />
      </button>
    </li>
  );
}
