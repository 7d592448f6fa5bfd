import type { FlashSaleView } from '@yellowcart/contract';
import { quotaFigures } from '#quotas';
import type { Db, Tx } from '../../db/open.ts';
import { dealsLeft } from '../store/deal-units.ts';
import { findRoomSales } from '../store/deals.ts';
import { dealItems } from './deal-view.ts';
import { unitNames } from './named-units.ts';

/** Flash sales of a room that are not over; those that wait for their host are for him alone, so `waiting` asks for them. */
export async function roomDeals(
  handle: Db | Tx,
  roomId: string,
  now: Date,
  { waiting = false }: { readonly waiting?: boolean } = {},
): Promise<FlashSaleView[]> {
  const rows = (await findRoomSales(handle, roomId)).filter(
    (row) => row.endsAt > now && (waiting || row.startsAt !== null),
  );
  if (rows.length === 0) return [];
  const { name, offers } = await unitNames(
    handle,
    rows.flatMap((row) => dealItems(row).map(({ skuId }) => skuId)),
    now,
  );
  const left = await dealsLeft(handle, rows);
  const quotas = await quotaFigures(
    handle,
    rows.filter((row) => row.limited).map((row) => row.dealId),
  );
  return rows.flatMap((row): FlashSaleView[] => {
    const { dealId, shopId, startsAt, endsAt } = row;
    const [item] = name(dealItems(row));
    const offer = item && offers.get(item.skuId);
    if (!item || !offer) return [];
    return [
      {
        dealId,
        shopId,
        name: row.name,
        state: startsAt === null ? 'waiting' : startsAt > now ? 'countdown' : 'running',
        item,
        currency: offer.currency,
        priceMinor: row.terms.priceMinor,
        left: left.get(dealId) ?? 0,
        buyerMax: quotas.get(dealId)?.buyerMax ?? null,
        startsAt: startsAt?.toISOString() ?? null,
        endsAt: endsAt.toISOString(),
      },
    ];
  });
}
