import { html, nothing, type TemplateResult } from 'lit';
import { w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import { problemText } from '../session.ts';
import { type Purchase, refusedFigure } from './purchase.ts';

/** What went wrong with placing, in the reader's words, with the old and the new price where that is what changed. */
export function purchaseProblem(purchase: Purchase, currency: string): TemplateResult | typeof nothing {
  const words = w();
  const { problem } = purchase;
  if (!problem) return nothing;
  const left = refusedFigure(problem, 'stock_short', 'available');
  const now = refusedFigure(problem, 'price_changed', 'totalMinor');
  const seen = refusedFigure(problem, 'price_changed', 'expectedMinor');
  return html`<p class="problem" role="alert" data-testid="purchase-problem">
    ${
      left !== undefined
        ? words.shortOf(left)
        : now !== undefined && seen !== undefined
          ? html`${words.priceChanged}: <s class="figure">${formatMoney(seen, currency)}</s> →
              <strong class="figure">${formatMoney(now, currency)}</strong>`
          : problemText(problem)
    }
    ${purchase.unanswered ? html`<br />${words.outcomeUnknown}` : nothing}
  </p>`;
}

/** What the button that places the order says now. */
export function placeLabel(purchase: Purchase): string {
  const words = w();
  if (purchase.phase === 'placing') return words.placing;
  if (purchase.unanswered) return words.retryOrder;
  return refusedFigure(purchase.problem, 'price_changed', 'totalMinor') === undefined
    ? words.placeOrder
    : words.acceptPrice;
}
