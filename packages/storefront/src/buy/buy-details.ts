import type { ProductPage, SkuView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import type { Deal, Offer } from '../deals/offer.ts';
import { w } from '../i18n/locale.ts';
import { formatPrice } from '../money.ts';
import { price } from '../parts/figures.ts';
import { icons } from '../parts/icons.ts';
import '../parts/picture.ts';
import { problemText } from '../session.ts';
import { specText } from './sku-choice.ts';

export const buyDetailsStyles = css`
  .summary {
    display: grid;
    grid-template-columns: 96px minmax(0, 1fr);
    gap: var(--s-3);
    align-items: end;
  }
  .summary .price {
    font-size: var(--t-28);
  }
  .summary a {
    display: inline-flex;
    align-items: center;
    min-height: var(--touch);
    margin-block: calc(-1 * var(--s-2));
    font-size: var(--t-12);
    color: var(--ink-3);
    text-decoration: none;
  }
  .summary a svg {
    width: 14px;
  }
`;

/** What one costs under the choice made, and what it is compared with. */
export interface ShownPrice {
  readonly minor: number;
  readonly insteadOfMinor: number | null;
}

/** What is being bought, with the price of the choice made; known before the product is loaded. */
export function itemSummary(offer: Offer, shown: ShownPrice, note: unknown = nothing) {
  return html`<div class="section summary">
    <yc-picture .src=${offer.picture} eager></yc-picture>
    <div>
      <div>${price(shown.minor, offer.currency, shown.insteadOfMinor)}</div>
      <p class="clamp-2 small" title=${offer.title}>${offer.title}</p>
      ${note}
      <a href="/product/${offer.productId}" data-testid="product-link">${w().details} ${icons.forward()}</a>
    </div>
  </div>`;
}

/** What will come in the parcel, who sends it, and what was taken off and by whom; before the server is asked. */
export function whatYouGet(product: ProductPage, sku: SkuView | undefined, quantity: number) {
  const words = w();
  const spec = sku ? specText(sku.spec) : '';
  const saved = sku?.listPriceMinor ? (sku.listPriceMinor - sku.priceMinor) * quantity : 0;
  return html`<div class="section">
    <h3>${words.youGet}</h3>
    <div class="line">
      <yc-picture .src=${product.picture}></yc-picture>
      <div>
        <p class="clamp-2">${product.title}</p>
        <p class="muted small">${spec ? `${spec} · ` : ''}${words.shipsFrom(product.shop.name)}</p>
      </div>
      <span class="figure">× ${quantity}</span>
    </div>
    ${saved > 0 ? html`<p class="off good">${words.listPriceSaved(formatPrice(saved, product.currency))}</p>` : nothing}
  </div>`;
}

/** That it is a flash sale, and how many one buyer may have. */
export function flashNote(deal: Deal | undefined) {
  if (deal?.kind !== 'flash') return nothing;
  const { buyerMax } = deal.sale;
  return html`<p class="small" data-testid="flash-note">
    <span class="tag">${w().flash}</span>${buyerMax === null ? nothing : w().flashLimit(buyerMax)}
  </p>`;
}

/** That the product could not be read, and the way to ask again. */
export function loadFailed(problem: unknown, retry: () => void) {
  if (!problem) return nothing;
  return html`<div class="problem between" role="alert">
    <span>${problemText(problem)}</span>
    <button class="button" type="button" @click=${retry}>${w().retry}</button>
  </div>`;
}
