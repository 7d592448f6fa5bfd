import type { CheckoutResult } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import '../parts/countdown.ts';
import { price, priceStyles } from '../parts/figures.ts';
import { icons } from '../parts/icons.ts';
import { copyText } from '../parts/toast.ts';
import { problemText } from '../session.ts';
import { isRefusal, type PurchasePhase } from './purchase.ts';

/** The built-in test pay of a placed checkout, and what follows. Tells 'pay' with the outcome to play. */
class PayPanel extends PageElement {
  static override properties = {
    placed: { attribute: false },
    phase: { attribute: false },
    problem: { attribute: false },
  };
  static override styles = [
    PageElement.styles,
    priceStyles,
    css`
      :host {
        display: grid;
        gap: var(--s-4);
        padding: var(--s-6) var(--s-4) calc(var(--s-6) + env(safe-area-inset-bottom));
      }
      .sum {
        display: grid;
        justify-items: center;
        gap: var(--s-2);
        font-size: var(--t-40);
        text-align: center;
      }
      .test {
        display: grid;
        gap: var(--s-1);
        padding: var(--s-3) var(--s-4);
        border: 1.5px dashed var(--mark);
        border-radius: var(--r-card);
        font-size: var(--t-14);
        line-height: 1.45;
        text-align: center;
      }
      .buttons {
        display: grid;
        gap: var(--s-2);
      }
      .done {
        display: grid;
        place-items: center;
        width: 64px;
        height: 64px;
        margin-inline: auto;
        border-radius: 50%;
        background: color-mix(in oklab, var(--good), transparent 86%);
        color: var(--good);
        animation: pop var(--slide) var(--ease);
      }
      .done svg {
        width: 32px;
        height: 32px;
      }
      @keyframes pop {
        from {
          scale: 0.6;
          opacity: 0;
        }
      }
      .centre {
        text-align: center;
      }
      .no {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s-2);
        font-size: var(--t-14);
        border-block: 1px solid var(--line);
      }
      .no + .no {
        border-top: 0;
        margin-top: calc(-1 * var(--s-4));
      }
      .no .figure {
        overflow-wrap: anywhere;
        text-align: right;
        margin-left: auto;
      }
      .no button {
        display: grid;
        place-items: center;
        width: var(--touch);
        height: var(--touch);
        flex: none;
      }
    `,
  ];

  declare placed: CheckoutResult | undefined;
  declare phase: PurchasePhase;
  declare problem: unknown;

  constructor() {
    super();
    this.placed = undefined;
    this.phase = 'unpaid';
    this.problem = undefined;
  }

  override render() {
    if (!this.placed) return nothing;
    return this.phase === 'paid' ? this.#paid(this.placed) : this.#unpaid(this.placed);
  }

  #unpaid(placed: CheckoutResult) {
    const words = w();
    const busy = this.phase === 'paying';
    return html`<div class="sum">
        ${price(placed.totalMinor, placed.currency)}
        <yc-countdown class="small muted" .until=${placed.expiresAt}></yc-countdown>
      </div>
      ${this.#numbers(placed)}
      <div class="test" data-testid="test-pay"><strong>${words.testPay}</strong><span class="muted">${words.testPayHint}</span></div>
      ${
        this.problem
          ? html`<p class="bad small centre" role="alert" data-testid="pay-problem">
              ${isRefusal(this.problem, 'payment_declined') ? words.declined : problemText(this.problem)}
            </p>`
          : nothing
      }
      <div class="buttons">
        <button class="button main wide" type="button" ?disabled=${busy} data-testid="pay-approve" @click=${() => this.tell('pay', 'approve')}>
          ${busy ? words.paying : words.approve}
        </button>
        <button class="button quiet wide" type="button" ?disabled=${busy} data-testid="pay-decline" @click=${() => this.tell('pay', 'decline')}>
          ${words.decline}
        </button>
      </div>`;
  }

  #paid(placed: CheckoutResult) {
    const words = w();
    const [first, ...more] = placed.orders;
    const orderHref = first && more.length === 0 ? `/orders/${first.orderId}` : '/orders';
    return html`<div class="done">${icons.check()}</div>
      <div class="sum" role="status" data-testid="paid">
        <span class="sr">${words.paid}</span>
        ${price(placed.totalMinor, placed.currency)}
        <span class="small muted">${words.paidHint}</span>
      </div>
      ${this.#numbers(placed)}
      <div class="buttons">
        <slot></slot>
        <a class="button quiet wide" href=${orderHref} data-testid="view-order">${words.viewOrder}</a>
      </div>`;
  }

  #numbers(placed: CheckoutResult) {
    const words = w();
    return placed.orders.map(
      ({ orderNo }) => html`<p class="no">
        <span class="muted">${words.orderNo}</span>
        <span class="figure" data-testid="order-number">${orderNo}</span>
        <button type="button" aria-label="${words.copy} ${orderNo}" @click=${() => copyText(orderNo, words.copied)}>${icons.copy()}</button>
      </p>`,
    );
  }
}

customElements.define('yc-pay-panel', PayPanel);
