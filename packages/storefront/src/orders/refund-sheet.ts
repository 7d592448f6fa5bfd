import type { OrderView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { specText } from '../buy/sku-choice.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import '../parts/picture.ts';
import '../parts/sheet.ts';
import '../parts/stepper.ts';
import { client, problemText } from '../session.ts';
import { type RefundableLine, refundableLines, returnableGifts } from './order-view.ts';

/** Asking money back by line and quantity. Tells 'refund-asked' when the shop has the request. */
class RefundSheet extends PageElement {
  static override properties = {
    order: { attribute: false },
    open: { type: Boolean },
    quantities: { state: true },
    reason: { state: true },
    busy: { state: true },
    problem: { state: true },
  };
  static override styles = [
    PageElement.styles,
    css`
      .section {
        padding: var(--s-4);
        border-bottom: 1px solid var(--line);
      }
      h3 {
        font-size: var(--t-14);
        margin-bottom: var(--s-3);
      }
      .line {
        display: grid;
        grid-template-columns: 56px minmax(0, 1fr);
        gap: var(--s-2) var(--s-3);
        align-items: center;
        font-size: var(--t-14);
        line-height: 1.45;
      }
      .line + .line {
        margin-top: var(--s-4);
      }
      yc-stepper {
        justify-self: start;
        margin-top: var(--s-2);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-2);
      }
      .foot {
        padding: var(--s-3) var(--s-4) calc(var(--s-4) + env(safe-area-inset-bottom));
        border-top: 1px solid var(--line);
      }
      .foot p {
        margin-bottom: var(--s-2);
        font-size: var(--t-14);
      }
    `,
  ];

  declare order: OrderView | undefined;
  declare open: boolean;
  declare quantities: Readonly<Record<number, number>>;
  declare reason: number;
  declare busy: boolean;
  declare problem: unknown;
  #key = '';

  constructor() {
    super();
    this.order = undefined;
    this.open = false;
    this.quantities = {};
    this.reason = 0;
    this.busy = false;
    this.problem = undefined;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('open') || !this.open || !this.order) return;
    const lines = refundableLines(this.order);
    this.quantities = Object.fromEntries(
      lines.map((line) => [line.lineNo, lines.length === 1 ? line.quantityMax : 0]),
    );
    this.problem = undefined;
    this.#key = crypto.randomUUID();
  }

  /** How many of a gift go back: as the buyer says, or all of them with all the goods that earned it. */
  #giftsBack(order: OrderView, gift: RefundableLine): number {
    const said = this.quantities[gift.lineNo];
    if (said !== undefined) return said;
    const goods = refundableLines(order).filter(({ lineNo }) => gift.earnedBy.includes(lineNo));
    const whole = goods.every(({ lineNo, quantityMax }) => this.quantities[lineNo] === quantityMax);
    return whole ? gift.quantityMax : 0;
  }

  async #send(order: OrderView): Promise<void> {
    const gifts = returnableGifts(order).map((gift) => ({
      lineNo: gift.lineNo,
      quantity: this.#giftsBack(order, gift),
    }));
    const goods = refundableLines(order).map(({ lineNo }) => ({
      lineNo,
      quantity: this.quantities[lineNo] ?? 0,
    }));
    const lines = [...goods, ...gifts].filter(({ quantity }) => quantity > 0);
    const reason = w().refundReasons[this.reason];
    if (lines.length === 0 || !reason || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await client.call('POST /api/v1/orders/:orderId/refunds', {
        params: { orderId: order.orderId },
        body: { key: this.#key, reason, lines },
      });
      this.tell('refund-asked');
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  override render() {
    const words = w();
    const { order } = this;
    return html`<yc-sheet .open=${this.open} .heading=${words.askRefund} .locked=${this.busy} data-testid="refund-sheet">
      ${order && this.open ? this.#form(order) : nothing}
    </yc-sheet>`;
  }

  #form(order: OrderView) {
    const words = w();
    const lines = refundableLines(order);
    const amountMinor = lines.reduce(
      (sum, line) => sum + Math.floor(line.paidMinorEach * (this.quantities[line.lineNo] ?? 0)),
      0,
    );
    const gifts = returnableGifts(order);
    const set = (lineNo: number, quantity: number): void => {
      this.quantities = { ...this.quantities, [lineNo]: quantity };
    };
    return html`<div class="section">
        <h3>${words.refundWhich}</h3>
        ${lines.map((line) => this.#line(line, order, this.quantities[line.lineNo] ?? 0, set))}
      </div>
      ${
        gifts.length === 0
          ? nothing
          : html`<div class="section" data-testid="refund-gifts">
              <h3>${words.refundGifts}</h3>
              ${gifts.map((gift) => this.#line(gift, order, this.#giftsBack(order, gift), set))}
            </div>`
      }
      <div class="section">
        <h3 id="reason">${words.refundReason}</h3>
        <div class="chips" role="group" aria-labelledby="reason">
          ${words.refundReasons.map(
            (reason, index) =>
              html`<button class="chip" type="button" aria-pressed=${index === this.reason} @click=${() => {
                this.reason = index;
              }}>${reason}</button>`,
          )}
        </div>
      </div>
      <div slot="foot" class="foot">
        ${this.problem ? html`<p class="bad" role="alert">${problemText(this.problem)}</p>` : nothing}
        <button class="button main wide" type="button" ?disabled=${this.busy || amountMinor === 0} data-testid="refund-submit" @click=${() => this.#send(order)}>
          ${words.refundSubmit} <span class="figure">${formatMoney(amountMinor, order.currency)}</span>
        </button>
      </div>`;
  }

  #line(
    line: RefundableLine,
    order: OrderView,
    quantity: number,
    set: (lineNo: number, quantity: number) => void,
  ) {
    return html`<div class="line" data-testid="refund-line">
      <yc-picture .src=${line.picture}></yc-picture>
      <div>
        <p class="clamp-1">${line.title}</p>
        <p class="muted small">${specText(line.spec)} <span class="figure">${formatMoney(Math.floor(line.paidMinorEach), order.currency)}</span></p>
        <yc-stepper
          .min=${0}
          .max=${line.quantityMax}
          .value=${quantity}
          @quantity=${(event: CustomEvent<number>) => set(line.lineNo, event.detail)}
        ></yc-stepper>
      </div>
    </div>`;
  }
}

customElements.define('yc-refund-sheet', RefundSheet);
