import { Cell } from './cell.ts';

export type Place =
  | { readonly page: 'rooms' }
  | { readonly page: 'room'; readonly roomId: string }
  | { readonly page: 'product'; readonly productId: string }
  | { readonly page: 'checkout' }
  | { readonly page: 'orders' }
  | { readonly page: 'order'; readonly orderId: string }
  | { readonly page: 'sign-in' }
  | { readonly page: 'nowhere' };

/** Which page a path shows. */
export function placeOf(path: string): Place {
  const [first, second, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  if (rest.length > 0) return { page: 'nowhere' };
  if (first === undefined) return { page: 'rooms' };
  if (second !== undefined) {
    if (first === 'room') return { page: 'room', roomId: second };
    if (first === 'product') return { page: 'product', productId: second };
    if (first === 'orders') return { page: 'order', orderId: second };
    return { page: 'nowhere' };
  }
  if (first === 'checkout') return { page: 'checkout' };
  if (first === 'orders') return { page: 'orders' };
  if (first === 'signin') return { page: 'sign-in' };
  return { page: 'nowhere' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The place on screen. */
export const placeCell = new Cell<Place>({ page: 'nowhere' });

/** Goes to a path of these pages without loading the document again. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  placeCell.set(placeOf(location.pathname));
  scrollTo(0, 0);
}

/** Where to go after signing in: only a path of these pages, never another origin. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Takes over clicks on links to these pages and the browser's back and forward. Call once. */
export function startRouter(): void {
  placeCell.set(placeOf(location.pathname));
  addEventListener('popstate', () => placeCell.set(placeOf(location.pathname)));
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin) return;
    if (placeOf(link.pathname).page === 'nowhere') return;
    event.preventDefault();
    if (link.href !== location.href) navigate(`${link.pathname}${link.search}`);
  });
}
