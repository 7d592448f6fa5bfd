import type { Click } from './click-token.ts';

export type Unattributed = 'no_click' | 'click_expired' | 'other_product' | 'self_purchase';

export interface LineToAttribute {
  readonly buyerId: string;
  readonly productId: string;
  readonly click: Click | undefined;
  readonly now: Date;
  readonly windowDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Who earns on an order line: the click it came with, if it was on this product, within the window and not the
 * creator's own purchase; otherwise nobody, with the reason. Never guesses.
 */
export function attribute({
  buyerId,
  productId,
  click,
  now,
  windowDays,
}: LineToAttribute): Click | Unattributed {
  if (!click) return 'no_click';
  if (click.productId !== productId) return 'other_product';
  const ageMs = now.getTime() - click.at.getTime();
  if (ageMs < 0 || ageMs > windowDays * DAY_MS) return 'click_expired';
  if (click.creatorId === buyerId) return 'self_purchase';
  return click;
}
