import type { FlashSaleView, RoomEvent, RoomItem, RoomView } from '@yellowcart/contract';
import { followRoom } from '@yellowcart/sdk';
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import '../buy/buy-sheet.ts';
import { type Offer, offerOfItem, offerOfSale } from '../deals/offer.ts';
import { PageElement } from '../element.ts';
import { locale, showLocale, w } from '../i18n/locale.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { count } from '../parts/figures.ts';
import { cartMark, icons } from '../parts/icons.ts';
import '../parts/picture.ts';
import '../parts/sheet.ts';
import { copyText, hush, say } from '../parts/toast.ts';
import { loadPlatformClock, platformNow } from '../platform-clock.ts';
import { client, problemText } from '../session.ts';
import './cart-list.ts';
import './flash-card.ts';
import { salesNow } from './flash-sales.ts';
import './message-line.ts';
import './pinned-card.ts';
import { applyRoomEvent, backInStock, messagesAfter, type RoomMessage, salesAfter } from './room-events.ts';
import { roomPageStyles } from './room-page-styles.ts';
import './room-stage.ts';

const wideScreen = matchMedia('(min-width: 900px)');

/** The live room: the picture fills the screen, everything else floats over it. */
class RoomPage extends PageElement {
  static override properties = {
    roomId: {},
    room: { state: true },
    sales: { state: true },
    messages: { state: true },
    lost: { state: true },
    problem: { state: true },
    cartOpen: { state: true },
    buying: { state: true },
    muted: { state: true },
    wanted: { state: true },
  };
  static override styles = [PageElement.styles, emptyStyles, roomPageStyles];

