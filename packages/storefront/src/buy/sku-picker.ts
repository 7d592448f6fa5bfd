import type { SkuView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { locale, w } from '../i18n/locale.ts';
import { formatCount, formatPrice } from '../money.ts';
import { chooseValue, type Dimension, dimensions, specText } from './sku-choice.ts';

/** Chips to choose a SKU by; tells 'sku-chosen' with the SKU. */
class SkuPicker extends PageElement {
  static override properties = {
    skus: { attribute: false },
    chosen: { attribute: false },
    currency: {},
    disabled: { type: Boolean },
  };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: grid;
        gap: var(--s-4);
      }
      h3 {
        margin-bottom: var(--s-2);
        font-size: var(--t-14);
        font-weight: 600;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s-2);
      }
      .chip {
        max-width: 100%;
        flex-direction: column;
        align-items: start;
        justify-content: center;
        gap: 0;
        overflow-wrap: anywhere;
      }
      .chip small {
        font-size: var(--t-12);
        font-weight: 400;
        color: var(--ink-3);
      }
    `,
  ];

  declare skus: readonly SkuView[];
  declare chosen: SkuView | undefined;
  declare currency: string;
  declare disabled: boolean;

  constructor() {
    super();
    this.skus = [];
    this.chosen = undefined;
    this.currency = 'CNY';
    this.disabled = false;
  }

  #choose(sku: SkuView | undefined): void {
    if (sku) this.tell('sku-chosen', sku);
  }

  override render() {
    const rows = dimensions(this.skus);
    return rows ? rows.map((row) => this.#row(row)) : this.#flat();
  }

  #flat() {
    const words = w();
    const samePrice = new Set(this.skus.map((sku) => sku.priceMinor)).size === 1;
    return html`<div>
      <h3 id="heading">${words.choose}</h3>
      <div class="chips" role="group" aria-labelledby="heading">
        ${this.skus.map(
          (sku) => html`<button
            class="chip ${sku.available === 0 ? 'gone' : ''}"
            type="button"
            aria-pressed=${sku.skuId === this.chosen?.skuId}
            ?disabled=${this.disabled || sku.available === 0}
            data-testid="sku-chip"
            @click=${() => this.#choose(sku)}
          >
            <span>${specText(sku.spec) || words.noSpec}</span>
            <small class="figure">
              ${samePrice ? nothing : `${formatPrice(sku.priceMinor, this.currency)} · `}
              ${sku.available === 0 ? words.soldOut : words.left(formatCount(sku.available, locale()))}
            </small>
          </button>`,
        )}
      </div>
    </div>`;
  }

  #row({ name, values }: Dimension) {
    return html`<div>
      <h3>${name}</h3>
      <div class="chips" role="group" aria-label=${name}>
        ${values.map((value) => {
          const next = chooseValue(this.skus, this.chosen, name, value);
          const open = this.skus.some((sku) => sku.spec[name] === value && sku.available > 0);
          return html`<button
            class="chip ${open ? '' : 'gone'}"
            type="button"
            aria-pressed=${this.chosen?.spec[name] === value}
            ?disabled=${this.disabled || !open}
            data-testid="sku-chip"
            @click=${() => this.#choose(next)}
          >
            ${value}
          </button>`;
        })}
      </div>
    </div>`;
  }
}

customElements.define('yc-sku-picker', SkuPicker);
