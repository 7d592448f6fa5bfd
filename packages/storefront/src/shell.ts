import { css, html, nothing, type TemplateResult } from 'lit';
import { watch } from './cell.ts';
import { PageElement } from './element.ts';
import { locale, showLocale, w } from './i18n/locale.ts';
import { empty, emptyStyles } from './parts/empty.ts';
import { cartMark, icons } from './parts/icons.ts';
import './parts/picture.ts';
import './parts/toast.ts';
import { type Place, placeCell } from './router.ts';
import { meCell, platformCell } from './session.ts';

const NOTICE_SEEN = 'yc.notice-seen';

const loaders: Record<Exclude<Place['page'], 'nowhere'>, () => Promise<unknown>> = {
  rooms: () => import('./pages/rooms-page.ts'),
  room: () => import('./room/room-page.ts'),
  product: () => import('./pages/product-page.ts'),
  checkout: () => import('./pages/checkout-page.ts'),
  orders: () => import('./orders/orders-page.ts'),
  order: () => import('./orders/order-page.ts'),
  'sign-in': () => import('./pages/sign-in-page.ts'),
};

/** The frame around every page: notice, header, and the page that the address names. */
class Shell extends PageElement {
  static override properties = { noticeSeen: { state: true } };
  static override styles = [
    PageElement.styles,
    emptyStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 100dvh;
      }
      :host(.in-room) {
        height: 100dvh;
        background: #0c0d10;
        color-scheme: dark;
      }
      .notice {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        padding-left: var(--s-4);
        background: var(--sunk);
        color: var(--ink-2);
        font-size: var(--t-12);
        line-height: 1.4;
      }
      .notice p {
        flex: 1;
        min-width: 0;
      }
      .notice button {
        flex: none;
        min-width: var(--touch);
        min-height: var(--touch);
        padding: 0 var(--s-4);
        font-weight: 600;
        color: var(--ink);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s-1);
        width: 100%;
        max-width: 1120px;
        margin-inline: auto;
        padding: var(--s-1) var(--s-2) var(--s-1) var(--s-4);
      }
      header a,
      header button {
        display: inline-flex;
        align-items: center;
        gap: var(--s-2);
        min-height: var(--touch);
        padding-inline: var(--s-2);
        font-size: var(--t-14);
        text-decoration: none;
        color: var(--ink-2);
        white-space: nowrap;
      }
      header .logo {
        margin-right: auto;
        padding-inline: 0;
        font-size: var(--t-16);
        font-weight: 700;
        color: var(--ink);
        --wheel: var(--yellow);
      }
      header [aria-current] {
        color: var(--ink);
        font-weight: 600;
      }
      .me yc-picture {
        width: 28px;
        --picture-radius: 50%;
      }
      main {
        flex: 1;
        min-height: 0;
        display: flex;
        flex-direction: column;
      }
      main > * {
        flex: 1;
        min-height: 0;
        min-width: 0;
      }
      @media (max-width: 400px) {
        header {
          gap: 0;
          padding-inline: var(--s-3) var(--s-1);
        }
        header a,
        header button {
          padding-inline: 6px;
        }
        header .logo {
          min-width: 0;
          overflow: hidden;
        }
      }
      @media (min-width: 900px) {
        header {
          padding-inline: var(--s-6);
        }
      }
    `,
  ];

  declare noticeSeen: boolean;

  constructor() {
    super();
    this.noticeSeen = sessionStorage.getItem(NOTICE_SEEN) !== null;
    watch(this, placeCell, meCell, platformCell);
  }

  override willUpdate(): void {
    const { page } = placeCell.value;
    if (page !== 'nowhere') void loaders[page]();
    this.classList.toggle('in-room', page === 'room');
    document.title = page === 'orders' || page === 'order' ? `${w().orders} · ${w().appName}` : w().appName;
  }

  override render() {
    const inRoom = placeCell.value.page === 'room';
    return html`${this.#notice()} ${inRoom ? nothing : this.#header()}
      <main>${page(placeCell.value)}</main>
      <yc-toast></yc-toast>`;
  }

  #notice() {
    const notice = platformCell.value?.sample ? platformCell.value.notice : null;
    if (!notice || this.noticeSeen) return nothing;
    const dismiss = (): void => {
      sessionStorage.setItem(NOTICE_SEEN, '1');
      this.noticeSeen = true;
    };
    return html`<aside class="notice" data-testid="notice">
      <p>${notice[locale()]}</p>
      <button type="button" @click=${dismiss}>${w().dismiss}</button>
    </aside>`;
  }

  #header() {
    const words = w();
    const { page } = placeCell.value;
    const other = locale() === 'en' ? 'zh-CN' : 'en';
    const current = (...pages: Place['page'][]) => (pages.includes(page) ? 'page' : nothing);
    return html`<header>
      <a class="logo" href="/" aria-label=${words.appName}>${cartMark(28)} <span>${words.appName}</span></a>
      <a href="/" aria-current=${current('rooms')}>${words.live}</a>
      <a href="/orders" aria-current=${current('orders', 'order')}>${words.orders}</a>
      ${
        meCell.value
          ? html`<a class="me" href="/signin" title=${words.signedInAs(meCell.value.name)} aria-label=${words.signedInAs(meCell.value.name)} data-testid="account-link">
              <yc-picture .src=${meCell.value.avatar}></yc-picture>
            </a>`
          : html`<a href="/signin" aria-current=${current('sign-in')} data-testid="sign-in-link">${words.signIn}</a>`
      }
      <button type="button" lang=${other} data-testid="language" @click=${() => showLocale(other, true)}>
        ${words.otherLanguage}
      </button>
    </header>`;
  }
}

function page(place: Place): TemplateResult {
  switch (place.page) {
    case 'rooms':
      return html`<yc-rooms-page></yc-rooms-page>`;
    case 'room':
      return html`<yc-room-page .roomId=${place.roomId}></yc-room-page>`;
    case 'product':
      return html`<yc-product-page .productId=${place.productId}></yc-product-page>`;
    case 'checkout':
      return html`<yc-checkout-page></yc-checkout-page>`;
    case 'orders':
      return html`<yc-orders-page></yc-orders-page>`;
    case 'order':
      return html`<yc-order-page .orderId=${place.orderId}></yc-order-page>`;
    case 'sign-in':
      return html`<yc-sign-in-page></yc-sign-in-page>`;
    case 'nowhere':
      return html`<div>
        ${empty(w().notFound, '', html`<a class="button" href="/">${icons.forward()} ${w().toRooms}</a>`)}
      </div>`;
  }
}

/** Draws the pages, once there are words to draw them with. */
export function showShell(): void {
  customElements.define('yc-shell', Shell);
}