  declare roomId: string;
  declare room: RoomView | undefined;
  declare sales: readonly FlashSaleView[];
  declare messages: readonly RoomMessage[];
  declare lost: boolean;
  declare problem: unknown;
  declare cartOpen: boolean;
  declare buying: Offer | undefined;
  declare muted: boolean;
  declare wanted: ReadonlySet<string>;
  #stop: (() => void) | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  readonly #resized = (): void => {
    this.cartOpen = false;
    this.requestUpdate();
  };

  constructor() {
    super();
    this.roomId = '';
    this.room = undefined;
    this.sales = [];
    this.messages = [];
    this.lost = false;
    this.problem = undefined;
    this.cartOpen = false;
    this.buying = undefined;
    this.muted = true;
    this.wanted = new Set();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('roomId') && this.roomId) this.#enter();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    wideScreen.addEventListener('change', this.#resized);
    this.#ticking = setInterval(() => this.#show(this.sales), 1000);
    if (this.hasUpdated) this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    wideScreen.removeEventListener('change', this.#resized);
    this.#stop?.();
    clearInterval(this.#ticking);
    hush();
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('room') && this.room) document.title = this.room.title;
  }

  #enter(): void {
    const { roomId } = this;
    this.#stop?.();
    this.room = undefined;
    this.sales = [];
    this.messages = [];
    this.problem = undefined;
    client.call('GET /api/v1/rooms/:roomId', { params: { roomId } }).then(
      (room) => {
        // The stream's first snapshot may have come before, and is newer.
        if (this.roomId === roomId) this.room ??= room;
      },
      (problem: unknown) => {
        this.problem = problem;
      },
    );
    this.#stop = followRoom(client, roomId, {
      onEvent: (event) => this.#happened(event),
      onState: (state) => {
        this.lost = state === 'lost';
      },
    });
  }

  #happened(event: RoomEvent): void {
    this.#show(salesAfter(this.sales, event));
    const before = this.room;
    if (!before) {
      if (event.type === 'snapshot') this.room = event.room;
      return;
    }
    const after = applyRoomEvent(before, event);
    this.messages = messagesAfter(this.messages, event, before);
    this.room = after;
    for (const item of backInStock(before, after)) {
      if (!this.wanted.has(item.itemId)) continue;
      this.wanted = new Set([...this.wanted].filter((itemId) => itemId !== item.itemId));
      say(w().backInStock(item.title), {
        label: w().look,
        run: () => this.#buy(offerOfItem(item)),
      });
    }
  }

  /** Shows the flash sales as they stand by the clock; who is buying under one sees it run out. */
  #show(sales: readonly FlashSaleView[]): void {
    if (sales.length > 0) void loadPlatformClock();
    const before = this.sales;
    this.sales = salesNow(sales, platformNow());
    const { buying } = this;
    if (this.sales === before || !buying?.sale) return;
    const { sale } = buying;
    const now = this.sales.find((one) => one.dealId === sale.dealId) ?? { ...sale, left: 0 };
    if (now.left !== sale.left || now.state !== sale.state) this.buying = { ...buying, sale: now };
  }

  #buy(offer: Offer): void {
    this.cartOpen = false;
    this.buying = offer;
  }

  #openCart(): void {
    if (wideScreen.matches) {
      const list = this.renderRoot.querySelector<HTMLElement>('.beside');
      list?.focus();
      return;
    }
    this.cartOpen = true;
  }

  async #share(room: RoomView): Promise<void> {
    if (navigator.share)
      await navigator.share({ title: room.title, url: location.href }).catch(() => undefined);
    else await copyText(location.href, w().linkCopied);
  }

  override render() {
    const { room } = this;
    if (room) return this.#room(room);
    return html`<div class="waiting">
      ${
        this.problem
          ? empty(problemText(this.problem), '', html`<a class="button" href="/">${w().toRooms}</a>`)
          : html`<p class="muted" aria-busy="true">${w().loading}</p>`
      }
    </div>`;
  }

  #room(room: RoomView) {
    const words = w();
    const pinned = room.items.find((item) => item.itemId === room.pinnedItemId);
    return html`<div
        class="layout"
        @item-chosen=${(event: CustomEvent<RoomItem>) => this.#buy(offerOfItem(event.detail))}
        @sale-chosen=${(event: CustomEvent<FlashSaleView>) => this.#buy(offerOfSale(event.detail, room.items))}
        @item-wanted=${(event: CustomEvent<RoomItem>) => {
          this.wanted = new Set([...this.wanted, event.detail.itemId]);
        }}
      >
        <section class="stage" aria-label=${room.title}>
          <yc-room-stage .cover=${room.cover} .playbackUrl=${room.playbackUrl} .muted=${this.muted} ?still=${room.state !== 'live'}></yc-room-stage>
          <div class="top">${this.#host(room)}<a class="round" href="/" aria-label=${words.leaveRoom} data-testid="leave-room">${icons.close()}</a></div>
          ${this.lost ? html`<p class="lost" role="status" data-testid="reconnecting">${words.reconnecting}</p>` : nothing}
          ${room.state === 'live' ? nothing : this.#offAir(room)}
          <div class="right">${this.#actions(room)}</div>
          <div class="bottom">
            ${this.sales[0] ? html`<yc-flash-card floating .sale=${this.sales[0]}></yc-flash-card>` : nothing}
            ${
              pinned
                ? keyed(
                    pinned.itemId,
                    html`<yc-pinned-card .item=${pinned} .wanted=${this.wanted.has(pinned.itemId)}></yc-pinned-card>`,
                  )
                : nothing
            }
            <yc-message-line .messages=${this.messages}></yc-message-line>
            <div class="bar">
              <button class="cart" type="button" data-testid="cart-button" aria-label=${words.cartOf(room.itemCount)} @click=${this.#openCart}>
                ${cartMark(28)}<span class="badge figure" data-testid="cart-badge">${room.itemCount}</span>
              </button>
              ${room.notice ? html`<p class="says clamp-2">${room.notice}</p>` : nothing}
            </div>
          </div>
        </section>
        ${wideScreen.matches ? this.#beside(room) : nothing}
        <yc-sheet tall data-testid="cart-sheet" .open=${this.cartOpen} .heading=${words.cartOf(room.itemCount)} @sheet-closed=${() => {
          this.cartOpen = false;
        }}>
          ${this.cartOpen ? this.#list(room) : nothing}
        </yc-sheet>
        <yc-buy-sheet .roomId=${room.roomId} .offer=${this.buying} @buy-closed=${() => {
          this.buying = undefined;
        }}></yc-buy-sheet>
      </div>`;
  }

  #beside(room: RoomView) {
    return html`<aside class="beside" tabindex="-1" aria-label=${w().cart} data-testid="cart-beside">
      <header>
        <h2 class="clamp-2">${room.title}</h2>
        <p class="muted small">${w().cartOf(room.itemCount)}</p>
      </header>
      ${this.#list(room)}
    </aside>`;
  }

  #list(room: RoomView) {
    return html`${this.sales.map((sale) => html`<yc-flash-card class="in-cart" .sale=${sale}></yc-flash-card>`)}
      <yc-cart-list .items=${room.items} .pinnedItemId=${room.pinnedItemId}></yc-cart-list>`;
  }

  #host(room: RoomView) {
    return html`<div class="host">
      <yc-picture .src=${room.creator.avatar} eager></yc-picture>
      <div>
        <strong class="clamp-1" title=${room.creator.name}>${room.creator.name}</strong>
        <span class="small" data-testid="viewers">${count(room.viewers, w().viewers)}</span>
      </div>
    </div>`;
  }

  #offAir(room: RoomView) {
    const words = w();
    const ended = room.state === 'ended';
    return html`<div class="off-air" role="status">
      <h2>${ended ? words.roomEnded : words.roomScheduled}</h2>
      <p>${ended ? words.roomEndedHint : words.roomScheduledHint}</p>
    </div>`;
  }

  #actions(room: RoomView) {
    const words = w();
    const other = locale() === 'en' ? 'zh-CN' : 'en';
    const sound = this.muted ? words.soundOn : words.soundOff;
    return html`${
      room.playbackUrl
        ? html`<button class="round" type="button" aria-label=${sound} title=${sound} @click=${() => {
            this.muted = !this.muted;
          }}>${this.muted ? icons.soundOff() : icons.soundOn()}</button>`
        : nothing
    }
      <button class="round" type="button" aria-label=${words.share} title=${words.share} @click=${() => this.#share(room)}>${icons.share()}</button>
      <button class="round small" type="button" lang=${other} title=${words.otherLanguage} data-testid="language" @click=${() => showLocale(other, true)}>${other === 'en' ? 'EN' : '中'}</button>
      <a class="round" href="/orders" aria-label=${words.myOrders} title=${words.myOrders}>${icons.orders()}</a>`;
  }
}

customElements.define('yc-room-page', RoomPage);
