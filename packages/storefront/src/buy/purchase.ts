import type { Address, CheckoutPreview, CheckoutResult, NewCheckout } from '@yellowcart/contract';
import { ApiProblem } from '@yellowcart/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { client } from '../session.ts';
import { attemptAnswered, attemptOf } from './attempt.ts';

export type PurchasePhase = 'choosing' | 'placing' | 'unpaid' | 'paying' | 'paid';

/** Refusals that do not say whether anything was ordered, or that nothing was: the very same request is to be sent again. */
const SAME_AGAIN = new Set([
  'unreachable',
  'overloaded',
  'shutting_down',
  'database_unavailable',
  'internal',
]);

/** One purchase from placing to paid, drawn by its host at each step. */
export class Purchase implements ReactiveController {
  phase: PurchasePhase = 'choosing';
  placed: CheckoutResult | undefined;
  /** What the order was placed from. */
  shown: CheckoutPreview | undefined;
  problem: unknown;
  readonly #host: ReactiveControllerHost;
  #body: NewCheckout | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** True while it is unknown whether the order was placed: then only the same request may be sent. */
  get unanswered(): boolean {
    return this.#body !== undefined && this.phase === 'choosing';
  }

  /** Starts anew; an order without an answer is left to what becomes of it. */
  reset(): void {
    this.phase = 'choosing';
    this.#body = undefined;
    this.placed = undefined;
    this.shown = undefined;
    this.problem = undefined;
    this.#host.requestUpdate();
  }

  /** Places the order; after silence it sends the former request again instead of `wanted`. Never throws. */
  async place(wanted: NewCheckout, shown?: CheckoutPreview): Promise<void> {
    if (this.phase !== 'choosing') return;
    const { body, key } = attemptOf(this.#body ?? wanted, sessionStorage);
    this.#body = body;
    this.shown = shown ?? this.shown;
    this.#to('placing');
    try {
      this.placed = await client.call('POST /api/v1/checkouts', { body, idempotencyKey: key });
      this.#answered();
      this.#to('unpaid');
    } catch (problem) {
      if (!(problem instanceof ApiProblem && SAME_AGAIN.has(problem.code))) this.#answered();
      this.#to('choosing', problem);
    }
  }

  /** Plays the test payment of what every order of the checkout owes now: of a presale, the deposit. Never throws. */
  async pay(outcome: 'approve' | 'decline'): Promise<void> {
    if (this.phase !== 'unpaid' || !this.placed) return;
    this.#to('paying');
    try {
      for (const { orderId } of this.placed.orders) {
        await client.call('POST /api/v1/orders/:orderId/payment', {
          params: { orderId },
          body: { provider: 'test', outcome },
        });
      }
      this.#to('paid');
    } catch (problem) {
      this.#to('unpaid', problem);
    }
  }

  /** Takes note that a payment provider has the money. */
  paidElsewhere(): void {
    this.#to('paid');
  }

  #answered(): void {
    if (this.#body) attemptAnswered(this.#body, sessionStorage);
    this.#body = undefined;
  }

  #to(phase: PurchasePhase, problem?: unknown): void {
    this.phase = phase;
    this.problem = problem;
    this.#host.requestUpdate();
  }
}

/** The detail of a refusal as integers, where it has them. */
export function refusedFigure(problem: unknown, code: string, name: string): number | undefined {
  if (!(problem instanceof ApiProblem) || problem.code !== code) return undefined;
  const value = problem.detail[name];
  return typeof value === 'number' ? value : undefined;
}

export function isRefusal(problem: unknown, ...codes: readonly string[]): boolean {
  return problem instanceof ApiProblem && codes.includes(problem.code);
}

/** An address in one line, as a parcel label reads. */
export function addressLine(address: Address): string {
  const parts = [address.province, address.city, address.district, address.street];
  return parts.filter((part, index) => part !== '' && part !== parts[index - 1]).join(' ');
}
