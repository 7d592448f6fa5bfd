/** What a buyer takes from a product's page to the check-out, kept for this tab. */
export interface DraftLine {
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly dealId?: string | undefined;
}

const KEPT = 'yc.checkout-draft';

export function keepDraft(lines: readonly DraftLine[]): void {
  sessionStorage.setItem(KEPT, JSON.stringify(lines));
}

export function readDraft(): readonly DraftLine[] {
  const text = sessionStorage.getItem(KEPT);
  return text ? (JSON.parse(text) as DraftLine[]) : [];
}

export function clearDraft(): void {
  sessionStorage.removeItem(KEPT);
}
