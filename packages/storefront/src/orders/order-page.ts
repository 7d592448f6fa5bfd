import type { OrderView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import '../buy/pay-panel.ts';
import { addressLine } from '../buy/purchase.ts';
import { watch } from '../cell.ts';
import { lineViewStyles } from '../deals/line-view.ts';
import { PageElement } from '../element.ts';
import { locale, w } from '../i18n/locale.ts';
import { platformNow } from '../platform-clock.ts';
import '../parts/countdown.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { icons } from '../parts/icons.ts';
import '../parts/picture.ts';
import '../parts/sheet.ts';
import '../parts/sign-in-form.ts';
import { shortTime } from '../parts/short-time.ts';
import { client, loadMe, meCell, problemText } from '../session.ts';
import { pageStyles } from '../styles/page.ts';
import { orderPageStyles } from './order-page-styles.ts';
import { copyButton, orderLines, orderSums, presalePayments, refunds, steps } from './order-parts.ts';
import { canAskRefund, dueNow } from './order-view.ts';
import './refund-sheet.ts';

type Asking = 'cancel' | 'receipt' | 'pay' | 'refund';

const REFRESH_MS = 10_000;

/** One order: how far it is, what is in it, and what can be done with it. */
class OrderPage extends PageElement {
  static override properties = {
    orderId: {},
    order: { state: true },
    problem: { state: true },
    asking: { state: true },
    busy: { state: true },
    actionProblem: { state: true },
  };
  static override styles = [PageElement.styles, emptyStyles, pageStyles, orderPageStyles, lineViewStyles];

  declare orderId: string;
  declare order: OrderView | undefined;
  declare problem: unknown;
  declare asking: Asking | undefined;
  declare busy: boolean;
  declare actionProblem: unknown;
  #refreshing: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.orderId = '';
    this.order = undefined;
    this.problem = undefined;
    this.asking = undefined;
    this.busy = false;
    this.actionProblem = undefined;
    watch(this, meCell);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#refreshing = setInterval(() => {
      if (!document.hidden && !this.busy && this.order) void this.#load();
    }, REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#refreshing);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('orderId') || !this.orderId) return;
    this.order = undefined;
    void loadMe().then((me) => {
      if (me) void this.#load();
    });
  }

  async #load(): Promise<void> {
    const { orderId } = this;
    try {
      const order = await client.call('GET /api/v1/orders/:orderId', { params: { orderId } });
      if (orderId !== this.orderId) return;
      this.order = order;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #act(call: () => Promise<OrderView>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.actionProblem = undefined;
    try {
      this.order = await call();
      this.asking = undefined;
    } catch (problem) {
      this.actionProblem = problem;
      void this.#load();
    } finally {
      this.busy = false;
    }
  }

  #ask(asking: Asking): void {
    this.actionProblem = undefined;
    this.asking = asking;
  }

  override render() {
    const words = w();
    if (meCell.value === null) {
      return html`<div class="sign">
        <h2>${words.ordersNeedSignIn}</h2>
        <yc-sign-in-form @signed-in=${() => this.#load()}></yc-sign-in-form>
      </div>`;
    }
    if (this.order) return this.#page(this.order);
    if (!this.problem) return html`<p class="muted" aria-busy="true">${words.loading}</p>`;
    return empty(problemText(this.problem), '', html`<a class="button" href="/orders">${words.myOrders}</a>`);
  }

  #page(order: OrderView) {
    const words = w();
    return html`<a class="from" href="/orders">${icons.back()} ${words.myOrders}</a>
      <header>
        <h1 data-testid="order-state" data-state=${order.state}>${words.states[order.state]}</h1>
        ${
          order.state === 'awaiting_payment' && order.expiresAt
            ? html`<yc-countdown class="muted" .until=${order.expiresAt}></yc-countdown>`
            : stateNote(order)
        }
      </header>
      ${steps(order)} ${this.#actions(order)}
      ${presalePayments(order)}
      ${
        order.shipment
          ? html`<section class="fact">
              <span class="muted">${words.tracking}</span>
              <span><span>${order.shipment.carrier}</span> <span class="figure" data-testid="tracking-number">${order.shipment.trackingNo}</span></span>
              ${copyButton(order.shipment.trackingNo)}
            </section>`
          : nothing
      }
      ${
        order.address
          ? html`<section class="fact">
              <span class="muted">${words.address}</span>
              <span><strong>${order.address.name}</strong> <span class="figure">${order.address.phone}</span><br />${addressLine(order.address)}</span>
            </section>`
          : nothing
      }
      <section class="lines">
        <h2>${order.shopName}</h2>
        ${orderLines(order)} ${orderSums(order)}
      </section>
      ${refunds(order)}
      <section class="fact">
        <span class="muted">${words.orderNo}</span><span class="figure" data-testid="order-number">${order.orderNo}</span>${copyButton(order.orderNo)}
      </section>
      <section class="fact">
        <span class="muted">${words.orderAt}</span><span class="figure">${shortTime(order.placedAt, locale())}</span>
      </section>
      ${this.#sheets(order)}`;
  }

  #actions(order: OrderView) {
    const words = w();
    const button = (asking: Asking, label: string, main: boolean) =>
      html`<button class="button ${main ? 'main' : ''}" type="button" data-testid=${`${asking}-button`} @click=${() => this.#ask(asking)}>${label}</button>`;
    const due = dueNow(order, platformNow());
    const unpaid = order.state === 'awaiting_payment' || order.state === 'deposit_paid';
    const shipped = order.state === 'shipped' || order.state === 'partly_shipped';
    const payWord = { whole: words.payNow, deposit: words.payDeposit, balance: words.payBalance };
    if (!unpaid && !shipped && !canAskRefund(order)) return nothing;
    return html`<div class="actions">
      ${due ? button('pay', payWord[due.part], true) : nothing}
      ${unpaid ? button('cancel', words.cancelOrder, false) : nothing}
      ${shipped ? button('receipt', words.confirmReceipt, true) : nothing}
      ${canAskRefund(order) ? button('refund', words.askRefund, false) : nothing}
    </div>`;
  }

  #sheets(order: OrderView) {
    const close = (event: Event): void => {
      event.stopPropagation();
      this.asking = undefined;
    };
    return html`<yc-sheet .open=${this.asking === 'pay'} .heading=${w().payTitle} .locked=${this.busy} data-testid="pay-sheet" @sheet-closed=${close}>
        ${this.asking === 'pay' ? this.#pay(order) : nothing}
      </yc-sheet>
      <yc-sheet
        .open=${this.asking === 'cancel' || this.asking === 'receipt'}
        .heading=${this.asking === 'cancel' ? w().cancelOrder : w().confirmReceipt}
        .locked=${this.busy}
        data-testid="confirm-sheet"
        @sheet-closed=${close}
      >
        ${this.asking === 'cancel' || this.asking === 'receipt' ? this.#confirm(order, this.asking) : nothing}
      </yc-sheet>
      <yc-refund-sheet
        .order=${order}
        .open=${this.asking === 'refund'}
        @sheet-closed=${close}
        @refund-asked=${() => {
          this.asking = undefined;
          void this.#load();
        }}
      ></yc-refund-sheet>`;
  }

  #pay(order: OrderView) {
    const pay = (outcome: 'approve' | 'decline'): Promise<void> =>
      this.#act(() =>
        client.call('POST /api/v1/orders/:orderId/payment', {
          params: { orderId: order.orderId },
          body: { provider: 'test', outcome },
        }),
      );
    const due = dueNow(order, platformNow());
    const { orderId, orderNo, shopId, totalMinor, currency, checkoutId, placedAt } = order;
    return html`<yc-pay-panel
      .placed=${{
        checkoutId,
        orders: [{ orderId, orderNo, shopId, totalMinor }],
        totalMinor,
        currency,
        expiresAt: due?.until ?? placedAt,
        replayed: false,
      }}
      .dueMinor=${due?.amountMinor}
      .due=${due?.part ?? 'whole'}
      .presale=${order.presale}
      .phase=${this.busy ? 'paying' : 'unpaid'}
      .problem=${this.actionProblem}
      @pay=${(event: CustomEvent<'approve' | 'decline'>) => pay(event.detail)}
      @provider-paid=${() => {
        this.asking = undefined;
        void this.#load();
      }}
    ></yc-pay-panel>`;
  }

  #confirm(order: OrderView, asking: 'cancel' | 'receipt') {
    const words = w();
    const { orderId } = order;
    const act = (): Promise<void> =>
      this.#act(() =>
        asking === 'cancel'
          ? client.call('POST /api/v1/orders/:orderId/cancellation', { params: { orderId } })
          : client.call('POST /api/v1/orders/:orderId/receipt', { params: { orderId } }),
      );
    return html`<div class="confirm">
      <p>${asking === 'cancel' ? words.cancelConfirm : words.receiptConfirm}</p>
      ${this.actionProblem ? html`<p class="bad small" role="alert">${problemText(this.actionProblem)}</p>` : nothing}
      <button class="button main wide" type="button" ?disabled=${this.busy} data-testid=${`confirm-${asking}`} @click=${act}>
        ${asking === 'cancel' ? words.cancelOrder : words.confirmReceipt}
      </button>
      <button class="button quiet wide" type="button" @click=${() => {
        this.asking = undefined;
      }}>${asking === 'cancel' ? words.keepOrder : words.notYet}</button>
    </div>`;
  }
}

function stateNote(order: OrderView) {
  const words = w();
  if (order.state === 'deposit_paid' && order.presale) {
    return html`<p class="muted">${words.balanceFrom(shortTime(order.presale.balanceFrom, locale()))}</p>`;
  }
  if (order.state !== 'paid') return nothing;
  return html`<p class="muted">${order.shipBy ? words.shipBy(shortTime(order.shipBy, locale())) : words.awaitingShop}</p>`;
}

customElements.define('yc-order-page', OrderPage);
