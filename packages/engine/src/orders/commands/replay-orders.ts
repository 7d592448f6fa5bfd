import type { Db, Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import type { Minor } from '../../money.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { ordersOfCheckouts, type PlacedRow } from '../store/new-orders.ts';
import { findRequests, type RequestKey } from '../store/requests.ts';

export interface PlacedCheckout {
  readonly checkoutId: string;
  readonly orders: readonly {
    readonly orderId: string;
    readonly orderNo: string;
    readonly shopId: string;
    readonly totalMinor: Minor;
  }[];
  readonly totalMinor: Minor;
  readonly currency: string;
  readonly expiresAt: string;
  /** The same key had been answered before; this is that answer. */
  readonly replayed: boolean;
}

/** What placing answers with. */
export function placedCheckout(
  checkoutId: string,
  orders: readonly PlacedRow[],
  replayed: boolean,
): PlacedCheckout {
  return {
    checkoutId,
    orders: orders.map(({ orderId, orderNo, shopId, totalMinor }) => ({
      orderId,
      orderNo,
      shopId,
      totalMinor,
    })),
    totalMinor: orders.reduce((sum, order) => sum + order.totalMinor, 0),
    currency: orders[0]?.currency ?? '',
    expiresAt: (orders[0]?.expiresAt ?? new Date(0)).toISOString(),
    replayed,
  };
}

/** A request that may have been answered before; its body is hashed only if its key was. */
export interface Repeated extends RequestKey {
  readonly bodyHash: () => string;
}

/** The answers of those requests whose key placed something before; refuses keys that come with another body. */
export async function replayPlacements<R extends Repeated>(
  handle: Tx | Db,
  repeated: readonly R[],
): Promise<Map<R, PlacedCheckout | Refusal>> {
  const answers = new Map<R, PlacedCheckout | Refusal>();
  const keyOf = ({ buyerId, key }: RequestKey): string => `${buyerId} ${key}`;
  const requests = await findRequests(handle, repeated);
  if (requests.length === 0) return answers;
  const found = new Map(requests.map((request) => [keyOf(request), request]));
  const orders = await ordersOfCheckouts(handle, requests);
  for (const one of repeated) {
    const request = found.get(keyOf(one));
    if (!request) continue;
    const { checkoutId } = request;
    answers.set(
      one,
      request.bodyHash === one.bodyHash()
        ? placedCheckout(checkoutId, orders.get(checkoutId) ?? [], true)
        : refusal('idempotency_key_reused', { key: one.key }),
    );
  }
  return answers;
}

/** Answers of requests that may have been placed before, without placing anything: undefined where nothing was. */
export async function replayOrders(
  engine: Engine,
  batch: readonly Repeated[],
): Promise<(PlacedCheckout | Refusal | undefined)[]> {
  const answers = await replayPlacements(engine.db, batch);
  return batch.map((one) => answers.get(one));
}
