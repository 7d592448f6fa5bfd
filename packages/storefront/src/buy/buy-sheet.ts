import type { Address, ProductPage, RoomItem, SkuView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { watch } from '../cell.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { priceStyles } from '../parts/figures.ts';
import '../parts/sheet.ts';
import '../parts/sign-in-form.ts';
import '../parts/stepper.ts';
import { say } from '../parts/toast.ts';
import { navigate } from '../router.ts';
import { client, meCell, problemText, rememberAddress, rememberedAddress } from '../session.ts';
import './address-form.ts';
import type { AddressForm } from './address-form.ts';
import { buyDetailsStyles, itemSummary, whatYouGet } from './buy-details.ts';
import { rememberClick } from './click-memory.ts';
import './pay-panel.ts';
import { isRefusal, Purchase } from './purchase.ts';
import { purchaseFoot } from './purchase-foot.ts';
import { purchaseStyles } from './purchase-styles.ts';
import { firstChoice } from './sku-choice.ts';
import './sku-picker.ts';

const QUANTITY_MAX = 999;

/** Buying one item of a room without leaving it: choose, place, pay, done. Tells 'buy-closed'. */
class BuySheet extends PageElement {
  static override properties = {
    roomId: {},
    item: { attribute: false },
    product: { state: true },
    sku: { state: true },
    quantity: { state: true },
    address: { state: true },
    signingIn: { state: true },
    loadProblem: { state: true },
  };
  static override styles = [PageElement.styles, priceStyles, purchaseStyles, buyDetailsStyles];

  declare roomId: string;
  declare item: RoomItem | undefined;
  declare product: ProductPage | undefined;
  declare sku: SkuView | undefined;
  declare quantity: number;
  declare address: Address | null;
  declare signingIn: boolean;
  declare loadProblem: unknown;
  #click: Promise<string> | undefined;
  #itemId = '';
  readonly #purchase = new Purchase(this);

  constructor() {
    super();
    this.roomId = '';
    this.item = undefined;
    this.product = undefined;
    this.sku = undefined;
    this.quantity = 1;
    this.address = null;
    this.signingIn = false;
    this.loadProblem = undefined;
    watch(this, meCell);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('item') || !this.item) return;
    // An order without an answer is taken up where it was left, with the same key and the same click.
    if (this.#purchase.unanswered && this.#itemId === this.item.itemId) return;
    this.#itemId = this.item.itemId;
    this.#purchase.reset();
    if (this.product?.productId !== this.item.productId) this.product = undefined;
    this.sku = firstChoice(this.product?.skus ?? []);
    this.quantity = 1;
    this.signingIn = false;
    this.#recallAddress();
    void this.#load();
  }

  get #totalMinor(): number {
    return (this.sku?.priceMinor ?? this.item?.priceMinor ?? 0) * this.quantity;
  }

  #recallAddress(): void {
    this.address = meCell.value ? rememberedAddress(meCell.value) : null;
  }

  #mintClick(item: RoomItem): Promise<string> {
    const { roomId } = this;
    const minted = client
      .call('POST /api/v1/clicks', { body: { roomId, itemId: item.itemId } })
      .then(({ clickToken, expiresAt, productId }) => {
        rememberClick(productId, { token: clickToken, roomId, expiresAt });
        return clickToken;
      });
    this.#click = minted;
    return minted;
  }

  async #load(): Promise<void> {
    const item = this.item;
    if (!item) return;
    this.loadProblem = undefined;
    const { productId } = item;
    try {
      const [product] = await Promise.all([
        client.call('GET /api/v1/products/:productId', { params: { productId } }),
        this.#mintClick(item),
      ]);
      if (this.item?.productId === productId) this.#show(product);
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  /** Shows a product as it is now. A choice that has sold out meanwhile is left to the buyer, never replaced. */
  #show(product: ProductPage): void {
    const chosen = this.sku;
    this.product = product;
    const same = product.skus.find((sku) => sku.skuId === chosen?.skuId);
    this.sku = chosen ? (same && same.available > 0 ? same : undefined) : firstChoice(product.skus);
    this.quantity = Math.max(1, Math.min(this.quantity, this.sku?.available ?? 1));
  }

  async #refresh(): Promise<void> {
    const productId = this.item?.productId;
    if (!productId) return;
    const product = await client
      .call('GET /api/v1/products/:productId', { params: { productId } })
      .catch(() => undefined);
    if (product) this.#show(product);
  }

  async #place(): Promise<void> {
    const { sku, item, address } = this;
    const me = meCell.value;
    if (!sku || !item) return;
    if (!me) {
      this.signingIn = true;
      return;
    }
    if (!address) {
      await this.renderRoot.querySelector<AddressForm>('yc-address-form')?.ask();
      return;
    }
    const send = async (clickToken: string | undefined): Promise<void> =>
      this.#purchase.place({
        lines: [{ skuId: sku.skuId, quantity: this.quantity, ...(clickToken ? { clickToken } : {}) }],
        address,
        expectedTotalMinor: this.#totalMinor,
      });
    await send(await this.#click?.catch(() => undefined));
    const { problem } = this.#purchase;
    if (isRefusal(problem, 'click_token_invalid', 'click_token_not_yours')) {
      await send(await this.#mintClick(item).catch(() => undefined));
    } else if (isRefusal(problem, 'not_signed_in')) {
      meCell.set(null);
      this.signingIn = true;
    } else if (isRefusal(problem, 'price_changed', 'stock_short', 'sku_not_found', 'product_off_shelf')) {
      await this.#refresh();
    }
    if (this.#purchase.placed) rememberAddress(me, address);
  }

  #signedIn(): void {
    this.signingIn = false;
    this.#recallAddress();
    if (this.item) void this.#mintClick(this.item).catch(() => undefined);
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
    const choosing = this.signingIn ? words.signInTitle : words.choose;
    const heading = phase === 'paid' ? words.paid : paying ? words.payTitle : choosing;
    return html`<yc-sheet
      data-testid="buy-sheet"
      .open=${this.item !== undefined}
      .heading=${heading}
      .locked=${phase === 'placing' || phase === 'paying'}
      @sheet-closed=${(event: Event) => {
        event.stopPropagation();
        this.#close();
      }}
    >
      ${paying ? this.#pay() : this.signingIn ? this.#signIn() : this.item ? this.#choose(this.item) : nothing}
      ${paying || this.signingIn || !this.item ? nothing : this.#foot(this.item)}
    </yc-sheet>`;
  }

  #pay() {
    return html`<yc-pay-panel
      .placed=${this.#purchase.placed}
      .phase=${this.#purchase.phase}
      .problem=${this.#purchase.problem}
      @pay=${(event: CustomEvent<'approve' | 'decline'>) => this.#purchase.pay(event.detail)}
    >
      <button class="button main wide" type="button" data-testid="keep-watching" @click=${() => this.#close()}>${w().keepWatching}</button>
    </yc-pay-panel>`;
  }

  #signIn() {
    return html`<div class="section">
      <p class="hint muted">${w().signInHint}</p>
      <yc-sign-in-form @signed-in=${this.#signedIn}></yc-sign-in-form>
    </div>`;
  }

  #choose(item: RoomItem) {
    const words = w();
    const { product, sku } = this;
    const { currency } = item;
    const locked = this.#purchase.phase === 'placing' || this.#purchase.unanswered;
    return html`<div class="section tight">
        <yc-address-form
          .address=${this.address}
          .disabled=${locked}
          @address=${(event: CustomEvent<Address>) => {
            this.address = event.detail;
          }}
        ></yc-address-form></div>
      ${itemSummary(item, sku)}
      ${
        this.loadProblem
          ? html`<div class="problem between" role="alert">
              <span>${problemText(this.loadProblem)}</span>
              <button class="button" type="button" @click=${() => this.#load()}>${words.retry}</button>
            </div>`
          : nothing
      }
      ${
        product
          ? html`<div class="section">
                <yc-sku-picker
                  .skus=${product.skus}
                  .chosen=${sku}
                  .currency=${currency}
                  .disabled=${locked}
                  @sku-chosen=${(event: CustomEvent<SkuView>) => {
                    this.sku = event.detail;
                    this.quantity = Math.max(1, Math.min(this.quantity, event.detail.available));
                  }}
                ></yc-sku-picker>
              </div>
              <div class="section between">
                <h3>${words.quantity}</h3>
                <yc-stepper
                  .value=${this.quantity}
                  .max=${locked ? this.quantity : Math.min(QUANTITY_MAX, sku?.available ?? 1)}
                  .min=${locked ? this.quantity : 1}
                  @quantity=${(event: CustomEvent<number>) => {
                    this.quantity = event.detail;
                  }}
                ></yc-stepper>
              </div>
              ${whatYouGet(product, sku, this.quantity)}`
          : html`<div class="section muted small" aria-busy="true">${this.loadProblem ? '' : words.loading}</div>`
      }`;
  }

  #foot(item: RoomItem) {
    const { product, sku } = this;
    const words = w();
    const hindrance = sku
      ? sku.available === 0
        ? words.soldOut
        : undefined
      : product
        ? words.choose
        : words.placeOrder;
    return html`<div slot="foot">
      ${purchaseFoot(this.#purchase, {
        currency: item.currency,
        totalMinor: product && !sku ? null : this.#totalMinor,
        hindrance,
        onPlace: () => this.#place(),
      })}
    </div>`;
  }
}

customElements.define('yc-buy-sheet', BuySheet);
