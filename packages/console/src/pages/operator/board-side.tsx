import type { BoardView } from '@yellowcart/contract';
import { exactCount, share } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { CountFigure, MoneyFigure } from '../../parts/figure.tsx';
import { useWhen } from '../../parts/when.tsx';

const ROOMS_SHOWN = 6;
const TICKER_SHOWN = 12;
const steps = ['visits', 'clicks', 'ordersPlaced', 'ordersPaid'] as const;

/** From visit to payment: each bar is a share of the visits, each step says how many of the one before went on. */
export function Funnel({ funnel }: { funnel: BoardView['funnel'] }) {
  const t = useT();
  const top = Math.max(1, ...steps.map((step) => funnel[step]));
  return (
    <section className="board-funnel">
      <h2>{t('board.funnel')}</h2>
      <ol>
        {steps.map((step, index) => {
          const before = steps[index - 1];
          return (
            <li key={step}>
              <span className="board-step">{t(`board.step.${step}` satisfies Key)}</span>
              <span className="board-bar">
                {funnel[step] > 0 && <span style={{ width: `${(funnel[step] / top) * 100}%` }} />}
              </span>
              <strong className="num" title={exactCount(funnel[step])}>
                <CountFigure value={funnel[step]} />
              </strong>
              <span className="board-share num">{before ? share(funnel[step], funnel[before]) : ''}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The latest paid orders. */
export function Ticker({ rows }: { rows: BoardView['ticker'] }) {
  const t = useT();
  const when = useWhen();
  return (
    <section className="board-ticker">
      <h2>{t('board.ticker')}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('board.tickerEmpty')}</p>
      ) : (
        <ul>
          {keyed(rows.slice(0, TICKER_SHOWN)).map(({ key, row }) => (
            <li key={key}>
              <time dateTime={row.at}>{when(row.at, 'second')}</time>
              <span>{row.text}</span>
              <strong className="num">{money(row.amountMinor)}</strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Keys that stay with a row while others arrive above it: equal rows are told apart by counting from the oldest. */
function keyed(rows: BoardView['ticker']) {
  const seen = new Map<string, number>();
  return rows
    .toReversed()
    .map((row) => {
      const same = `${row.at} ${row.text} ${row.amountMinor}`;
      const count = seen.get(same) ?? 0;
      seen.set(same, count + 1);
      return { key: `${same} ${count}`, row };
    })
    .reverse();
}

/** Rooms on air, the best-selling first. */
export function BoardRooms({ rooms }: { rooms: BoardView['rooms'] }) {
  const t = useT();
  return (
    <section className="board-rooms">
      <h2>{t('board.rooms', { count: exactCount(rooms.length) })}</h2>
      {rooms.length === 0 ? (
        <p className="quiet">{t('board.roomsEmpty')}</p>
      ) : (
        <ul>
          {rooms.slice(0, ROOMS_SHOWN).map((room) => (
            <li key={room.roomId}>
              <span className="board-room">
                <strong>{room.creatorName}</strong>
                <span className="quiet">{room.title}</span>
              </span>
              <span className="num">{t('board.roomViewers', { count: exactCount(room.viewers) })}</span>
              <span className="num">{t('board.roomOrders', { count: exactCount(room.ordersPaid) })}</span>
              <MoneyFigure minor={room.gmvMinor} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
