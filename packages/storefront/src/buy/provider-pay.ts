import type { PaymentProviderName, PaymentView } from '@yellowcart/contract';
import { css, html, nothing, svg } from 'lit';
import { encode } from 'uqr';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import '../parts/countdown.ts';
import { client, problemText } from '../session.ts';

const POLL_MS = 2_000;

/** Paying a checkout through a provider: its code to scan or its page to open, until the money is there. Tells 'provider-paid'. */
class ProviderPay extends PageElement {
  static override properties = {
    checkoutId: {},
    provider: {},
    payment: { state: true },
    problem: { state: true },
  };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: var(--s-3);
        text-align: center;
        font-size: var(--t-14);
      }
      /* Read by cameras: black on white in every theme. */
      .qr {
        width: 224px;
        padding: var(--s-3);
        border-radius: var(--r-card);
        background: #fff;
        border: 1px solid var(--line);
        aspect-ratio: 1;
      }
      .qr svg {
        display: block;
        width: 100%;
      }
    `,
  ];

  declare checkoutId: string;
  declare provider: PaymentProviderName;
  declare payment: PaymentView | undefined;
  declare problem: unknown;
  #polling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.checkoutId = '';
    this.provider = 'alipay';
    this.payment = undefined;
    this.problem = undefined;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if ((changed.has('checkoutId') || changed.has('provider')) && this.checkoutId) void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#polling);
  }

  async #start(): Promise<void> {
    const { checkoutId, provider } = this;
    clearTimeout(this.#polling);
    this.payment = undefined;
    this.problem = undefined;
    try {
      const payment = await client.call('POST /api/v1/checkouts/:checkoutId/payments', {
        params: { checkoutId },
        body: { provider },
      });
      if (provider === this.provider) this.#show(payment);
    } catch (problem) {
      this.problem = problem;
    }
  }

  #show(payment: PaymentView): void {
    this.payment = payment;
    this.problem = undefined;
    if (payment.state === 'paid') this.tell('provider-paid');
    else if (payment.state === 'created' || payment.state === 'received') this.#pollSoon(payment.attemptNo);
  }

  #pollSoon(attemptNo: string): void {
    clearTimeout(this.#polling);
    if (!this.isConnected) return;
    this.#polling = setTimeout(() => void this.#poll(attemptNo), POLL_MS);
  }

  async #poll(attemptNo: string): Promise<void> {
    if (document.hidden) {
      this.#pollSoon(attemptNo);
      return;
    }
    try {
      const payment = await client.call('GET /api/v1/payments/:attemptNo', { params: { attemptNo } });
      if (payment.attemptNo === this.payment?.attemptNo) this.#show(payment);
    } catch (problem) {
      // The money may be on its way: what is shown stays, and it is asked again.
      this.problem = problem;
      this.#pollSoon(attemptNo);
    }
  }

  override render() {
    const words = w();
    const way = words.providers[this.provider];
    const { payment } = this;
    return html`${payment?.state === 'created' ? this.#howToPay(payment, way) : nothing}
      ${
        payment
          ? html`<p role="status" class=${payment.state === 'closed' || payment.state === 'mismatch' ? 'bad' : ''} data-testid="payment-state" data-state=${payment.state}>
              ${words.payStates[payment.state]}
            </p>`
          : this.problem
            ? nothing
            : html`<p class="muted" aria-busy="true">${words.loading}</p>`
      }
      ${this.problem ? html`<p class="bad small" role="alert">${problemText(this.problem)}</p>` : nothing}
      ${
        payment?.state === 'closed' || (this.problem && !payment)
          ? html`<button class="button" type="button" data-testid="payment-again" @click=${() => this.#start()}>${words.payAgain}</button>`
          : nothing
      }`;
  }

  #howToPay(payment: PaymentView, way: string) {
    const words = w();
    return html`${
      payment.qr
        ? html`<div class="qr" role="img" aria-label=${words.qrOf(way)} data-testid="payment-qr">${qrPicture(payment.qr)}</div>
            <p>${words.scanWith(way)}</p>`
        : nothing
    }
    ${payment.redirect ? html`<a class="button solid" href=${payment.redirect} data-testid="payment-open">${words.openWay(way)}</a>` : nothing}
    <yc-countdown class="small muted" .until=${payment.expiresAt}></yc-countdown>`;
  }
}

const QUIET_MODULES = 1;

/** A QR code as one path of squares. */
function qrPicture(text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_MODULES });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return svg`<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path d=${squares.join('')} fill="#000" /></svg>`;
}

customElements.define('yc-provider-pay', ProviderPay);
