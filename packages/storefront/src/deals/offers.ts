import type { ProductDeals, SkuView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { locale, w } from '../i18n/locale.ts';
import { formatPrice } from '../money.ts';
import { price, priceStyles } from '../parts/figures.ts';
import '../parts/picture.ts';
import { shortTime } from '../parts/short-time.ts';
import { giftText } from './gift-text.ts';
import { type Combination, type Deal, dealIdOf, type Presale } from './offer.ts';

/** What there is around a product beside its price: gifts to be earned, a presale, sets. Tells 'deal-chosen' with a Deal, or null for the product by itself. */
class Offers extends PageElement {
  static override properties = {
    deals: { attribute: false },
    sku: { attribute: false },
    chosen: { attribute: false },
    currency: {},
    disabled: { type: Boolean },
  };
  static override styles = [
    PageElement.styles,
    priceStyles,
    css`
      .offers {
        display: grid;
        gap: var(--s-3);
        padding: var(--offers-padding, var(--s-4));
        border-bottom: 1px solid var(--line);
        font-size: var(--t-14);
        line-height: 1.45;
      }
      h3 {
        font-size: var(--t-14);
      }
      .gift {
        display: flex;
        gap: var(--s-2);
        align-items: start;
      }
      .tag {
        flex: none;
        padding: 0 6px;
        border: 1.5px solid var(--yellow);
        border-radius: 4px;
        font-size: var(--t-12);
        font-weight: 600;
        line-height: 1.5;
      }
      .chip {
        width: 100%;
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding-block: var(--s-2);
      }
      .chip .price {
        font-size: var(--t-20);
      }
      .right {
        text-align: right;
      }
      .pictures {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-1);
        margin-top: var(--s-1);
      }
      .pictures yc-picture {
        width: 44px;
      }
    `,
  ];

  declare deals: ProductDeals | undefined;
  declare sku: SkuView | undefined;
  declare chosen: Deal | undefined;
  declare currency: string;
  declare disabled: boolean;

  constructor() {
    super();
    this.deals = undefined;
    this.sku = undefined;
    this.chosen = undefined;
    this.currency = 'CNY';
    this.disabled = false;
  }

  #toggle(deal: Deal): void {
    const same = this.chosen !== undefined && dealIdOf(this.chosen) === dealIdOf(deal);
    this.tell<Deal | null>('deal-chosen', same ? null : deal);
  }

  override render() {
    const { deals } = this;
    if (!deals) return nothing;
    const { gifts, presales, combinations } = deals;
    if (gifts.length + presales.length + combinations.length === 0) return nothing;
    return html`<div class="offers"><h3>${w().offers}</h3>
      ${gifts.map(
        (gift) => html`<p class="gift" data-testid="gift-offer">
          <span class="tag">${w().gift}</span><span class="clamp-2" title=${giftText(gift, this.currency)}>${giftText(gift, this.currency)}</span>
        </p>`,
      )}
      ${presales.map((presale) => this.#presale(presale))} ${combinations.map((set) => this.#set(set))}</div>`;
  }

  #presale(presale: Presale) {
    const words = w();
    const { currency, depositMinor, balanceMinor, priceMinor, balanceFrom, balanceUntil, shipBy } = presale;
    const when = (at: string): string => shortTime(at, locale());
    const mine = presale.item.skuId === this.sku?.skuId || this.#isChosen(presale.dealId);
    if (!mine) return nothing;
    return html`<button class="chip" type="button" aria-pressed=${this.#isChosen(presale.dealId)} ?disabled=${this.disabled || presale.left === 0}
      data-testid="presale-offer" @click=${() => this.#toggle({ kind: 'presale', presale })}>
      <span>
        <span class="tag">${words.presale}</span> ${presale.name}<br />
        <span class="muted small">${words.deposit} ${formatPrice(depositMinor, currency)} + ${words.balance} ${formatPrice(balanceMinor, currency)},
        ${words.balanceWhen(when(balanceFrom), when(balanceUntil))} · ${words.shipBy(when(shipBy))} · ${presale.depositRefundable ? words.depositBack : words.depositKept}</span>
      </span>
      <span class="right">${price(priceMinor, currency)}<br /><span class="muted small">${presale.left === 0 ? words.soldOut : words.left(String(presale.left))}</span></span>
    </button>`;
  }

  #set(set: Combination) {
    const words = w();
    const { currency, priceMinor, normalMinor, items } = set;
    const pieces = items.reduce((sum, item) => sum + item.quantity, 0);
    return html`<button class="chip" type="button" aria-pressed=${this.#isChosen(set.dealId)} ?disabled=${this.disabled || set.left === 0}
      data-testid="set-offer" @click=${() => this.#toggle({ kind: 'combination', set })}>
      <span>
        <span class="tag">${words.set}</span> ${set.name} <span class="muted small">${words.setOf(pieces)}</span>
        <span class="pictures">${items.map((item) => html`<yc-picture .src=${item.picture} title="${item.title} × ${item.quantity}"></yc-picture>`)}</span>
      </span>
      <span class="right">${price(priceMinor, currency)}<br />
        ${normalMinor > priceMinor ? html`<span class="good small">${words.saved(formatPrice(normalMinor - priceMinor, currency))}</span>` : nothing}
      </span>
    </button>`;
  }

  #isChosen(dealId: string): boolean {
    return this.chosen !== undefined && dealIdOf(this.chosen) === dealId;
  }
}

customElements.define('yc-offers', Offers);
