import type { CheckoutPreview, NewCheckout } from '@yellowcart/contract';
import { CannotGoOn } from '../../cannot-go-on.ts';
import type { Session } from '../../server/sessions.ts';
import { ADDRESS } from '../checkouts.ts';
import { type Connection, postBytes } from './connection.ts';
import type { HttpAnswer } from './http-answer.ts';

/** Somebody with a full cart, about to pay. */
export interface Shopper {
  readonly buyer: Session;
  readonly line: NewCheckout['lines'][number];
}

/** What came of a rush, as its crowd saw it. */
export interface RushCounts {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Orders that were placed and paid. */
  readonly placed: number;
  /** Told in so many words that nothing is left. */
  readonly refused: number;
  /** Any other answer, or none. */
  readonly errors: number;
  /** Of every answer, of placing and of paying, in ms. */
  readonly latencies: readonly number[];
  /** CPU time that this client took of the cores that it shares with what is measured, in ms. */
  readonly clientCpuMs: number;
}

const ERRORS_SHOWN = 200;

/** Shows each shopper what the cart gives, and makes ready the bytes that place exactly that. Throws CannotGoOn. */
export async function fillCarts(
  connections: readonly Connection[],
  shoppers: readonly Shopper[],
  keyPrefix: string,
): Promise<Buffer[]> {
  return inTurn(connections, shoppers, async (connection, { buyer, line }, index) => {
    const { credential } = buyer;
    const cart = JSON.stringify({ lines: [line], province: ADDRESS.province });
    const answer = await connection.ask(postBytes('/api/v1/checkout/preview', credential, cart));
    if (answer.status !== 200) throw new CannotGoOn(`A preview was refused: ${told(answer)}`);
    const { previewToken } = JSON.parse(answer.body) as CheckoutPreview;
    const checkout: NewCheckout = { lines: [line], address: ADDRESS, previewToken };
    return postBytes('/api/v1/checkouts', credential, JSON.stringify(checkout), {
      'Idempotency-Key': `${keyPrefix}${index}`,
    });
  });
}

/** Everybody places, and whose order was placed pays it, as fast as the connections let them in. */
export async function rush(
  connections: readonly Connection[],
  shoppers: readonly Shopper[],
  requests: readonly Buffer[],
  onError: (what: string) => void,
): Promise<RushCounts> {
  const latencies: number[] = [];
  const counts = { placed: 0, refused: 0, errors: 0 };
  const ask = async (connection: Connection, request: Buffer): Promise<HttpAnswer> => {
    const sent = performance.now();
    const answer = await connection.ask(request);
    latencies.push(performance.now() - sent);
    return answer;
  };
  const cpu = process.cpuUsage();
  const started = performance.now();
  await inTurn(connections, shoppers, async (connection, { buyer }, index) => {
    const request = requests[index];
    if (!request) throw new RangeError('a shopper without a request');
    const placed = await ask(connection, request);
    const outcome = outcomeOf(placed);
    const last =
      outcome === 'placed' ? await ask(connection, paymentOf(buyer.credential, placed.body)) : placed;
    const end = outcome === 'placed' && last.status !== 200 ? 'errors' : outcome;
    counts[end] += 1;
    if (end === 'errors') onError(told(last));
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { ...counts, seconds, latencies, clientCpuMs: (user + system) / 1000 };
}

/** What an answer to placing means to the crowd. */
export function outcomeOf({ status, body }: HttpAnswer): 'placed' | 'refused' | 'errors' {
  if (status === 201) return 'placed';
  return status === 409 && body.includes('"code":"stock_short"') ? 'refused' : 'errors';
}

const ORDER_ID = /"orderId":"([0-9a-f-]{36})"/;

function paymentOf(credential: string, placed: string): Buffer {
  const orderId = ORDER_ID.exec(placed)?.[1] ?? '';
  return postBytes(`/api/v1/orders/${orderId}/payment`, credential, '{"provider":"test"}');
}

const told = ({ status, body }: HttpAnswer): string => `${status} ${body.slice(0, ERRORS_SHOWN)}`;

/** Each connection takes the next of the list until none is left; answers in the list's order. */
async function inTurn<T, R>(
  connections: readonly Connection[],
  list: readonly T[],
  work: (connection: Connection, one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = list.entries();
  const go = async (connection: Connection): Promise<void> => {
    for (const [index, one] of queue) results[index] = await work(connection, one, index);
  };
  await Promise.all(connections.map(go));
  return results;
}
