/** The click that led to a product's page, kept for this tab rather than in the address. */
export interface RememberedClick {
  readonly token: string;
  readonly roomId: string;
  readonly expiresAt: string;
}

const keyOf = (productId: string): string => `yc.click.${productId}`;

export function rememberClick(productId: string, click: RememberedClick): void {
  sessionStorage.setItem(keyOf(productId), JSON.stringify(click));
}

/** The click that may still attribute an order of the product, or null. */
export function rememberedClick(productId: string): RememberedClick | null {
  const text = sessionStorage.getItem(keyOf(productId));
  return text ? (JSON.parse(text) as RememberedClick) : null;
}

export function forgetClick(productId: string): void {
  sessionStorage.removeItem(keyOf(productId));
}

/** Takes a click token out of the page's address (`?click=`) into memory, so that it isn't passed on with the link. */
export function takeClickFromAddress(productId: string): void {
  const search = new URLSearchParams(location.search);
  const token = search.get('click');
  if (!token) return;
  const roomId = search.get('room') ?? '';
  rememberClick(productId, { token, roomId, expiresAt: '' });
  search.delete('click');
  search.delete('room');
  history.replaceState(null, '', `${location.pathname}${search.size > 0 ? `?${search}` : ''}`);
}
