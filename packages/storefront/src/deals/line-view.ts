import type { Discount, GiftOrigin, OrderLineView, PreviewLine } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { specText } from '../buy/sku-choice.ts';
import { w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import '../parts/picture.ts';

export const lineViewStyles = css`
  .tag {
    display: inline-block;
    margin-right: var(--s-1);
    padding: 0 6px;
    border: 1.5px solid var(--yellow);
    border-radius: 4px;
    font-size: var(--t-12);
    font-weight: 600;
    line-height: 1.5;
    white-space: nowrap;
  }
  .of-line {
    font-size: var(--t-12);
    line-height: 1.45;
  }
  .line .worth {
    color: var(--ink-3);
  }
`;

type Line = Pick<
  OrderLineView & PreviewLine,
  'lineNo' | 'kind' | 'title' | 'spec' | 'picture' | 'quantity' | 'unitPriceMinor' | 'discounts' | 'gift'
>;

/** A line of a preview or an order: goods at their price, a gift at nothing with what it is worth struck through. */
export function lineView(line: Line, lines: readonly Line[], currency: string, more: unknown = nothing) {
  const words = w();
  const { gift } = line;
  const spec = specText(line.spec);
  return html`<div class="line" data-testid=${gift ? 'gift-line' : 'order-line'}>
    <yc-picture .src=${line.picture}></yc-picture>
    <div>
      <p class="clamp-2">${gift ? html`<span class="tag">${words.gift}</span>` : nothing}${line.title}</p>
      ${spec ? html`<p class="muted small">${spec}</p>` : nothing}
      ${gift ? giftWhy(gift, lines) : discountsOf(line.discounts, currency)} ${more}
    </div>
    <p class="figure">
      ${
        gift
          ? html`${formatMoney(0, currency)} <s class="worth small">${formatMoney(gift.valueMinor, currency)}</s>`
          : formatMoney(line.unitPriceMinor, currency)
      }<br /><span class="muted small">× ${line.quantity}</span>
    </p>
  </div>`;
}

function giftWhy(gift: GiftOrigin, lines: readonly Line[]) {
  const words = w();
  const names = lines.filter((line) => gift.earnedBy.includes(line.lineNo)).map((line) => brief(line.title));
  return html`<p class="of-line muted">
    ${gift.ruleName}${names.length > 0 ? html` · ${words.giftFor(names.join('、'))}` : nothing}
    ${gift.substituted ? html` · ${words.giftInstead}` : nothing}
  </p>`;
}

function discountsOf(discounts: readonly Discount[], currency: string) {
  const words = w();
  return discounts.map(
    ({ name, amountMinor, bearers }) => html`<p class="of-line good" data-testid="line-discount">
      <span class="figure">−${formatMoney(amountMinor, currency)}</span>
      ${words.discountBy(name, bearers.map(({ bearer }) => words.bearers[bearer]).join(' + '))}
    </p>`,
  );
}

const BRIEF_MAX = 16;

function brief(title: string): string {
  const letters = [...title];
  return letters.length > BRIEF_MAX ? `${letters.slice(0, BRIEF_MAX).join('')}…` : title;
}
