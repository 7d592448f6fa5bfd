import { useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import { useT } from '../../i18n/index.ts';
import { Icon } from '../../parts/icon.tsx';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { RoomStateMark } from '../../parts/state.tsx';
import { Settings } from '../../shell/settings.tsx';
import { DeskCart } from './desk-cart.tsx';
import { DeskFlash } from './desk-flash.tsx';
import { DeskHang } from './desk-hang.tsx';
import { DeskMinutes } from './desk-minutes.tsx';
import { DeskPreview } from './desk-preview.tsx';
import { type Desk, useDesk } from './use-desk.ts';
import '../../styles/desk.css';

/** The host's desk: what viewers see, the cart under both hands, and the last ten minutes. */
export default function DeskPage() {
  const { roomId = '' } = useParams();
  return <DeskOf key={roomId} roomId={roomId} />;
}

function DeskOf({ roomId }: { roomId: string }) {
  const t = useT();
  const desk = useDesk(roomId);
  const { room } = desk;
  useKeys(desk);
  const last = desk.stack.at(-1);
  return (
    <div className="desk">
      <header className="desk-head">
        <Link to="/rooms" className="desk-back">
          {t('nav.rooms')}
        </Link>
        <h1>{room.data?.title ?? ''}</h1>
        {room.data && <RoomStateMark state={room.data.state} />}
        {room.lost && (
          <span className="bad" role="status">
            {t('desk.lost')}
          </span>
        )}
        <span className="desk-keys quiet">{t('desk.keys')}</span>
        <button
          type="button"
          className="desk-undo"
          disabled={!last}
          onClick={() => void desk.undo()}
          data-testid="desk-undo"
        >
          <Icon name="undo" />
          <span>
            {last ? t(`desk.undo.${last.kind}`, { title: brief(last.title) }) : t('desk.undo.none')}
          </span>
        </button>
        <Settings withName={false} />
      </header>
      {desk.news && (
        <p className="desk-news" role="status" data-testid="desk-news">
          {desk.news}
        </p>
      )}
      {room.data ? (
        <div className="desk-body">
          <div className="desk-left">
            <DeskPreview view={room.data} desk={desk} />
            {room.data.state !== 'ended' && <DeskFlash view={room.data} />}
            {room.data.state !== 'ended' && <DeskHang view={room.data} desk={desk} />}
          </div>
          <DeskCart view={room.data} desk={desk} />
          <DeskMinutes view={room.data} pins={room.pins} />
        </div>
      ) : room.error ? (
        <Problem error={room.error} retry={() => void room.refetch()} />
      ) : (
        <Waiting rows={8} />
      )}
    </div>
  );
}

function brief(title: string): string {
  const letters = [...title];
  return letters.length > 14 ? `${letters.slice(0, 14).join('')}…` : title;
}

/**
 * 1–9 pin, 0 unpins, Space undoes. Space does so on buttons too (Enter presses those), because on air the last thing
 * clicked keeps the focus and must not be clicked again.
 */
function useKeys(desk: Desk): void {
  const latest = useRef(desk);
  latest.current = desk;
  useEffect(() => {
    const typing = (target: EventTarget | null): boolean =>
      target instanceof HTMLElement &&
      target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
    const down = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const now = latest.current;
      if (event.key === ' ') {
        event.preventDefault();
        if (!event.repeat) void now.undo();
      } else if (event.key === '0') {
        void now.pin(null);
      } else if (/^[1-9]$/.test(event.key) && !event.repeat) {
        const item = now.room.data?.items[Number(event.key) - 1];
        if (item) void now.pin(item);
      }
    };
    // Some browsers press a button when Space comes up again.
    const up = (event: KeyboardEvent): void => {
      if (event.key === ' ' && !typing(event.target)) event.preventDefault();
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
    };
  }, []);
}
