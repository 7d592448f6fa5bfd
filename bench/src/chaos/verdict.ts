import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';
import {
  countGiftsOverLimit,
  countLedgerImbalances,
  countOversold,
  countStockMismatches,
  countStuckUnits,
} from '../orders/checks.ts';
import { type Asked, acknowledgement, type ClientLog, contradictions } from './client-log.ts';

/** What must be zero after any round. */
export interface Counts {
  /** Acknowledged, and not so in the database, or taken back by a later answer. */
  readonly lost: number;
  /** Done though nobody was told so, or done twice. */
  readonly doubled: number;
  readonly oversold: number;
  readonly giftsOverLimit: number;
  readonly stockMismatch: number;
  readonly ledgerImbalance: number;
  /** Units still set aside when nothing can be paid any more. */
  readonly stuckReservations: number;
}

/** What the clients were told, as the database must have it. */
export interface Claims {
  readonly orders: readonly {
    readonly orderId: string;
    readonly shopId: string;
    readonly buyerId: string;
    readonly totalMinor: number;
  }[];
  readonly steps: readonly {
    readonly orderId: string;
    readonly shopId: string;
    readonly step: 'paid' | 'cancelled' | 'shipped' | 'received';
  }[];
  readonly refunds: readonly {
    readonly refundId: string;
    readonly shopId: string;
    readonly orderId: string;
    readonly key: string;
    readonly amountMinor: number;
  }[];
  readonly increments: readonly {
    readonly shopId: string;
    readonly skuId: string;
    readonly key: string;
    readonly delta: number;
  }[];
}

const STEPS = { pay: 'paid', cancel: 'cancelled', ship: 'shipped', receive: 'received' } as const;

/** What was acknowledged to the clients, each thing once. */
export function claimsOf(log: ClientLog, shopOfSku: ReadonlyMap<string, string>): Claims {
  const yes = (kind: Asked['kind']): Asked[] => log.of(kind).filter(acknowledgement);
  return {
    orders: yes('checkout').flatMap((asked) =>
      (acknowledgement(asked)?.done?.orders ?? []).map((order) => ({ ...order, buyerId: asked.who.partyId })),
    ),
    steps: (Object.keys(STEPS) as (keyof typeof STEPS)[]).flatMap((kind) =>
      yes(kind).flatMap(({ order }) => (order ? [{ ...order, step: STEPS[kind] }] : [])),
    ),
    refunds: yes('refund').flatMap((asked) => {
      const { refundId, amountMinor } = acknowledgement(asked)?.done ?? {};
      const { order, key } = asked;
      if (refundId === undefined || amountMinor === undefined || !order || key === undefined) return [];
      return [{ ...order, refundId, amountMinor, key }];
    }),
    increments: yes('restock').flatMap(({ skuId, key, delta }) =>
      skuId === undefined || key === undefined || delta === undefined
        ? []
        : [{ shopId: shopOfSku.get(skuId) ?? '', skuId, key, delta }],
    ),
  };
}

export function countClaims({ orders, steps, refunds, increments }: Claims): number {
  return orders.length + steps.length + refunds.length + increments.length;
}

/** Compares the clients' log with the database, when everything was answered and what was unpaid at `at` has expired. */
export async function judge(db: Db, log: ClientLog, claims: Claims, at: Date): Promise<Counts> {
  const { refused, changed } = contradictions(log.asked);
  const misused = log.of('misuse').filter(acknowledgement).length;
  return {
    lost: refused + (await countLost(db, claims)),
    doubled: changed + misused + (await countUnclaimed(db, claims)),
    oversold: await countOversold(db),
    giftsOverLimit: await countGiftsOverLimit(db),
    stockMismatch: await countStockMismatches(db),
    ledgerImbalance: await countLedgerImbalances(db),
    stuckReservations: await countStuckUnits(db, at),
  };
}

