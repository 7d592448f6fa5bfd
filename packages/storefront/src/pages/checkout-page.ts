import type { Address, CartLine, ProductPage, SkuView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import '../buy/address-form.ts';
import type { AddressForm } from '../buy/address-form.ts';
import { forgetClick, rememberedClick } from '../buy/click-memory.ts';
import { clearDraft, type DraftLine, readDraft } from '../buy/draft.ts';
import { payView } from '../buy/pay-view.ts';
import { placeQuoted } from '../buy/place-quoted.ts';
import { isRefusal, Purchase } from '../buy/purchase.ts';
import { purchaseFoot } from '../buy/purchase-foot.ts';
import { purchaseStyles } from '../buy/purchase-styles.ts';
import { Quote } from '../buy/quote.ts';
import { specText } from '../buy/sku-choice.ts';
import { watch } from '../cell.ts';
import { lineViewStyles } from '../deals/line-view.ts';
import { previewStyles, previewView } from '../deals/preview-view.ts';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { priceStyles } from '../parts/figures.ts';
import '../parts/picture.ts';
import '../parts/sign-in-form.ts';
import { client, loadMe, meCell, problemText, rememberAddress, rememberedAddress } from '../session.ts';
import { pageStyles } from '../styles/page.ts';

interface Line extends DraftLine {
  readonly product: ProductPage;
  readonly sku: SkuView;
}

/** The check-out of what was chosen on a product's page. */
class CheckoutPage extends PageElement {
  static override properties = {
    lines: { state: true },
    address: { state: true },
    loadProblem: { state: true },
  };
  static override styles = [
    PageElement.styles,
    priceStyles,
    emptyStyles,
    pageStyles,
    purchaseStyles,
    lineViewStyles,
    previewStyles,
    css`
      :host {
        max-width: 592px;
      }
      .section {
        padding-inline: 0;
      }
      .pay-bar {
        position: sticky;
        bottom: 0;
        padding-inline: 0;
      }
      .problem {
        border-radius: var(--r-control);
      }
    `,
  ];

  declare lines: readonly Line[] | undefined;
  declare address: Address | null;
  declare loadProblem: unknown;
  readonly #purchase = new Purchase(this);
  readonly #quote = new Quote(this);

  constructor() {
    super();
    this.lines = undefined;
    this.address = null;
    this.loadProblem = undefined;
    watch(this, meCell);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    void loadMe().then(() => this.#recallAddress());
  }

  #recallAddress(): void {
    if (meCell.value) this.address ??= rememberedAddress(meCell.value);
  }

  async #load(): Promise<void> {
    this.loadProblem = undefined;
    try {
      this.lines = await Promise.all(readDraft().map(lineOf)).then((lines) =>
        lines.filter((line) => line !== null),
      );
    } catch (problem) {
      this.loadProblem = problem;
    }
  }

  get #totalMinor(): number {
    return (this.lines ?? []).reduce((sum, line) => sum + line.sku.priceMinor * line.quantity, 0);
  }

  override willUpdate(): void {
    const { phase } = this.#purchase;
    const choosing = phase === 'choosing' || phase === 'placing';
    const lines = this.#cartLines();
    this.#quote.want(
      choosing && meCell.value && lines.length > 0 ? { lines, province: this.address?.province } : undefined,
    );
  }

  override updated(): void {
    const { problem } = this.#quote;
    if (!isRefusal(problem, 'click_token_invalid', 'click_token_not_yours')) return;
    for (const { productId } of this.lines ?? []) forgetClick(productId);
    this.requestUpdate();
  }

  #cartLines(): CartLine[] {
    return (this.lines ?? []).map(({ skuId, quantity, productId, dealId }) => {
      const click = rememberedClick(productId);
      return {
        skuId,
        quantity,
        ...(dealId ? { dealId } : {}),
        ...(click ? { clickToken: click.token } : {}),
      };
    });
  }

  async #place(): Promise<void> {
    const { lines, address } = this;
    const me = meCell.value;
    if (!lines || !me) return;
    if (!address) {
      await this.renderRoot.querySelector<AddressForm>('yc-address-form')?.ask();
      return;
    }
    await placeQuoted(this.#purchase, this.#quote, { lines: this.#cartLines(), address });
    if (isRefusal(this.#purchase.problem, 'not_signed_in')) meCell.set(null);
    if (isRefusal(this.#purchase.problem, 'stock_short')) await this.#load();
    if (!this.#purchase.placed) return;
    rememberAddress(me, address);
    clearDraft();
  }

  override render() {
    const words = w();
    const { phase } = this.#purchase;
    if (phase !== 'choosing' && phase !== 'placing') return this.#pay();
    if (this.loadProblem) {
      return empty(
        problemText(this.loadProblem),
        '',
        html`<button class="button" type="button" @click=${() => this.#load()}>${words.retry}</button>`,
      );
    }
    const { preview, fresh } = this.#quote;
    if (!this.lines || meCell.value === undefined)
      return html`<p class="muted" aria-busy="true">${words.loading}</p>`;
    if (this.lines.length === 0)
      return empty(words.nothingToBuy, '', html`<a class="button" href="/">${words.toRooms}</a>`);
    return html`<h1>${words.checkout}</h1>
      ${meCell.value ? this.#addressLine() : nothing}
      ${preview ? previewView(preview, !fresh) : html`<div class="section">${this.lines.map(lineRow)}</div>`}
      ${meCell.value ? this.#foot(this.lines[0]?.product.currency ?? 'CNY') : this.#signIn()}`;
  }

  #pay() {
    return html`<h1>${this.#purchase.phase === 'paid' ? w().paid : w().payTitle}</h1>
      ${payView(this.#purchase, html`<a class="button main wide" href="/">${w().toRooms}</a>`)}`;
  }

  #signIn() {
    const words = w();
    return html`<div class="section">
      <h2>${words.signInTitle}</h2>
      <p class="hint muted">${words.signInHint}</p>
      <yc-sign-in-form @signed-in=${() => this.#recallAddress()}></yc-sign-in-form>
    </div>`;
  }

  #addressLine() {
    return html`<div class="section tight">
      <yc-address-form
        .address=${this.address}
        .disabled=${this.#purchase.unanswered}
        @address=${(event: CustomEvent<Address>) => {
          this.address = event.detail;
        }}
      ></yc-address-form>
    </div>`;
  }

  #foot(currency: string) {
    const { preview, fresh, asking } = this.#quote;
    return html`<div>
      ${purchaseFoot(this.#purchase, {
        currency,
        totalMinor: fresh && preview ? preview.payNowMinor : this.#totalMinor,
        hindrance: asking ? w().looking : undefined,
        quote: this.#quote,
        onPlace: () => this.#place(),
      })}
    </div>`;
  }
}

async function lineOf(draft: DraftLine): Promise<Line | null> {
  const { productId, skuId } = draft;
  const product = await client.call('GET /api/v1/products/:productId', { params: { productId } });
  const sku = product.skus.find((candidate) => candidate.skuId === skuId);
  return sku ? { ...draft, product, sku } : null;
}

function lineRow({ product, sku, quantity }: Line) {
  const spec = specText(sku.spec);
  return html`<div class="line">
    <yc-picture .src=${product.picture}></yc-picture>
    <div>
      <p class="clamp-2">${product.title}</p>
      <p class="muted small">${spec ? `${spec} · ` : ''}${w().shipsFrom(product.shop.name)}</p>
    </div>
    <p class="figure">${formatMoney(sku.priceMinor, product.currency)}<br /><span class="muted small">× ${quantity}</span></p>
  </div>`;
}

customElements.define('yc-checkout-page', CheckoutPage);
