import type { NewCheckout } from '@yellowcart/contract';
import { isRefusal, type Purchase } from './purchase.ts';
import type { Quote } from './quote.ts';

/**
 * Orders exactly what the quote shows. A preview that has grown old is looked at again by itself and, where nothing
 * differs, ordered; where something does, the quote's changes say what and the buyer is asked once more. Never throws.
 */
export async function placeQuoted(
  purchase: Purchase,
  quote: Quote,
  cart: Pick<NewCheckout, 'lines' | 'address'>,
): Promise<void> {
  // What was sent without an answer goes out again as it was, whatever a new look would say.
  const preview = quote.fresh ? quote.preview : await quote.askAgain();
  if (!preview && !purchase.unanswered) return;
  const place = async (shown: typeof preview): Promise<void> =>
    purchase.place({ ...cart, ...(shown ? { previewToken: shown.previewToken } : {}) }, shown);
  quote.changes = [];
  await place(preview);
  if (isRefusal(purchase.problem, 'preview_changed')) await quote.askAgain();
  if (isRefusal(purchase.problem, 'preview_expired', 'preview_invalid')) {
    const again = await quote.askAgain();
    if (again && quote.changes.length === 0) await place(again);
  }
}