const ordersOf = ({ orders }: Claims) =>
  sql`json_to_recordset(${JSON.stringify(orders)}::json) AS c ("orderId" uuid, "shopId" uuid, "buyerId" uuid, "totalMinor" bigint)`;
const stepsOf = ({ steps }: Claims) =>
  sql`json_to_recordset(${JSON.stringify(steps)}::json) AS c ("orderId" uuid, "shopId" uuid, step text)`;
const refundsOf = ({ refunds }: Claims) =>
  sql`json_to_recordset(${JSON.stringify(refunds)}::json) AS c ("refundId" uuid, "shopId" uuid, "orderId" uuid, key text, "amountMinor" bigint)`;
const incrementsOf = ({ increments }: Claims) =>
  sql`json_to_recordset(${JSON.stringify(increments)}::json) AS c ("shopId" uuid, "skuId" uuid, key text, delta bigint)`;

/** Claims that the database does not bear out. */
export async function countLost(db: Db, claims: Claims): Promise<number> {
  const { rows } = await sql<{ lost: number }>`
    SELECT (
      SELECT count(*) FROM ${ordersOf(claims)}
      LEFT JOIN orders."order" o ON o.shop_id = c."shopId" AND o.order_id = c."orderId"
      WHERE o.order_id IS NULL OR o.buyer_id <> c."buyerId" OR o.total_minor <> c."totalMinor"
        OR NOT EXISTS (SELECT FROM orders.line l WHERE l.shop_id = o.shop_id AND l.order_id = o.order_id)
    ) + (
      SELECT count(*) FROM ${stepsOf(claims)}
      LEFT JOIN orders."order" o ON o.shop_id = c."shopId" AND o.order_id = c."orderId"
      WHERE CASE c.step WHEN 'paid' THEN o.paid_at WHEN 'cancelled' THEN o.cancelled_at
        WHEN 'shipped' THEN o.shipped_at ELSE o.received_at END IS NULL
    ) + (
      SELECT count(*) FROM ${refundsOf(claims)}
      LEFT JOIN aftersale.refund r ON r.shop_id = c."shopId" AND r.refund_id = c."refundId"
      WHERE r.refund_id IS NULL OR r.order_id <> c."orderId" OR r.key <> c.key OR r.amount_minor <> c."amountMinor"
    ) + (
      SELECT count(*) FROM ${incrementsOf(claims)}
      LEFT JOIN stock.movement m ON m.shop_id = c."shopId" AND m.sku_id = c."skuId" AND m.reference = c.key AND m.kind = 'increment'
      WHERE m.quantity IS DISTINCT FROM c.delta
    ) AS lost
  `.execute(db);
  return rows[0]?.lost ?? 0;
}

/** Orders, refunds and increments that no client was told of, though each was answered in the end; and what was done twice. */
export async function countUnclaimed(db: Db, claims: Claims): Promise<number> {
  const { rows } = await sql<{ unclaimed: number }>`
    SELECT (
      SELECT count(*) FROM orders."order" o LEFT JOIN ${ordersOf(claims)} ON o.order_id = c."orderId" WHERE c."orderId" IS NULL
    ) + (
      SELECT count(*) FROM aftersale.refund r LEFT JOIN ${refundsOf(claims)} ON r.refund_id = c."refundId" WHERE c."refundId" IS NULL
    ) + (
      SELECT count(*) - count(DISTINCT (m.sku_id, m.reference)) + count(*) FILTER (WHERE c.key IS NULL)
      FROM stock.movement m LEFT JOIN ${incrementsOf(claims)} ON m.sku_id = c."skuId" AND m.reference = c.key
      WHERE m.kind = 'increment' AND m.reference <> 'opening'
    ) + (
      SELECT count(*) - count(DISTINCT (kind, reference)) FROM ledger.entry WHERE kind = 'paid'
    ) AS unclaimed
  `.execute(db);
  return rows[0]?.unclaimed ?? 0;
}
