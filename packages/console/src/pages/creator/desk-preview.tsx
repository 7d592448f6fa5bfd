import { Button } from 'antd';
import { useState } from 'react';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../parts/icon.tsx';
import { Picture } from '../../parts/picture.tsx';
import type { DeskView } from './desk-events.ts';
import type { Desk } from './use-desk.ts';

/** What viewers see now: the stage, the host, how many watch, and the pinned card. Below it, going on and off air. */
export function DeskPreview({ view, desk }: { view: DeskView; desk: Desk }) {
  const t = useT();
  const pinned = view.items.find((item) => item.itemId === view.pinnedItemId);
  return (
    <section className="preview-part" aria-label={t('desk.preview')}>
      <div className="preview" style={{ backgroundImage: `url("${encodeURI(view.cover)}")` }}>
        <span className="preview-host">
          <img src={view.creator.avatar} alt="" width={28} height={28} />
          <span>
            <strong>{view.creator.name}</strong>
            <small className="num" data-testid="desk-viewers">
              {t('desk.viewers', { count: exactCount(view.viewers) })}
            </small>
          </span>
        </span>
        {pinned ? (
          <div className="preview-card" key={pinned.itemId} data-testid="preview-pinned">
            <Picture src={pinned.picture} size={56} />
            <div>
              <p>{pinned.title}</p>
              <strong className="num">{money(pinned.priceMinor, pinned.currency)}</strong>
              {pinned.listPriceMinor !== null && pinned.listPriceMinor > pinned.priceMinor && (
                <s className="num small">{money(pinned.listPriceMinor, pinned.currency)}</s>
              )}
              <small className="num"> {t('stock.left', { count: exactCount(pinned.available) })}</small>
            </div>
          </div>
        ) : (
          <p className="preview-none">{t(view.state === 'live' ? 'desk.nothingPinned' : 'desk.notOnAir')}</p>
        )}
      </div>
      <Air view={view} desk={desk} />
    </section>
  );
}

function Air({ view, desk }: { view: DeskView; desk: Desk }) {
  const t = useT();
  const [sure, setSure] = useState(false);
  if (view.state === 'ended') return <p className="quiet">{t('desk.ended')}</p>;
  if (view.state === 'scheduled') {
    return (
      <Button
        className="main-action"
        size="large"
        block
        onClick={() => void desk.start()}
        data-testid="start-show"
      >
        {t('desk.start')}
      </Button>
    );
  }
  return (
    <div className="air">
      <a href={`/room/${view.roomId}`} target="_blank" rel="noreferrer" className="air-link">
        <Icon name="open" size={16} /> {t('desk.openRoom')}
      </a>
      {sure ? (
        <>
          <Button
            danger
            onClick={() => void desk.end().then(() => setSure(false))}
            data-testid="end-show-confirm"
          >
            {t('desk.endSure', { count: exactCount(view.viewers) })}
          </Button>
          <Button onClick={() => setSure(false)}>{t('desk.stay')}</Button>
        </>
      ) : (
        <Button onClick={() => setSure(true)} data-testid="end-show">
          {t('desk.end')}
        </Button>
      )}
    </div>
  );
}
