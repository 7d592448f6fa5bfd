import type { RoomItem } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { formatPrice } from '../money.ts';
import { price, priceStyles } from '../parts/figures.ts';
import '../parts/picture.ts';
import './stock-line.ts';

/** What the host explains now, floating over the picture. Tells 'item-chosen' or 'item-wanted'. */
class PinnedCard extends PageElement {
  static override properties = { item: { attribute: false }, wanted: { type: Boolean } };
  static override styles = [
    PageElement.styles,
    priceStyles,
    css`
      :host {
        display: block;
      }
      article {
        color-scheme: light;
        position: relative;
        display: grid;
        grid-template-columns: 88px minmax(0, 1fr);
        gap: var(--s-3);
        padding: var(--s-2);
        border-radius: var(--r-card);
        background: var(--surface);
        color: var(--ink);
        box-shadow: 0 8px 32px rgb(0 0 0 / 0.28);
        animation: rise var(--slide) var(--ease);
        overflow: hidden;
      }
      /* The pinned mark is a yellow edge, so that the cart button stays the one filled yellow thing in view. */
      article::before {
        content: '';
        position: absolute;
        inset: 0 auto 0 0;
        width: 3px;
        background: var(--yellow);
      }
      @keyframes rise {
        from {
          translate: 0 24px;
          opacity: 0;
        }
      }
      yc-picture {
        width: 88px;
      }
      .text {
        display: flex;
        flex-direction: column;
        gap: var(--s-1);
        min-width: 0;
      }
      h3 {
        font-size: var(--t-14);
        min-height: 2.6em;
      }
      .deal {
        display: flex;
        align-items: end;
        justify-content: space-between;
        gap: var(--s-2);
        margin-top: auto;
      }
      .money {
        display: grid;
        gap: 2px;
        min-width: 0;
        font-size: var(--t-20);
      }
      .saved {
        font-size: var(--t-12);
        line-height: 1.3;
        font-family: var(--figures);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .button {
        position: relative;
        flex: none;
        padding-inline: var(--s-3);
      }
    `,
  ];

  declare item: RoomItem | undefined;
  declare wanted: boolean;

  constructor() {
    super();
    this.item = undefined;
    this.wanted = false;
  }

  override render() {
    const item = this.item;
    if (!item) return nothing;
    const words = w();
    const gone = item.available === 0 || item.state !== 'active';
    const saved = item.listPriceMinor === null ? 0 : item.listPriceMinor - item.priceMinor;
    const choose = (): void => this.tell('item-chosen', item);
    return html`<article data-testid="pinned-card" aria-label=${words.explaining}>
      <yc-picture .src=${item.picture} eager></yc-picture>
      <div class="text">
        <h3 class="clamp-2" title=${item.title}>${item.title}</h3>
        ${
          gone
            ? html`<span class="small bad" data-testid="sold-out">${item.state === 'active' || !item.reason ? words.soldOut : words.suspended[item.reason]}</span>`
            : html`<yc-stock-line .item=${item}></yc-stock-line>`
        }
        <div class="deal">
          <div class="money">
            ${saved > 0 ? html`<span class="saved good">${words.saved(formatPrice(saved, item.currency))}</span>` : nothing}
            <span>${price(item.priceMinor, item.currency)}</span>
          </div>
          ${
            gone
              ? html`<button class="button" type="button" ?disabled=${this.wanted} data-testid="tell-me" @click=${() => this.tell('item-wanted', item)}>
                  ${this.wanted ? words.willTell : words.tellMe}
                </button>`
              : html`<button class="button solid" type="button" data-testid="buy-button" @click=${choose}>${words.grab}</button>`
          }
        </div>
      </div>
    </article>`;
  }
}

customElements.define('yc-pinned-card', PinnedCard);
