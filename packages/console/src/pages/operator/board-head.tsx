import type { BoardView } from '@yellowcart/contract';
import { NavLink } from 'react-router';
import { useT } from '../../i18n/index.ts';
import { CartMark } from '../../parts/cart-mark.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useWhen } from '../../parts/when.tsx';
import { navigation } from '../../shell/nav.ts';
import { Settings } from '../../shell/settings.tsx';
import { useBooks } from './use-board.ts';

/** The line above the board: which day, whether it is live, and the way to the other pages. */
export function BoardHead({ view, lost }: { view: BoardView | undefined; lost: boolean }) {
  const t = useT();
  const when = useWhen();
  const off = useBooks().data?.filter((sum) => sum.sumMinor !== 0) ?? [];
  const wide = (): void => {
    const leave = document.fullscreenElement !== null;
    void (leave ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  };
  return (
    <header className="board-head">
      <CartMark size={36} />
      <h1>{t('board.title')}</h1>
      {view && (
        <span className="board-day num">
          {view.day} · {when(view.at, 'second')}
        </span>
      )}
      <span className={lost ? 'board-lost' : 'board-live'} role="status">
        {t(lost ? 'board.lost' : 'board.live')}
      </span>
      {off.length > 0 && (
        <NavLink to="/ledger" className="board-lost">
          {t('board.booksOff')}
        </NavLink>
      )}
      <nav aria-label={t('nav')}>
        {navigation.operator.slice(1).map((item) => (
          <NavLink key={item.to} to={item.to}>
            {t(item.label)}
          </NavLink>
        ))}
        {document.fullscreenEnabled && (
          <button
            type="button"
            onClick={wide}
            aria-label={t('board.fullScreen')}
            title={t('board.fullScreen')}
          >
            <Icon name="wide" />
          </button>
        )}
        <Settings withName={false} />
      </nav>
    </header>
  );
}
