import { html, nothing, type TemplateResult } from 'lit';
import { changesView } from '../deals/preview-view.ts';
import { w } from '../i18n/locale.ts';
import { price } from '../parts/figures.ts';
import { problemText } from '../session.ts';
import { isRefusal, type Purchase, refusedFigure } from './purchase.ts';
import type { Quote } from './quote.ts';

const LOOK_AGAIN = ['preview_changed', 'preview_expired', 'preview_invalid'];

interface Foot {
  readonly currency: string;
  /** Null where nothing is chosen yet. */
  readonly totalMinor: number | null;
  /** Why the order cannot be placed as it stands; it replaces the button's own words. */
  readonly hindrance?: string | undefined;
  readonly quote: Quote;
  readonly onPlace: () => void;
}

/** The one button that places the order, with the total, and above it what went wrong. */
export function purchaseFoot(purchase: Purchase, foot: Foot) {
  const { currency, totalMinor, hindrance, quote, onPlace } = foot;
  return html`${changesView(quote.changes, currency)} ${purchaseProblem(purchase, quote)}
    <div class="pay-bar">
      <button
        class="button main"
        type="button"
        ?disabled=${purchase.phase === 'placing' || (hindrance !== undefined && !purchase.unanswered)}
        data-testid="place-order"
        @click=${onPlace}
      >
        ${hindrance !== undefined && !purchase.unanswered ? hindrance : placeLabel(purchase, quote)}
        ${totalMinor === null ? nothing : html`<span data-testid="total">${price(totalMinor, currency)}</span>`}
      </button>
    </div>`;
}

/** In the reader's words. What the changes tell is not told twice. */
function purchaseProblem(purchase: Purchase, quote: Quote): TemplateResult | typeof nothing {
  const words = w();
  const problem = purchase.problem ?? quote.problem;
  if (!problem || (quote.changes.length > 0 && isRefusal(problem, ...LOOK_AGAIN))) return nothing;
  const left = refusedFigure(problem, 'stock_short', 'available');
  return html`<p class="problem" role="alert" data-testid="purchase-problem">
    ${left === undefined ? problemText(problem) : words.shortOf(left)}
    ${purchase.unanswered ? html`<br />${words.outcomeUnknown}` : nothing}
  </p>`;
}

function placeLabel(purchase: Purchase, quote: Quote): string {
  const words = w();
  if (purchase.phase === 'placing') return words.placing;
  if (purchase.unanswered) return words.retryOrder;
  return quote.changes.length > 0 ? words.acceptChange : words.placeOrder;
}
