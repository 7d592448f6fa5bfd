import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, type Asked, type Done, isSettled } from './client-log.ts';
import type { Dice } from './dice.ts';

/** Longer than any fault but a kill lasts; a client that has waited so long knows nothing. */
const PATIENCE_MS = 5_000;
/** Nobody is there: a client looks again after this. */
const AWAY_MS = 25;
const CONNECTIONS = 64;

/** Sends what is asked to one of the server processes, and writes down what came of it. */
export class Asker {
  readonly #places: () => readonly (string | undefined)[];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  readonly #started = performance.now();

  /** `places`: addresses of the server processes now; undefined where one is down. */
  constructor(places: () => readonly (string | undefined)[]) {
    this.#places = places;
  }

  /** Sends it once, to a process of the dice's choice. */
  async send(asked: Asked, dice: Dice): Promise<Answer> {
    const up = this.#up();
    const place = up.length === 0 ? undefined : dice.pick(up);
    const came = place && (await this.#post(place.url, asked));
    if (!came || came.status >= 500) await wait(AWAY_MS);
    const answer: Answer = {
      atMs: Math.round(performance.now() - this.#started),
      process: place?.process ?? -1,
      status: came?.status ?? 0,
      ...(came ? read(asked, came.status, came.text) : {}),
    };
    asked.answers.push(answer);
    return answer;
  }

  /** Sends it until it is answered for good; false when it was not in `ms`. */
  async insist(asked: Asked, dice: Dice, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    do await this.send(asked, dice);
    while (!isSettled(asked) && performance.now() < end);
    return isSettled(asked);
  }

  /** Waits until a process is there to be asked. */
  async somebodyIsThere(isOver: () => boolean): Promise<void> {
    while (this.#up().length === 0 && !isOver()) await wait(AWAY_MS);
  }

  close(): void {
    this.#agent.destroy();
  }

  #up(): { readonly url: string; readonly process: number }[] {
    return this.#places().flatMap((url, process) => (url === undefined ? [] : [{ url, process }]));
  }

  #post(
    url: string,
    { path, body, key, kind, who }: Asked,
  ): Promise<{ readonly status: number; readonly text: string } | undefined> {
    const sent = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve) => {
      const call = request(`${url}${path}`, {
        method: 'POST',
        agent: this.#agent,
        timeout: PATIENCE_MS,
        headers: {
          authorization: `Bearer ${who.credential}`,
          ...(kind === 'checkout' || kind === 'misuse' ? { 'idempotency-key': key } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          'content-length': Buffer.byteLength(sent),
        },
      });
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve(undefined));
      call.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      call.end(sent);
    });
  }
}

interface Told {
  readonly code?: string;
  readonly orders?: readonly { orderId: string; shopId: string; totalMinor: number }[];
  readonly refundId?: string;
  readonly amountMinor?: number;
}

/** What of an answer has to be the same each time. */
function read({ kind }: Asked, status: number, text: string): { code: string } | { done: Done } {
  const told = JSON.parse(text) as Told;
  if (status >= 400) return { code: told.code ?? 'none' };
  if (kind === 'checkout' || kind === 'misuse') {
    const orders = (told.orders ?? []).map(({ orderId, shopId, totalMinor }) => ({
      orderId,
      shopId,
      totalMinor,
    }));
    return { done: { orders } };
  }
  if (kind === 'refund' && told.refundId !== undefined)
    return { done: { refundId: told.refundId, amountMinor: told.amountMinor ?? 0 } };
  return { done: {} };
}
