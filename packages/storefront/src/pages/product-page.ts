import type { ProductPage as Product, SkuView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { rememberedClick, takeClickFromAddress } from '../buy/click-memory.ts';
import { keepDraft } from '../buy/draft.ts';
import { firstChoice } from '../buy/sku-choice.ts';
import '../buy/sku-picker.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { formatPrice } from '../money.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { count, price, priceStyles } from '../parts/figures.ts';
import { icons } from '../parts/icons.ts';
import '../parts/picture.ts';
import '../parts/stepper.ts';
import { navigate } from '../router.ts';
import { client, problemText } from '../session.ts';
import { pageStyles } from '../styles/page.ts';
import { productPageStyles } from './product-page-styles.ts';

const QUANTITY_MAX = 999;

/** A product with its choices; an order from here carries the click that led to it. */
class ProductPage extends PageElement {
  static override properties = {
    productId: {},
    product: { state: true },
    sku: { state: true },
    quantity: { state: true },
    problem: { state: true },
  };
  static override styles = [PageElement.styles, priceStyles, emptyStyles, pageStyles, productPageStyles];

  declare productId: string;
  declare product: Product | undefined;
  declare sku: SkuView | undefined;
  declare quantity: number;
  declare problem: unknown;

  constructor() {
    super();
    this.productId = '';
    this.product = undefined;
    this.sku = undefined;
    this.quantity = 1;
    this.problem = undefined;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('productId') || !this.productId) return;
    takeClickFromAddress(this.productId);
    void this.#load(this.productId);
  }

  async #load(productId: string): Promise<void> {
    this.product = undefined;
    this.problem = undefined;
    try {
      const product = await client.call('GET /api/v1/products/:productId', { params: { productId } });
      if (productId !== this.productId) return;
      this.product = product;
      this.sku = firstChoice(product.skus);
      this.quantity = 1;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #buy(): void {
    if (!this.sku) return;
    keepDraft([{ skuId: this.sku.skuId, productId: this.productId, quantity: this.quantity }]);
    navigate('/checkout');
  }

  override render() {
    if (this.product) return this.#page(this.product);
    if (!this.problem) return html`<p class="muted" aria-busy="true">${w().loading}</p>`;
    return empty(problemText(this.problem), '', html`<a class="button" href="/">${w().toRooms}</a>`);
  }

  #page(product: Product) {
    const words = w();
    const { sku } = this;
    const click = rememberedClick(product.productId);
    const saved = sku?.listPriceMinor ? sku.listPriceMinor - sku.priceMinor : 0;
    const gone = !product.onShelf || !sku || sku.available === 0;
    return html`${
      click?.roomId
        ? html`<a class="from" href="/room/${click.roomId}" data-testid="back-to-room">${icons.back()} ${words.backToRoom}</a>`
        : nothing
    }
      <article>
        <yc-picture class="hero" .src=${product.picture} .alt=${product.title} eager></yc-picture>
        <div class="text">
          <p class="path muted small">${product.categoryPath.join(' / ')}</p>
          <h1>${product.title}</h1>
          ${product.subtitle ? html`<p class="muted sub">${product.subtitle}</p>` : nothing}
          <p class="deal">
            <span data-testid="price">${sku ? price(sku.priceMinor, product.currency, sku.listPriceMinor) : nothing}</span>
            ${saved > 0 ? html`<span class="good small figure">${words.saved(formatPrice(saved, product.currency))}</span>` : nothing}
            <span class="muted small">${product.soldCount > 0 ? count(product.soldCount, words.sold) : nothing}</span>
          </p>
          <div class="choice">
            <yc-sku-picker .skus=${product.skus} .chosen=${sku} .currency=${product.currency} .disabled=${!product.onShelf}
              @sku-chosen=${(event: CustomEvent<SkuView>) => {
                this.sku = event.detail;
                this.quantity = Math.max(1, Math.min(this.quantity, event.detail.available));
              }}></yc-sku-picker>
            <div class="between">
              <h3>${words.quantity} <span class="muted small">${sku && sku.available > 0 ? count(sku.available, words.left) : nothing}</span></h3>
              <yc-stepper .value=${this.quantity} .max=${Math.max(1, Math.min(QUANTITY_MAX, sku?.available ?? 1))}
                @quantity=${(event: CustomEvent<number>) => {
                  this.quantity = event.detail;
                }}></yc-stepper>
            </div>
          </div>
          <div class="buy">
            <span class="sum">${sku ? price(sku.priceMinor * this.quantity, product.currency) : nothing}</span>
            <button class="button main" type="button" ?disabled=${gone} data-testid="buy-button" @click=${this.#buy}>
              ${product.onShelf ? (gone ? words.soldOut : words.buyNow) : words.offShelf}
            </button>
          </div>
          <div class="shop">
            <yc-picture .src=${product.shop.avatar}></yc-picture>
            <span><strong>${product.shop.name}</strong><span class="muted small">${product.shop.city}</span></span>
          </div>
          ${this.#attributes(product)}
        </div>
      </article>`;
  }

  #attributes(product: Product) {
    const words = w();
    const rows = Object.entries(product.attributes);
    if (product.brand && !rows.some(([name]) => name === words.brand))
      rows.unshift([words.brand, product.brand]);
    if (rows.length === 0) return nothing;
    return html`<section>
      <h2>${words.attributes}</h2>
      <dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    </section>`;
  }
}

customElements.define('yc-product-page', ProductPage);
