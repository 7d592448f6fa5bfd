import { css, html, nothing, type TemplateResult } from 'lit';
import { locale } from '../i18n/locale.ts';
import { exactCount, formatCount, formatPrice, moneyParts } from '../money.ts';

/** Styles for `price`; sized by the font size around it. */
export const priceStyles = css`
  .price {
    font-family: var(--figures);
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.1;
    white-space: nowrap;
  }
  .price .unit {
    font-size: 0.65em;
    font-weight: 600;
  }
  .list-price {
    color: var(--ink-3);
    font-family: var(--figures);
    font-variant-numeric: tabular-nums;
    font-size: var(--t-12);
    white-space: nowrap;
  }
`;

/** A price with small units beside big figures, and the price it was compared with struck through. */
export function price(minor: number, currency: string, listMinor: number | null = null): TemplateResult {
  const { sign, symbol, whole, fraction } = moneyParts(minor, currency);
  return html`<span class="price"
      ><span class="unit">${sign}${symbol}</span>${whole}${
        Number(fraction) > 0 ? html`<span class="unit">.${fraction}</span>` : nothing
      }</span
    >${
      listMinor !== null && listMinor > minor
        ? html` <s class="list-price">${formatPrice(listMinor, currency)}</s>`
        : nothing
    }`;
}

/** A count in the reader's short form inside a sentence; the exact figure shows on hover. */
export function count(value: number, sentence: (shown: string) => string): TemplateResult {
  return html`<span class="figure" title=${exactCount(value)}>${sentence(formatCount(value, locale()))}</span>`;
}
