import type { OrderState, OrderView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { watch } from '../cell.ts';
import { lineViewStyles } from '../deals/line-view.ts';
import { PageElement } from '../element.ts';
import { locale, w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import '../parts/countdown.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import '../parts/picture.ts';
import '../parts/sign-in-form.ts';
import { specText } from '../buy/sku-choice.ts';
import { shortTime } from '../parts/short-time.ts';
import { client, loadMe, meCell, problemText } from '../session.ts';
import { pageStyles } from '../styles/page.ts';
import { FILTERS } from './order-view.ts';

const LINES_SHOWN = 3;

/** The buyer's orders, newest first, by state. */
class OrdersPage extends PageElement {
  static override properties = {
    state: { state: true },
    orders: { state: true },
    nextCursor: { state: true },
    problem: { state: true },
  };
  static override styles = [
    PageElement.styles,
    emptyStyles,
    pageStyles,
    lineViewStyles,
    css`
      nav {
        display: flex;
        gap: var(--s-4);
        margin: var(--s-2) calc(-1 * var(--s-4)) 0;
        padding-inline: var(--s-4);
        overflow-x: auto;
        scrollbar-width: none;
        border-bottom: 1px solid var(--line);
      }
      nav button {
        flex: none;
        min-height: var(--touch);
        font-size: var(--t-14);
        color: var(--ink-3);
        border-bottom: 2px solid transparent;
      }
      nav button[aria-pressed='true'] {
        color: var(--ink);
        font-weight: 600;
        border-color: var(--ink);
      }
      li > a {
        display: block;
        padding-block: var(--s-4);
        border-bottom: 1px solid var(--line);
        text-decoration: none;
      }
      .between {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--s-4);
        font-size: var(--t-14);
      }
      .state {
        flex: none;
        font-weight: 600;
      }
      .line {
        display: grid;
        grid-template-columns: 64px minmax(0, 1fr) auto;
        gap: var(--s-3);
        margin-top: var(--s-3);
        font-size: var(--t-14);
        line-height: 1.45;
      }
      .line .figure {
        text-align: right;
      }
      .sum {
        margin-top: var(--s-3);
      }
      .sum strong {
        font-size: var(--t-16);
      }
      .more {
        margin-top: var(--s-4);
      }
      .sign {
        max-width: 400px;
        margin: var(--s-6) auto;
      }
      .sign h2 {
        margin-bottom: var(--s-4);
      }
    `,
  ];

  declare state: OrderState | undefined;
  declare orders: readonly OrderView[] | undefined;
  declare nextCursor: string | null;
  declare problem: unknown;

  constructor() {
    super();
    this.state = undefined;
    this.orders = undefined;
    this.nextCursor = null;
    this.problem = undefined;
    watch(this, meCell);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void loadMe().then((me) => {
      if (me) void this.#load();
    });
  }

  async #load(cursor?: string): Promise<void> {
    const { state } = this;
    this.problem = undefined;
    try {
      const page = await client.call('GET /api/v1/orders', {
        query: { ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) },
      });
      if (state !== this.state) return;
      this.orders = cursor ? [...(this.orders ?? []), ...page.items] : page.items;
      this.nextCursor = page.nextCursor;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #filter(state: OrderState | undefined): void {
    this.state = state;
    this.orders = undefined;
    void this.#load();
  }

  override render() {
    const words = w();
    if (meCell.value === undefined) return html`<p class="muted" aria-busy="true">${words.loading}</p>`;
    if (meCell.value === null) {
      return html`<div class="sign">
        <h2>${words.ordersNeedSignIn}</h2>
        <yc-sign-in-form @signed-in=${() => this.#load()}></yc-sign-in-form>
      </div>`;
    }
    return html`<h1>${words.myOrders}</h1>
      <nav aria-label=${words.myOrders}>
        ${[undefined, ...FILTERS].map(
          (
            state,
          ) => html`<button type="button" aria-pressed=${this.state === state} data-testid="order-filter" @click=${() => this.#filter(state)}>
            ${state ? words.states[state] : words.allOrders}
          </button>`,
        )}
      </nav>
      ${this.#list()}`;
  }

  #list() {
    const words = w();
    if (this.problem) {
      return empty(
        problemText(this.problem),
        '',
        html`<button class="button" type="button" @click=${() => this.#load()}>${words.retry}</button>`,
      );
    }
    if (!this.orders) return html`<p class="muted" aria-busy="true">${words.loading}</p>`;
    if (this.orders.length === 0) {
      return this.state
        ? empty(words.ordersNoneInState)
        : empty(
            words.ordersEmpty,
            words.ordersEmptyHint,
            html`<a class="button" href="/">${words.toRooms}</a>`,
          );
    }
    return html`<ul>${this.orders.map(row)}</ul>
      ${
        this.nextCursor
          ? html`<button class="button wide more" type="button" @click=${() => this.#load(this.nextCursor ?? undefined)}>${words.more}</button>`
          : nothing
      }`;
  }
}

function row(order: OrderView) {
  const words = w();
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return html`<li>
    <a href="/orders/${order.orderId}" data-testid="order-row">
      <p class="between">
        <span class="clamp-1">${order.shopName}</span>
        <span class="state" data-testid="order-state" data-state=${order.state}>${words.states[order.state]}</span>
      </p>
      ${order.lines.slice(0, LINES_SHOWN).map(
        (line) => html`<div class="line">
          <yc-picture .src=${line.picture}></yc-picture>
          <div>
            <p class="clamp-2">${line.kind === 'gift' ? html`<span class="tag">${words.gift}</span>` : nothing}${line.title}</p>
            <p class="muted small clamp-1">${specText(line.spec)}</p>
          </div>
          <p class="figure">${formatMoney(line.unitPriceMinor, order.currency)}<br /><span class="muted small">× ${line.quantity}</span></p>
        </div>`,
      )}
      <p class="between sum">
        <span class="muted small figure">${
          order.state === 'awaiting_payment' && order.expiresAt
            ? html`<yc-countdown .until=${order.expiresAt}></yc-countdown>`
            : shortTime(order.placedAt, locale())
        }</span>
        <span><span class="muted small">${words.pieces(pieces)}</span> <strong class="figure">${formatMoney(order.totalMinor, order.currency)}</strong></span>
      </p>
      ${order.refundedMinor > 0 ? html`<p class="between small"><span></span><span class="muted figure">${words.refunded} ${formatMoney(order.refundedMinor, order.currency)}</span></p>` : nothing}
    </a>
  </li>`;
}

customElements.define('yc-orders-page', OrdersPage);
