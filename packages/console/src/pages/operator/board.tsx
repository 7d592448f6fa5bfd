import type { BoardView } from '@yellowcart/contract';
import { useMemo, useSyncExternalStore } from 'react';
import { exactCount, share, shorten } from '../../format/count.ts';
import { money, shortMoney } from '../../format/money.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { Chart } from '../../parts/chart.tsx';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { Rolling } from '../../parts/rolling.tsx';
import { useWhen } from '../../parts/when.tsx';
import { boardCurve } from './board-chart.ts';
import { BoardHead } from './board-head.tsx';
import { BoardRooms, Funnel, Ticker } from './board-side.tsx';
import { useBoard } from './use-board.ts';
import '../../styles/board.css';

/** The live board: dark, read from across a room. */
export default function Board() {
  const board = useBoard();
  return (
    <div className="board">
      <BoardHead view={board.data} lost={board.lost} />
      {board.data ? (
        <Stage view={board.data} />
      ) : board.error ? (
        <Problem error={board.error} retry={() => void board.refetch()} />
      ) : (
        <Waiting rows={8} />
      )}
    </div>
  );
}

function Stage({ view }: { view: BoardView }) {
  const t = useT();
  const language = useLanguage();
  const when = useWhen();
  const width = useSyncExternalStore(onResize, () => window.innerWidth);
  const scale = width >= 1800 ? 1.35 : width >= 1200 ? 1.1 : 0.86;
  const option = useMemo(
    () => boardCurve(view.minutes, language, (at) => when(at, 'clock'), scale, width >= 700),
    [view.minutes, language, when, scale, width],
  );
  return (
    <main className="board-stage">
      <Figures view={view} />
      <section className="board-curve" aria-label={t('board.curve')}>
        <h2>{t('board.curve')}</h2>
        <Chart option={option} label={t('board.curve')} />
      </section>
      <Funnel funnel={view.funnel} />
      <Ticker rows={view.ticker} />
      <BoardRooms rooms={view.rooms} />
    </main>
  );
}

function Figures({ view }: { view: BoardView }) {
  const t = useT();
  const language = useLanguage();
  const gmv = shortMoney(view.gmvMinor, language);
  const { funnel } = view;
  const perBuyer = view.buyers > 0 ? Math.round(view.gmvMinor / view.buyers) : 0;
  const converted = share(funnel.ordersPaid, funnel.clicks);
  return (
    <section className="board-figures" aria-label={t('board.figures')}>
      <BoardFigure
        id="gmv"
        label={t('board.gmv')}
        before={gmv.before}
        // Whole units on the wall: the exact amount stands below.
        number={gmv.after ? gmv.number : gmv.number.replace(/\.\d+$/, '')}
        after={gmv.after}
        title={money(view.gmvMinor)}
        note={
          <>
            <Rolling text={money(view.gmvMinor)} />
            {view.refundedMinor > 0 && (
              <span className="board-refunded">
                {' '}
                {t('board.refunded', { amount: money(view.refundedMinor) })}
              </span>
            )}
          </>
        }
      />
      <BoardCount
        id="orders"
        label={t('board.orders')}
        value={view.ordersPaid}
        note={t('board.placed', { count: exactCount(view.ordersPlaced) })}
      />
      <BoardCount
        id="buyers"
        label={t('board.buyers')}
        value={view.buyers}
        note={t('board.perBuyer', { amount: money(perBuyer) })}
      />
      <BoardCount
        id="viewers"
        label={t('board.viewers')}
        value={view.viewers}
        note={t('board.inRooms', { count: exactCount(view.rooms.length) })}
      />
      <BoardFigure
        id="conversion"
        label={t('board.conversion')}
        number={converted.replace('%', '')}
        after={converted.endsWith('%') ? '%' : ''}
        title={converted}
        note={t('board.ofClicks', { paid: exactCount(funnel.ordersPaid), clicks: exactCount(funnel.clicks) })}
      />
    </section>
  );
}

function BoardCount(props: { id: string; label: string; value: number; note: string }) {
  const text = shorten(props.value, useLanguage());
  return <BoardFigure {...props} number={text.number} after={text.unit} title={exactCount(props.value)} />;
}

function BoardFigure(props: {
  id: string;
  label: string;
  before?: string;
  number: string;
  after: string;
  title: string;
  note: React.ReactNode;
}) {
  return (
    <div className={`board-figure board-figure-${props.id}`}>
      <span className="board-label">{props.label}</span>
      <strong title={props.title} data-testid={`board-${props.id}`}>
        {props.before && <small>{props.before}</small>}
        <Rolling text={props.number} />
        {props.after && <small>{props.after}</small>}
      </strong>
      <span className="board-note">{props.note}</span>
    </div>
  );
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
