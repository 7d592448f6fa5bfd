import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

export interface LineKey {
  readonly shopId: string;
  readonly orderId: string;
  readonly lineNo: number;
}
export type LineTitle = LineKey & {
  readonly orderNo: string;
  /** The product's title as it was when ordered. */
  readonly title: string;
};

/** Order numbers and titles of these lines, in no order. */
export async function lineTitles(handle: Db, lines: readonly LineKey[]): Promise<LineTitle[]> {
  if (lines.length === 0) return [];
  const { rows } = await sql<LineTitle>`
    SELECT l.shop_id AS "shopId", l.order_id AS "orderId", l.line_no AS "lineNo", o.order_no AS "orderNo", g.body ->> 'title' AS title
    FROM unnest(${plainArray(lines.map((line) => line.shopId))}::uuid[], ${plainArray(lines.map((line) => line.orderId))}::uuid[],
      ${plainArray(lines.map((line) => line.lineNo))}::smallint[]) AS k (shop_id, order_id, line_no)
    JOIN orders.line l ON l.shop_id = k.shop_id AND l.order_id = k.order_id AND l.line_no = k.line_no
    JOIN orders.snapshot g ON g.shop_id = l.shop_id AND g.snapshot_id = l.goods_id
    JOIN orders."order" o ON o.shop_id = k.shop_id AND o.order_id = k.order_id
  `.execute(handle);
  return rows;
}
