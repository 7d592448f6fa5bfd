import type { Address, ProductDeals, ProductPage, SkuView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { watch } from '../cell.ts';
import { lineViewStyles } from '../deals/line-view.ts';
import { type Deal, linesOf, nameOf, type Offer, quantityMaxOf, unitPriceOf } from '../deals/offer.ts';
import { previewStyles } from '../deals/preview-view.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { priceStyles } from '../parts/figures.ts';
import '../parts/sheet.ts';
import '../parts/sign-in-form.ts';
import { say } from '../parts/toast.ts';
import { navigate } from '../router.ts';
import { meCell, rememberAddress, rememberedAddress } from '../session.ts';
import './address-form.ts';
import type { AddressForm } from './address-form.ts';
import { keptChoice, loadProduct, mintClick, shownPrice, skusOf } from './buy-choice.ts';
import { choicesView, hindranceOf } from './buy-choices-view.ts';
import { buyDetailsStyles, flashNote, itemSummary, loadFailed } from './buy-details.ts';
import { payView } from './pay-view.ts';
import { placeQuoted } from './place-quoted.ts';
import { isRefusal, Purchase } from './purchase.ts';
import { purchaseFoot } from './purchase-foot.ts';
import { purchaseStyles } from './purchase-styles.ts';
import { Quote } from './quote.ts';

/** Buying an item or a flash sale of a room without leaving it: choose, place, pay, done. Tells 'buy-closed'. */
class BuySheet extends PageElement {
  static override properties = {
    roomId: {},
    offer: { attribute: false },
    product: { state: true },
    deals: { state: true },
    sku: { state: true },
    deal: { state: true },
    quantity: { state: true },
    address: { state: true },
    signingIn: { state: true },
    loadProblem: { state: true },
    clickToken: { state: true },
  };
  static override styles = [
    PageElement.styles,
    priceStyles,
    purchaseStyles,
    buyDetailsStyles,
    lineViewStyles,
    previewStyles,
  ];

  declare roomId: string;
  declare offer: Offer | undefined;
  declare product: ProductPage | undefined;
  declare deals: ProductDeals | undefined;
  declare sku: SkuView | undefined;
  declare deal: Deal | undefined;
  declare quantity: number;
  declare address: Address | null;
  declare signingIn: boolean;
  declare loadProblem: unknown;
  /** '' where there is no click to count; undefined until that is known. */
  declare clickToken: string | undefined;
  #name = '';
  /** The refusal of the quote that was reacted to. */
  #seen: unknown;
  readonly #purchase = new Purchase(this);
  readonly #quote = new Quote(this);

  constructor() {
    super();
    this.roomId = '';
    this.offer = undefined;
    this.product = undefined;
    this.deals = undefined;
    this.sku = undefined;
    this.deal = undefined;
    this.quantity = 1;
    this.address = null;
    this.signingIn = false;
    this.loadProblem = undefined;
    this.clickToken = undefined;
    watch(this, meCell);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('offer') && this.offer) this.#open(this.offer);
    this.#quote.want(this.#cart());
  }

  #open(offer: Offer): void {
    const { sale } = offer;
    // The same sale with fewer left, or an order without an answer: taken up where it was left.
    if (this.#name === nameOf(offer) && (this.#purchase.unanswered || this.product)) {
      if (sale) this.deal = { kind: 'flash', sale };
      if (this.#purchase.unanswered || this.#purchase.phase !== 'choosing' || sale) return;
    }
    this.#name = nameOf(offer);
    this.#purchase.reset();
    this.deal = sale ? { kind: 'flash', sale } : undefined;
    if (this.product?.productId !== offer.productId) {
      this.product = undefined;
      this.deals = undefined;
    }
    this.sku = undefined;
    if (this.product) this.sku = keptChoice(skusOf(this.product, offer), undefined, this.deal);
    this.quantity = 1;
    this.signingIn = false;
    this.#recallAddress();
    void this.#load();
  }

  /** What to ask the server about: everything that is chosen, once the click is known. */
  #cart() {
    const { sku, clickToken, offer, address } = this;
    const { phase, unanswered } = this.#purchase;
    if (!offer || !sku || !meCell.value || clickToken === undefined) return undefined;
    if (phase !== 'choosing' && phase !== 'placing' && !unanswered) return undefined;
    if (this.deal?.kind === 'flash' && this.deal.sale.state !== 'running') return undefined;
    return {
      lines: linesOf(sku, this.quantity, this.deal, clickToken || undefined),
      province: address?.province,
    };
  }

  override updated(): void {
    const { problem } = this.#quote;
    if (problem === this.#seen) return;
    this.#seen = problem;
    if (isRefusal(problem, 'click_token_invalid', 'click_token_not_yours')) void this.#click();
    if (isRefusal(problem, 'stock_short', 'sku_not_found', 'product_off_shelf', 'deal_not_found'))
      void this.#refresh();
  }

  #recallAddress(): void {
    this.address = meCell.value ? rememberedAddress(meCell.value) : null;
  }

  async #click(): Promise<void> {
    const itemId = this.offer?.itemId;
    this.clickToken = itemId ? await mintClick(this.roomId, itemId).catch(() => '') : '';
  }

  async #load(): Promise<void> {
    const { offer } = this;
    if (!offer) return;
    this.loadProblem = undefined;
    this.clickToken = undefined;
    void this.#click();
    try {
      const { product, deals } = await loadProduct(offer.productId);
      if (this.offer?.productId === product.productId) this.#show(product, deals);
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  #show(product: ProductPage, deals: ProductDeals | undefined): void {
    this.product = product;
    this.deals = deals;
    this.sku = keptChoice(skusOf(product, this.offer), this.sku, this.deal);
    this.quantity = Math.min(this.quantity, quantityMaxOf(this.sku, this.deal));
  }

  async #refresh(): Promise<void> {
    const productId = this.offer?.productId;
    const loaded = productId ? await loadProduct(productId).catch(() => undefined) : undefined;
    if (loaded) this.#show(loaded.product, loaded.deals);
  }

  async #place(): Promise<void> {
    const { sku, address, offer } = this;
    const me = meCell.value;
    if (!sku || !offer) return;
    if (!me) {
      this.signingIn = true;
      return;
    }
    if (!address) {
      await this.renderRoot.querySelector<AddressForm>('yc-address-form')?.ask();
      return;
    }
    const lines = linesOf(sku, this.quantity, this.deal, this.clickToken || undefined);
    await placeQuoted(this.#purchase, this.#quote, { lines, address });
    const { problem } = this.#purchase;
    if (isRefusal(problem, 'click_token_invalid', 'click_token_not_yours')) {
      await this.#click();
    } else if (isRefusal(problem, 'not_signed_in')) {
      meCell.set(null);
      this.signingIn = true;
    } else if (isRefusal(problem, 'stock_short', 'sku_not_found', 'product_off_shelf', 'deal_not_open')) {
      await this.#refresh();
    }
    if (this.#purchase.placed) rememberAddress(me, address);
  }

  #signedIn(): void {
    this.signingIn = false;
    this.#recallAddress();
    void this.#click();
  }

  #close(): void {
    const { phase, placed } = this.#purchase;
    const order = placed?.orders[0];
    this.tell('buy-closed');
    if (phase === 'unpaid' && order) {
      say(w().unpaidKept, { label: w().payNow, run: () => navigate(`/orders/${order.orderId}`) });
    }
    if (phase !== 'choosing') this.#purchase.reset();
  }

  override render() {
    const { phase } = this.#purchase;
    const paying = phase === 'unpaid' || phase === 'paying' || phase === 'paid';
    const words = w();
    const what = this.deal?.kind === 'combination' ? words.set : words.choose;
    const choosing = this.signingIn ? words.signInTitle : what;
    const heading = phase === 'paid' ? words.paid : paying ? words.payTitle : choosing;
    return html`<yc-sheet
      data-testid="buy-sheet"
      .open=${this.offer !== undefined}
      .heading=${heading}
      .locked=${phase === 'placing' || phase === 'paying'}
      @sheet-closed=${(event: Event) => {
        event.stopPropagation();
        this.#close();
      }}
    >
      ${paying ? this.#pay() : this.signingIn ? this.#signIn() : this.offer ? this.#choose(this.offer) : nothing}
      ${paying || this.signingIn || !this.offer ? nothing : this.#foot(this.offer)}
    </yc-sheet>`;
  }

  #pay() {
    const keepWatching = html`<button class="button main wide" type="button" data-testid="keep-watching" @click=${() => this.#close()}>${w().keepWatching}</button>`;
    return payView(this.#purchase, keepWatching);
  }

  #signIn() {
    return html`<div class="section">
      <p class="hint muted">${w().signInHint}</p>
      <yc-sign-in-form @signed-in=${this.#signedIn}></yc-sign-in-form>
    </div>`;
  }

  #choose(offer: Offer) {
    const words = w();
    const { product, sku, deal } = this;
    const locked = this.#purchase.phase === 'placing' || this.#purchase.unanswered;
    return html`<div class="section tight">
        <yc-address-form
          .address=${this.address}
          .disabled=${locked}
          @address=${(event: CustomEvent<Address>) => {
            this.address = event.detail;
          }}
        ></yc-address-form></div>
      ${itemSummary(offer, shownPrice(offer, sku, deal), flashNote(deal))}
      ${loadFailed(this.loadProblem, () => void this.#load())}
      ${product ? this.#choices(product, locked) : html`<div class="section muted small" aria-busy="true">${this.loadProblem ? '' : words.loading}</div>`}`;
  }

  #choices(product: ProductPage, locked: boolean) {
    const { sku, deal, deals, offer, quantity } = this;
    return choicesView({
      ...{ product, sku, deal, deals, quantity, locked },
      skus: skusOf(product, offer),
      offersShown: offer?.sale === null,
      quote: this.#quote,
      onSku: (chosen) => {
        this.sku = chosen;
        this.quantity = Math.min(quantity, quantityMaxOf(chosen, deal));
      },
      onDeal: (chosen) => {
        this.deal = chosen;
        this.quantity = Math.min(quantity, quantityMaxOf(sku, chosen));
      },
      onQuantity: (wanted) => {
        this.quantity = wanted;
      },
    });
  }

  #foot(offer: Offer) {
    const { product, sku, deal } = this;
    const { preview, fresh } = this.#quote;
    const localMinor = unitPriceOf(sku, deal, offer.priceMinor) * this.quantity;
    return html`<div slot="foot">
      ${purchaseFoot(this.#purchase, {
        currency: offer.currency,
        totalMinor: product && !sku ? null : fresh && preview ? preview.payNowMinor : localMinor,
        hindrance: hindranceOf({ product, sku, deal, asking: this.#quote.asking }),
        quote: this.#quote,
        onPlace: () => this.#place(),
      })}
    </div>`;
  }
}

customElements.define('yc-buy-sheet', BuySheet);
