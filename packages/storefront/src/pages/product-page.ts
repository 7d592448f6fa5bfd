import type { ProductPage as Product, ProductDeals, SkuView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { keptChoice, loadProduct } from '../buy/buy-choice.ts';
import { rememberedClick, takeClickFromAddress } from '../buy/click-memory.ts';
import { keepDraft } from '../buy/draft.ts';
import '../buy/sku-picker.ts';
import { kitContents } from '../deals/kit-contents.ts';
import { type Deal, linesOf, quantityMaxOf, soldOutUnder, unitPriceOf } from '../deals/offer.ts';
import '../deals/offers.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { formatPrice } from '../money.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { count, price, priceStyles } from '../parts/figures.ts';
import { icons } from '../parts/icons.ts';
import '../parts/picture.ts';
import '../parts/stepper.ts';
import { navigate } from '../router.ts';
import { problemText } from '../session.ts';
import { pageStyles } from '../styles/page.ts';
import { productPageStyles } from './product-page-styles.ts';

/** A product with its choices; an order from here carries the click that led to it. */
class ProductPage extends PageElement {
  static override properties = {
    productId: {},
    product: { state: true },
    deals: { state: true },
    sku: { state: true },
    deal: { state: true },
    quantity: { state: true },
    problem: { state: true },
  };
  static override styles = [PageElement.styles, priceStyles, emptyStyles, pageStyles, productPageStyles];

  declare productId: string;
  declare product: Product | undefined;
  declare deals: ProductDeals | undefined;
  declare sku: SkuView | undefined;
  declare deal: Deal | undefined;
  declare quantity: number;
  declare problem: unknown;

  constructor() {
    super();
    this.productId = '';
    this.product = undefined;
    this.deals = undefined;
    this.sku = undefined;
    this.deal = undefined;
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
      const { product, deals } = await loadProduct(productId);
      if (productId !== this.productId) return;
      this.product = product;
      this.deals = deals;
      this.deal = undefined;
      this.sku = keptChoice(product.skus, undefined, undefined);
      this.quantity = 1;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #buy(): void {
    const { sku, deal, productId } = this;
    if (!sku) return;
    const items = deal?.kind === 'combination' ? deal.set.items : [];
    const productOf = new Map(items.map((item) => [item.skuId, item.productId]));
    keepDraft(
      linesOf(sku, this.quantity, deal, undefined).map((line) => ({
        ...line,
        productId: productOf.get(line.skuId) ?? productId,
      })),
    );
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
    const gone = !product.onShelf || !sku || soldOutUnder(sku, this.deal);
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
            <yc-sku-picker .skus=${product.skus} .chosen=${sku} .currency=${product.currency} 
                .disabled=${!product.onShelf || this.deal !== undefined}
              @sku-chosen=${(event: CustomEvent<SkuView>) => {
                this.sku = event.detail;
                this.quantity = Math.min(this.quantity, quantityMaxOf(event.detail, this.deal));
              }}></yc-sku-picker>
            ${kitContents(sku)}
            <yc-offers .deals=${this.deals} .sku=${sku} .chosen=${this.deal} .currency=${product.currency} .disabled=${!product.onShelf}
              @deal-chosen=${(event: CustomEvent<Deal | null>) => {
                this.deal = event.detail ?? undefined;
                this.quantity = Math.min(this.quantity, quantityMaxOf(sku, this.deal));
              }}></yc-offers>
            <div class="between">
              <h3>${words.quantity} <span class="muted small">${sku && sku.available > 0 ? count(sku.available, words.left) : nothing}</span></h3>
              <yc-stepper .value=${this.quantity} .max=${quantityMaxOf(sku, this.deal)}
                @quantity=${(event: CustomEvent<number>) => {
                  this.quantity = event.detail;
                }}></yc-stepper>
            </div>
          </div>
          <div class="buy">
            <span class="sum">${sku ? price(unitPriceOf(sku, this.deal, 0) * this.quantity, product.currency) : nothing}</span>
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
