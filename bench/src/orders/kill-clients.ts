import { Agent, request } from 'node:http';
import type { CheckoutResult } from '@yellowcart/contract';
import type { PreparedCheckout } from './checkouts.ts';

/** One purchase as its buyer knows it: what was sent, and what came back. */
export interface Purchase {
  readonly key: string;
  readonly checkout: PreparedCheckout;
  /** The order that was acknowledged; undefined until an answer says so. */
  orderId: string | undefined;
  /** The payment was acknowledged. */
  paid: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Of every three acknowledged orders, one is paid at once. */
const PAID_EACH = 3;

/** Buyers who order one after another until told to stop, and write down what was acknowledged to them. */
export class Buyers {
  readonly purchases: Purchase[] = [];
  /** Answers that were neither an order nor a broken connection, by status. */
  readonly refusals: Record<string, number> = {};
  readonly #checkouts: readonly PreparedCheckout[];
  readonly #agent: Agent;
  readonly #connections: number;
  #stopped = false;

  constructor(checkouts: readonly PreparedCheckout[], connections: number) {
    this.#checkouts = checkouts;
    this.#connections = connections;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Orders at this address until `stop`, or until the server is gone. */
  async buy(url: string): Promise<void> {
    this.#stopped = false;
    await Promise.all(Array.from({ length: this.#connections }, () => this.#goOn(url)));
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Sends what was never acknowledged once more under its old key, and one in ten of what was: copies change nothing. */
  async ask(url: string): Promise<void> {
    const again = this.purchases.filter((one, index) => one.orderId === undefined || index % 10 === 0);
    const next = again[Symbol.iterator]();
    const worker = async (): Promise<void> => {
      for (const purchase of next) await this.#place(url, purchase);
    };
    await Promise.all(Array.from({ length: this.#connections }, worker));
  }

  close(): void {
    this.#agent.destroy();
  }

  async #goOn(url: string): Promise<void> {
    while (!this.#stopped) {
      const number = this.purchases.length;
      const checkout = this.#checkouts[number % this.#checkouts.length];
      if (!checkout) return;
      const purchase: Purchase = { key: `purchase-${number}`, checkout, orderId: undefined, paid: false };
      this.purchases.push(purchase);
      const reached = await this.#place(url, purchase);
      if (reached && purchase.orderId !== undefined && number % PAID_EACH === 0)
        await this.#pay(url, purchase, purchase.orderId);
      if (!reached) return;
    }
  }

  /** False when the server could not be reached or broke off. Throws when a copy was answered with another order. */
  async #place(url: string, purchase: Purchase): Promise<boolean> {
    const { key, checkout } = purchase;
    const answer = await this.#post(`${url}/api/v1/checkouts`, checkout, { 'idempotency-key': key });
    if (!answer) return false;
    if (answer.status !== 201) {
      this.refusals[answer.status] = (this.refusals[answer.status] ?? 0) + 1;
      return true;
    }
    const placed = JSON.parse(answer.body) as CheckoutResult;
    const orderId = placed.orders[0]?.orderId;
    if (purchase.orderId !== undefined && purchase.orderId !== orderId)
      throw new Error(`${key} was acknowledged as ${purchase.orderId} and then as ${orderId}`);
    purchase.orderId = orderId;
    return true;
  }

  async #pay(url: string, purchase: Purchase, orderId: string): Promise<void> {
    const { credential } = purchase.checkout;
    const address = `${url}/api/v1/orders/${orderId}/payment`;
    const answer = await this.#post(address, { credential, body: { provider: 'test' } });
    purchase.paid = answer?.status === 200;
  }

  #post(
    url: string,
    { credential, body }: { readonly credential: string; readonly body: object },
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer | undefined> {
    const text = JSON.stringify(body);
    return new Promise((resolve) => {
      const call = request(url, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          ...headers,
          authorization: `Bearer ${credential}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        },
      });
      call.on('error', () => resolve(undefined));
      call.on('response', (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }));
      });
      call.end(text);
    });
  }
}
