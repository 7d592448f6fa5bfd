import { html, nothing, type TemplateResult } from 'lit';
import { w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import { price } from '../parts/figures.ts';
import { problemText } from '../session.ts';
import { type Purchase, refusedFigure } from './purchase.ts';

interface Foot {
  readonly currency: string;
  /** Null where nothing is chosen yet. */
  readonly totalMinor: number | null;
  /** Why the order cannot be placed as it stands; it replaces the button's own words. */
  readonly hindrance?: string | undefined;
  readonly onPlace: () => void;
}

/** The one button that places the order, with the total, and above it what went wrong. */
export function purchaseFoot(purchase: Purchase, { currency, totalMinor, hindrance, onPlace }: Foot) {
  return html`${purchaseProblem(purchase, currency)}
    <div class="pay-bar">
      <button
        class="button main"
        type="button"
        ?disabled=${purchase.phase === 'placing' || (hindrance !== undefined && !purchase.unanswered)}
        data-testid="place-order"
        @click=${onPlace}
      >
        ${hindrance !== undefined && !purchase.unanswered ? hindrance : placeLabel(purchase)}
        ${totalMinor === null ? nothing : html`<span data-testid="total">${price(totalMinor, currency)}</span>`}
      </button>
    </div>`;
}

/** In the reader's words, with the old and the new price where that is what changed. */
function purchaseProblem(purchase: Purchase, currency: string): TemplateResult | typeof nothing {
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

function placeLabel(purchase: Purchase): string {
  const words = w();
  if (purchase.phase === 'placing') return words.placing;
  if (purchase.unanswered) return words.retryOrder;
  return refusedFigure(purchase.problem, 'price_changed', 'totalMinor') === undefined
    ? words.placeOrder
    : words.acceptPrice;
}
