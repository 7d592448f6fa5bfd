import type { FlashSaleView } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { locale, w } from '../i18n/locale.ts';
import { formatCount } from '../money.ts';
import { price, priceStyles } from '../parts/figures.ts';
import '../parts/picture.ts';
import { platformNow, timeLeft } from '../platform-clock.ts';
import { shareOfTime } from './flash-sales.ts';

/** A flash sale: how long until it starts or ends, what is left, and the way to buy. Tells 'sale-chosen'. */
class FlashCard extends PageElement {
  static override properties = { sale: { attribute: false } };
  static override styles = [
    PageElement.styles,
    priceStyles,
    css`
      :host {
        display: block;
      }
      article {
        position: relative;
        display: grid;
        grid-template-columns: 56px minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s-2) var(--s-3);
        padding: var(--s-2) var(--s-2) var(--s-3);
        border-radius: var(--r-card);
        background: var(--surface);
        color: var(--ink);
        overflow: hidden;
      }
      :host([floating]) article {
        color-scheme: light;
        box-shadow: 0 8px 32px rgb(0 0 0 / 0.28);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--s-2);
        align-items: baseline;
        font-size: var(--t-12);
        line-height: 1.45;
      }
      .tag {
        padding: 0 6px;
        border: 1.5px solid var(--yellow);
        border-radius: 4px;
        font-weight: 600;
      }
      .money {
        font-size: var(--t-20);
      }
      h3 {
        font-size: var(--t-14);
      }
      .time {
        position: absolute;
        inset: auto 0 0;
        height: 4px;
        background: var(--sunk);
      }
      .time div {
        height: 100%;
        background: var(--ink);
        transform-origin: 0 50%;
        transition: transform 1s linear;
      }
    `,
  ];

  declare sale: FlashSaleView | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.sale = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  override updated(): void {
    const bar = this.renderRoot.querySelector<HTMLElement>('.time div');
    // Set on the object: a style attribute is refused where the policy allows no inline styles.
    if (bar && this.sale) bar.style.transform = `scaleX(${1 - shareOfTime(this.sale, platformNow())})`;
  }

  override render() {
    const { sale } = this;
    if (!sale) return nothing;
    const words = w();
    const waits = sale.state !== 'running';
    const left = timeLeft(waits ? (sale.startsAt ?? sale.endsAt) : sale.endsAt, platformNow());
    const gone = sale.left === 0;
    return html`<article aria-label="${words.flash}: ${sale.item.title}" data-testid="flash-card" data-state=${sale.state}>
      <yc-picture .src=${sale.item.picture}></yc-picture>
      <div>
        <h3 class="clamp-1" title=${sale.item.title}>${sale.item.title}</h3>
        <p class="facts">
          <span class="tag">${words.flash}</span>
          <span class="figure" role="timer" data-testid="flash-time">${left === null ? '' : waits ? words.flashStarts(left) : words.flashEnds(left)}</span>
        </p>
        <p class="facts">
          <span class="money">${price(sale.priceMinor, sale.currency, sale.item.priceMinor)}</span>
          <span class="figure ${gone ? 'bad' : 'muted'}" data-testid="flash-left">${gone ? words.soldOut : words.left(formatCount(sale.left, locale()))}</span>
          ${sale.buyerMax === null ? nothing : html`<span class="muted">${words.flashLimit(sale.buyerMax)}</span>`}
        </p>
      </div>
      ${
        gone
          ? nothing
          : html`<button class="button ${waits ? '' : 'solid'}" type="button" data-testid="flash-buy" aria-label="${waits ? words.look : words.grab} ${sale.item.title}" @click=${() => this.tell('sale-chosen', sale)}>
              ${waits ? words.look : words.grab}
            </button>`
      }
      ${waits ? nothing : html`<div class="time" aria-hidden="true"><div></div></div>`}
    </article>`;
  }
}

customElements.define('yc-flash-card', FlashCard);
