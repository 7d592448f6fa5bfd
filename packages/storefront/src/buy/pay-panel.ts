import type { CheckoutResult, PaymentProviderName, PresaleTerms } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { locale, w } from '../i18n/locale.ts';
import '../parts/countdown.ts';
import { formatMoney } from '../money.ts';
import { price, priceStyles } from '../parts/figures.ts';
import { icons } from '../parts/icons.ts';
import { shortTime } from '../parts/short-time.ts';
import { copyText } from '../parts/toast.ts';
import { problemText } from '../session.ts';
import { type PaymentWay, takesTestPay, waysFor } from './payment-ways.ts';
import { isRefusal, type PurchasePhase } from './purchase.ts';

/**
 * Paying what a placed checkout owes: through a provider where the platform has one, or with the built-in test pay; and
 * what follows. Tells 'pay' with the outcome for the test pay to play, or 'provider-paid'.
 */
class PayPanel extends PageElement {
  static override properties = {
    placed: { attribute: false },
    dueMinor: { attribute: false },
    presale: { attribute: false },
    due: {},
    ways: { state: true },
    testPay: { state: true },
    chosen: { state: true },
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
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-2);
        justify-content: center;
      }
      .parts {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--s-1) var(--s-4);
        font-size: var(--t-14);
      }
      .parts dd {
        text-align: right;
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
  /** What is to be paid now; the whole total where it is left out. */
  declare dueMinor: number | undefined;
  declare presale: PresaleTerms | null;
  declare due: 'whole' | 'deposit' | 'balance';
  declare ways: readonly PaymentWay[];
  declare testPay: boolean;
  declare chosen: PaymentProviderName | undefined;
  declare phase: PurchasePhase;
  declare problem: unknown;

  constructor() {
    super();
    this.placed = undefined;
    this.dueMinor = undefined;
    this.presale = null;
    this.due = 'whole';
    this.ways = [];
    this.testPay = true;
    this.chosen = undefined;
    this.phase = 'unpaid';
    this.problem = undefined;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('placed') || !this.placed) return;
    const free = (this.dueMinor ?? this.placed.totalMinor) === 0;
    void Promise.all([waysFor(this.placed.currency), takesTestPay()]).then(([ways, testPay]) => {
      this.ways = ways;
      this.testPay = testPay || free;
      const [first] = ways;
      if (!this.testPay && first) this.#choose(first.name);
    });
  }

  #choose(name: PaymentProviderName): void {
    this.chosen = this.testPay && this.chosen === name ? undefined : name;
    if (this.chosen) void import('./provider-pay.ts');
  }

  override render() {
    if (!this.placed) return nothing;
    return this.phase === 'paid' ? this.#paid(this.placed) : this.#unpaid(this.placed);
  }

  #unpaid(placed: CheckoutResult) {
    const words = w();
    return html`<div class="sum">
        ${this.due === 'whole' ? nothing : html`<span class="small muted">${this.due === 'deposit' ? words.payDeposit : words.payBalance}</span>`}
        <span data-testid="pay-due">${price(this.dueMinor ?? placed.totalMinor, placed.currency)}</span>
        <yc-countdown class="small muted" .until=${placed.expiresAt}></yc-countdown>
      </div>
      ${this.presale ? this.#parts(this.presale, placed.currency) : nothing}
      ${this.#ways()}
      ${this.#numbers(placed)}
      ${
        this.chosen
          ? html`<yc-provider-pay .checkoutId=${placed.checkoutId} .provider=${this.chosen} @provider-paid=${() => {
              this.chosen = undefined;
            }}></yc-provider-pay>`
          : this.testPay
            ? this.#testPay()
            : nothing
      }`;
  }

  #ways() {
    const words = w();
    if (this.ways.length === 0) return nothing;
    return html`<div class="ways" role="group" aria-label=${words.otherWays}>
      ${this.ways.map(
        ({
          name,
          sandbox,
        }) => html`<button class="chip" type="button" aria-pressed=${this.chosen === name} data-testid="pay-${name}" @click=${() => this.#choose(name)}>
          ${words.providers[name]}${sandbox ? html` <span class="muted small">${words.sandbox}</span>` : nothing}
        </button>`,
      )}
      ${
        this.testPay
          ? html`<button class="chip" type="button" aria-pressed=${this.chosen === undefined} data-testid="pay-test" @click=${() => {
              this.chosen = undefined;
            }}>${words.testPay}</button>`
          : nothing
      }
    </div>`;
  }

  #parts(presale: PresaleTerms, currency: string) {
    const words = w();
    return html`<dl class="parts">
      <dt class="muted">${words.deposit}</dt>
      <dd class="figure">${formatMoney(presale.depositMinor, currency)}${this.due === 'balance' ? ` · ${words.wasPaid}` : ''}</dd>
      <dt class="muted">${words.balance}</dt>
      <dd class="figure">${formatMoney(presale.balanceMinor, currency)}</dd>
      <dt></dt>
      <dd class="muted small">${words.balanceWhen(shortTime(presale.balanceFrom, locale()), shortTime(presale.balanceUntil, locale()))}</dd>
    </dl>`;
  }

  #testPay() {
    const words = w();
    const busy = this.phase === 'paying';
    return html`<div class="test" data-testid="test-pay"><strong>${words.testPay}</strong><span class="muted">${words.testPayHint}</span></div>
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
        ${this.due === 'deposit' ? html`<span class="small">${words.depositPaid}</span>` : html`<span class="sr">${words.paid}</span>`}
        ${price(this.dueMinor ?? placed.totalMinor, placed.currency)}
        <span class="small muted">${
          this.due === 'deposit' && this.presale
            ? words.balanceFrom(shortTime(this.presale.balanceFrom, locale()))
            : words.paidHint
        }</span>
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
