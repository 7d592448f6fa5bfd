import { sql } from 'kysely';
import type { Db, Tx } from '../../db/open.ts';
import { DEAL_COLUMNS, type DealRow } from './rows.ts';

export async function insertDeal(tx: Tx, row: DealRow, createdAt: Date): Promise<void> {
  await sql`
    INSERT INTO promotions.deal (shop_id, deal_id, kind, name, terms, room_id, starts_at, ends_at, limited, created_at)
    VALUES (${row.shopId}, ${row.dealId}, ${row.kind}, ${row.name}, ${JSON.stringify(row.terms)}::json, ${row.roomId},
      ${row.startsAt}, ${row.endsAt}, ${row.limited}, ${createdAt})
  `.execute(tx);
}

/** A deal of this shop; undefined = it has none of this id. Whoever changes deals has touched the shop's terms first. */
export async function findDeal(
  handle: Db | Tx,
  shopId: string,
  dealId: string,
): Promise<DealRow | undefined> {
  const { rows } = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal WHERE shop_id = ${shopId} AND deal_id = ${dealId}
  `.execute(handle);
  return rows[0];
}

/** A flash sale of this room; undefined = it has none of this id. */
export async function findRoomSale(
  handle: Db | Tx,
  roomId: string,
  dealId: string,
): Promise<DealRow | undefined> {
  const { rows } = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal WHERE room_id = ${roomId} AND deal_id = ${dealId}
  `.execute(handle);
  return rows[0];
}

/** A room's flash sales that are not closed, those without a start last. */
export async function findRoomSales(handle: Db | Tx, roomId: string): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal WHERE room_id = ${roomId} AND closed_at IS NULL
    ORDER BY starts_at NULLS LAST, deal_id
  `.execute(handle);
  return rows;
}

export async function writeTimes(
  tx: Tx,
  { shopId, dealId, startsAt, endsAt }: Pick<DealRow, 'shopId' | 'dealId' | 'startsAt' | 'endsAt'>,
): Promise<void> {
  await sql`
    UPDATE promotions.deal SET starts_at = ${startsAt}, ends_at = ${endsAt}
    WHERE shop_id = ${shopId} AND deal_id = ${dealId}
  `.execute(tx);
}

/** Deals that are over and not closed, after the key of the last one; whoever holds one of them looks after it himself. */
export async function lockEnded(
  tx: Tx,
  now: Date,
  after: Pick<DealRow, 'shopId' | 'dealId'> | undefined,
  limit: number,
): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal
    WHERE closed_at IS NULL AND ends_at <= ${now}
      AND (${after?.shopId ?? null}::uuid IS NULL OR (shop_id, deal_id) > (${after?.shopId ?? null}::uuid, ${after?.dealId ?? null}::uuid))
    ORDER BY shop_id, deal_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
  `.execute(tx);
  return rows;
}

export async function markClosed(
  tx: Tx,
  deals: readonly Pick<DealRow, 'shopId' | 'dealId'>[],
  now: Date,
): Promise<void> {
  if (deals.length === 0) return;
  await sql`
    UPDATE promotions.deal SET closed_at = ${now}
    WHERE (shop_id, deal_id) IN (SELECT * FROM unnest(${deals.map((deal) => deal.shopId)}::uuid[], ${deals.map((deal) => deal.dealId)}::uuid[]))
  `.execute(tx);
}

/** A shop's deals, the newest first, closed ones too, after the one with the id `before`. */
export async function listDeals(
  handle: Db,
  shopId: string,
  { before, kind, limit }: { before: string | undefined; kind: DealRow['kind'] | undefined; limit: number },
): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal
    WHERE shop_id = ${shopId} AND (${before ?? null}::uuid IS NULL OR deal_id < ${before ?? null}::uuid)
      AND (${kind ?? null}::text IS NULL OR kind = ${kind ?? null})
    ORDER BY deal_id DESC LIMIT ${limit}
  `.execute(handle);
  return rows;
}
