import { useQueries, useQuery } from '@tanstack/react-query';
import type { Me } from '@yellowcart/contract';
import { Link } from 'react-router';
import { client } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { useT } from '../../i18n/index.ts';
import { MoneyFigure } from '../../parts/figure.tsx';
import { Empty, Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { Picture } from '../../parts/picture.tsx';
import { useWhen } from '../../parts/when.tsx';
import { LOW_STOCK } from '../merchant/stock.ts';
import { RoomList } from './rooms.tsx';
import { deskKey } from './use-room.ts';
import { useMyRooms } from './use-rooms.ts';

const LIBRARY_LOOKED_AT = 100;

/** What a creator should know now: the rooms, the money, and rates that are about to change. */
export default function CreatorHome({ me }: { me: Me }) {
  const t = useT();
  const when = useWhen();
  const rooms = useMyRooms();
  const open = (rooms.data ?? []).filter((room) => room.state !== 'ended');
  const carts = useQueries({
    queries: open.map((room) => ({
      queryKey: deskKey(room.roomId),
      queryFn: () => client.call('GET /api/v1/creator/rooms/:roomId', { params: { roomId: room.roomId } }),
    })),
  });
  const balance = useQuery({
    queryKey: ['balance'],
    queryFn: ({ signal }) => client.call('GET /api/v1/balance', { signal }),
  });
  if (rooms.error) return <Problem error={rooms.error} retry={() => void rooms.refetch()} />;
  if (!rooms.data) return <Waiting />;
  const items = carts.flatMap((cart) => cart.data?.items ?? []);
  const gmv = carts.reduce((sum, cart) => sum + (cart.data?.gmvMinor ?? 0), 0);
  const troubled = items.filter((item) => item.state === 'suspended' || item.available < LOW_STOCK);
  const live = open.filter((room) => room.state === 'live').length;
  const next = balance.data?.nextSettlement;
  return (
    <>
      <PageHead title={t('creator.home', { name: me.partyName })} note={t('creator.homeNote')} />
      <div className="needs">
        <Link to="/rooms" className={live === 0 ? 'idle' : ''}>
          <span className="label">{t('creator.live')}</span>
          <span className="figure">{live}</span>
          <span className="quiet">{t('creator.liveNote', { count: open.length - live })}</span>
        </Link>
        <Link to="/rooms" className={gmv === 0 ? 'idle' : ''}>
          <span className="label">{t('creator.gmv')}</span>
          <MoneyFigure minor={gmv} />
          <span className="quiet">{t('creator.gmvNote')}</span>
        </Link>
        {balance.data && (
          <Link to="/money" className={balance.data.pendingMinor === 0 ? 'idle' : ''}>
            <span className="label">{t('money.pending')}</span>
            <MoneyFigure minor={balance.data.pendingMinor} currency={balance.data.currency} />
            <span className="quiet">
              {next
                ? t('creator.nextMoney', { amount: money(next.amountMinor), date: when(next.at) })
                : t('money.pendingNone')}
            </span>
          </Link>
        )}
        <Link
          to={open[0] ? `/rooms/${open[0].roomId}` : '/rooms'}
          className={troubled.length === 0 ? 'idle' : ''}
        >
          <span className="label">{t('creator.troubled')}</span>
          <span className="figure">{exactCount(troubled.length)}</span>
          <span className="quiet">
            {t(troubled.length > 0 ? 'creator.troubledNote' : 'creator.troubledNone')}
          </span>
        </Link>
      </div>
      <section className="section">
        <div className="section-head">
          <h2>{t('creator.rooms')}</h2>
          <Link to="/library">{t('creator.toLibrary')}</Link>
        </div>
        {open.length === 0 ? (
          <Empty title={t('rooms.empty')} next={<Link to="/rooms">{t('rooms.new')}</Link>} />
        ) : (
          <RoomList rooms={open} />
        )}
      </section>
      <RateChanges hung={new Set(items.map((item) => item.productId))} />
    </>
  );
}

/** Announced changes of rates among the goods at the top of the library, those in my carts first. */
function RateChanges({ hung }: { hung: ReadonlySet<string> }) {
  const t = useT();
  const when = useWhen();
  const library = useQuery({
    queryKey: ['library', 'pending'],
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/library', { query: { limit: LIBRARY_LOOKED_AT }, signal }),
  });
  const changes = (library.data?.items ?? [])
    .flatMap((item) => (item.pending ? [{ ...item, pending: item.pending }] : []))
    .sort((a, b) => Number(hung.has(b.productId)) - Number(hung.has(a.productId)));
  if (changes.length === 0) return null;
  return (
    <section className="section">
      <h2>{t('creator.changes')}</h2>
      <p className="quiet">{t('creator.changesNote')}</p>
      <ul className="lines">
        {changes.map((item) => (
          <li key={item.planId}>
            <span className="goods">
              <Picture src={item.picture} size={40} />
              <span>
                <span className="goods-title">{item.title}</span>
                {hung.has(item.productId) && <strong className="small">{t('creator.inCart')}</strong>}
              </span>
            </span>
            <span className="num">
              {rate(item.commissionBps)} → <strong>{rate(item.pending.commissionBps)}</strong>{' '}
              <span className="quiet">{when(item.pending.from)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
