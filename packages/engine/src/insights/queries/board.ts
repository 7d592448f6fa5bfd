import type { BoardView } from '@yellowcart/contract';
import { productCards } from '#catalog';
import { maskedName, partyNames } from '#parties';
import { openRooms, roomItems } from '#placements';
import { localDay, localDayStart, nextLocalMidnight } from '../../clock.ts';
import type { Engine } from '../../engine.ts';
import { lastMinutes, minuteOf, WHOLE_PLATFORM } from '../rules/scope.ts';
import type { Moment } from '../rules/tally.ts';
import { latestMoments, minutesSince, platformTotals, roomTotalsSince } from '../store/read.ts';

const MINUTES_SHOWN = 60;

/** Who watches now, as the process that holds their connections knows it. */
export interface LiveViewers {
  readonly viewers: number;
  readonly viewersByRoom: ReadonlyMap<string, number>;
}

/** The operator's live board: the platform's day so far, the last hour by minute, the rooms on air, the latest orders. */
export async function boardView(engine: Engine, live: LiveViewers): Promise<BoardView> {
  const now = engine.clock.now();
  const dayStart = localDayStart(now);
  const minutes = lastMinutes(now, MINUTES_SHOWN);
  const [totals, rows, moments, open] = await Promise.all([
    platformTotals(engine.db, localDay(now), dayStart, nextLocalMidnight(now)),
    minutesSince(engine.db, WHOLE_PLATFORM, new Date(minutes[0] ?? now)),
    latestMoments(engine.db),
    openRooms(engine),
  ]);
  const onAir = open.filter((room) => room.state === 'live');
  const { titleOf, nicknameOf } = await namesIn(engine, moments, now);
  const pins = titlesByMinute(moments, titleOf);
  const byMinute = new Map(rows.map((row) => [row.minute.getTime(), row]));
  const sold = await roomTotalsSince(
    engine.db,
    onAir.map((room) => room.roomId),
    dayStart,
  );
  return {
    at: now.toISOString(),
    day: localDay(now),
    gmvMinor: totals.gmvMinor,
    ordersPlaced: totals.ordersPlaced,
    ordersPaid: totals.ordersPaid,
    buyers: totals.buyers,
    viewers: live.viewers,
    refundedMinor: totals.refundedMinor,
    funnel: {
      visits: totals.visits,
      clicks: totals.clicks,
      ordersPlaced: totals.ordersPlaced,
      ordersPaid: totals.ordersPaid,
    },
    minutes: minutes.map((minute) => {
      const { gmvMinor = 0, orders = 0, viewers = 0 } = byMinute.get(minute) ?? {};
      const at = new Date(minute).toISOString();
      return { minute: at, gmvMinor, orders, viewers, pins: [...(pins.get(minute) ?? [])] };
    }),
    rooms: onAir
      .map(({ roomId, title, creator }) => ({
        roomId,
        title,
        creatorName: creator.name,
        viewers: live.viewersByRoom.get(roomId) ?? 0,
        ...(sold.get(roomId) ?? { ordersPaid: 0, gmvMinor: 0 }),
      }))
      .sort((a, b) => b.gmvMinor - a.gmvMinor),
    ticker: moments
      .filter((moment) => moment.kind === 'paid')
      .map((moment) => ({
        at: moment.at.toISOString(),
        text: `${nicknameOf(moment)} ${titleOf(moment)} ×${moment.units}`,
        amountMinor: moment.amountMinor,
      })),
  };
}

/** Titles of what was pinned, by minute, each once and in the order it was pinned. */
function titlesByMinute(
  moments: readonly Moment[],
  titleOf: (moment: Moment) => string,
): Map<number, Set<string>> {
  const titles = new Map<number, Set<string>>();
  for (const moment of moments.toReversed()) {
    if (moment.kind !== 'pinned') continue;
    const minute = minuteOf(moment.at);
    titles.set(minute, (titles.get(minute) ?? new Set()).add(titleOf(moment)));
  }
  return titles;
}

/** Looks up what moments name: goods by product, or by the item of the cart that was pinned, and buyers, masked. */
async function namesIn(engine: Engine, moments: readonly Moment[], now: Date) {
  const ids = (of: (moment: Moment) => string | null) => [
    ...new Set(moments.map(of).filter((id) => id !== null)),
  ];
  const pinnedRooms = ids((moment) => (moment.kind === 'pinned' ? moment.roomId : null));
  const [items, buyers] = await Promise.all([
    roomItems(engine.db, pinnedRooms),
    partyNames(
      engine.db,
      ids((moment) => moment.buyerId),
    ),
  ]);
  const productOfItem = new Map(items.map((item) => [item.itemId, item.productId]));
  const productOf = ({ productId, itemId }: Moment) => productId ?? productOfItem.get(itemId ?? '') ?? null;
  const cards = await productCards(engine.db, ids(productOf), now);
  return {
    titleOf: (moment: Moment) => cards.get(productOf(moment) ?? '')?.title ?? '',
    nicknameOf: ({ buyerId }: Moment) => maskedName(buyers.get(buyerId ?? '') ?? ''),
  };
}
