import type { RoomItem } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { count, price, priceStyles } from '../parts/figures.ts';
import '../parts/picture.ts';
import './stock-line.ts';

/** The cart of a room, in the host's order. Tells 'item-chosen' with the item that the buyer taps. */
class CartList extends PageElement {
  static override properties = { items: { attribute: false }, pinnedItemId: { attribute: false } };
  static override styles = [
    PageElement.styles,
    priceStyles,
    emptyStyles,
    css`
      :host {
        display: block;
      }
      li {
        position: relative;
        display: grid;
        grid-template-columns: 88px minmax(0, 1fr);
        gap: var(--s-3);
        padding: var(--s-3) var(--s-4);
      }
      li + li::before {
        content: '';
        position: absolute;
        inset: 0 0 auto calc(88px + var(--s-4) + var(--s-3));
        border-top: 1px solid var(--line);
      }
      .thumb {
        position: relative;
      }
      .thumb span {
        position: absolute;
        top: var(--s-1);
        left: var(--s-1);
        min-width: 20px;
        padding: 0 var(--s-1);
        border-radius: 4px;
        background: rgb(16 18 22 / 0.64);
        color: #fff;
        font-size: var(--t-12);
        text-align: center;
      }
      .text {
        display: flex;
        flex-direction: column;
        gap: var(--s-1);
        min-width: 0;
      }
      h3 {
        font-size: var(--t-14);
      }
      /* Marked as the pinned card is, by a yellow edge. */
      li[aria-current='true']::after {
        content: '';
        position: absolute;
        inset: var(--s-3) auto var(--s-3) 0;
        width: 3px;
        background: var(--yellow);
      }
      .now {
        display: inline-block;
        margin-right: var(--s-2);
        padding: 0 6px;
        border: 1.5px solid var(--yellow);
        border-radius: 4px;
        font-size: var(--t-12);
        font-weight: 600;
      }
      .deal {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--s-2);
        margin-top: auto;
        min-height: var(--touch);
        font-size: var(--t-20);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        column-gap: var(--s-3);
      }
      .facts yc-stock-line {
        flex: 0 1 160px;
      }
      .gone yc-picture,
      .gone h3,
      .gone .price {
        opacity: 0.5;
      }
      .button {
        flex: none;
      }
      .button::after {
        content: '';
        position: absolute;
        inset: 0;
      }
    `,
  ];

  declare items: readonly RoomItem[];
  declare pinnedItemId: string | null;

  constructor() {
    super();
    this.items = [];
    this.pinnedItemId = null;
  }

  override render() {
    if (this.items.length === 0) return empty(w().cartEmpty, w().cartEmptyHint);
    return html`<ol>
      ${repeat(
        this.items,
        (item) => item.itemId,
        (item, index) => this.#row(item, index + 1),
      )}
    </ol>`;
  }

  #row(item: RoomItem, number: number) {
    const words = w();
    const suspended = item.state !== 'active';
    const gone = suspended || item.available === 0;
    const pinned = item.itemId === this.pinnedItemId;
    return html`<li class=${gone ? 'gone' : ''} data-testid="cart-item" data-item-id=${item.itemId} aria-current=${pinned ? 'true' : nothing}>
      <div class="thumb">
        <yc-picture .src=${item.picture}></yc-picture>
        <span class="figure" aria-hidden="true">${number}</span>
      </div>
      <div class="text">
        <h3 class="clamp-2" title=${item.title}>
          ${pinned ? html`<span class="now" data-testid="explaining">${words.explaining}</span>` : nothing}${item.title}
        </h3>
        <div class="facts small muted">
          ${
            gone
              ? html`<span data-testid="sold-out">${suspended && item.reason ? words.suspended[item.reason] : words.soldOut}</span>`
              : html`<yc-stock-line .item=${item}></yc-stock-line>`
          }
          ${item.soldCount > 0 ? count(item.soldCount, words.soldHere) : nothing}
        </div>
        <div class="deal">
          <span>${price(item.priceMinor, item.currency, item.listPriceMinor)}</span>
          ${
            gone
              ? nothing
              : html`<button class="button" type="button" data-testid="item-buy" aria-label="${words.buy} ${item.title}" @click=${() => this.tell('item-chosen', item)}>
                  ${words.buy}
                </button>`
          }
        </div>
      </div>
    </li>`;
  }
}

customElements.define('yc-cart-list', CartList);
