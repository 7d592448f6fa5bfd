import type { RoomCard } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { empty, emptyStyles } from '../parts/empty.ts';
import { count } from '../parts/figures.ts';
import '../parts/picture.ts';
import { client, problemText } from '../session.ts';
import { pageStyles } from '../styles/page.ts';

const REFRESH_MS = 15_000;

/** Rooms on air, the most watched first and largest, then those to come. */
class RoomsPage extends PageElement {
  static override properties = { rooms: { state: true }, problem: { state: true } };
  static override styles = [
    PageElement.styles,
    emptyStyles,
    pageStyles,
    css`
      :host {
        max-width: 1120px;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--s-3);
      }
      a {
        position: relative;
        display: flex;
        flex-direction: column;
        justify-content: end;
        aspect-ratio: 3 / 4;
        height: 100%;
        width: 100%;
        overflow: hidden;
        border-radius: var(--r-card);
        background: #282a31;
        color: #fff;
        text-decoration: none;
        isolation: isolate;
      }
      .on-air li:first-child {
        grid-column: 1 / -1;
      }
      .on-air li:first-child a {
        aspect-ratio: 4 / 5;
      }
      .cover {
        position: absolute;
        inset: 0;
        z-index: -2;
        width: 100%;
        height: 100%;
        object-fit: cover;
        transition: scale var(--slide) var(--ease);
      }
      a:hover .cover {
        scale: 1.02;
      }
      a::after {
        content: '';
        position: absolute;
        inset: 0;
        z-index: -1;
        background: linear-gradient(transparent 48%, rgb(16 18 22 / 0.76));
      }
      .state {
        position: absolute;
        inset: var(--s-2) var(--s-2) auto;
        display: flex;
      }
      .state span {
        padding: 2px var(--s-2);
        border-radius: 4px;
        background: rgb(16 18 22 / 0.64);
        font-size: var(--t-12);
        line-height: 1.5;
        white-space: nowrap;
      }
      .text {
        display: grid;
        gap: var(--s-2);
        padding: var(--s-3);
      }
      h2 {
        font-size: var(--t-14);
      }
      .on-air li:first-child h2 {
        font-size: var(--t-20);
      }
      .who {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        font-size: var(--t-12);
        line-height: 1.3;
        color: #f1f0ec;
      }
      .who yc-picture {
        width: 24px;
        flex: none;
        --picture-radius: 50%;
      }
      .who > span:last-child {
        margin-left: auto;
        white-space: nowrap;
      }
      h3 {
        margin: var(--s-8) 0 var(--s-3);
      }
      @media (min-width: 700px) {
        ul {
          grid-template-columns: repeat(4, minmax(0, 1fr));
          gap: var(--s-4);
        }
        .on-air:not(:has(li:nth-child(4))) {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
        .on-air li:first-child {
          grid-column: auto;
        }
        .on-air li:first-child a {
          aspect-ratio: 3 / 4;
        }
        .on-air li:first-child h2 {
          font-size: var(--t-14);
        }
        /* One room stands out only where enough others fill the two rows beside it. */
        .on-air li:first-child:nth-last-child(n + 5) {
          grid-column: span 2;
          grid-row: span 2;
        }
        .on-air li:first-child:nth-last-child(n + 5) a {
          aspect-ratio: auto;
        }
        .on-air li:first-child:nth-last-child(n + 5) .text {
          padding: var(--s-6);
        }
        .on-air li:first-child:nth-last-child(n + 5) h2 {
          font-size: var(--t-28);
        }
      }
    `,
  ];

  declare rooms: readonly RoomCard[] | undefined;
  declare problem: unknown;
  #refreshing: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.rooms = undefined;
    this.problem = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
    this.#refreshing = setInterval(() => {
      if (!document.hidden) void this.#load();
    }, REFRESH_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#refreshing);
  }

  async #load(): Promise<void> {
    try {
      this.rooms = (await client.call('GET /api/v1/rooms', {})).items;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
  }

  override render() {
    const words = w();
    if (!this.rooms) {
      return this.problem
        ? empty(
            problemText(this.problem),
            '',
            html`<button class="button" type="button" @click=${() => this.#load()}>${words.retry}</button>`,
          )
        : html`<p class="muted" aria-busy="true">${words.loading}</p>`;
    }
    const live = this.rooms.filter((room) => room.state === 'live').sort((a, b) => b.viewers - a.viewers);
    const toCome = this.rooms.filter((room) => room.state === 'scheduled');
    return html`<h1 class="sr">${words.live}</h1>
      ${live.length > 0 ? html`<ul class="on-air">${live.map(card)}</ul>` : empty(words.roomsEmpty, words.roomsEmptyHint)}
      ${toCome.length > 0 ? html`<h3>${words.comingUp}</h3><ul class="to-come">${toCome.map(card)}</ul>` : nothing}`;
  }
}

function card(room: RoomCard) {
  const words = w();
  return html`<li>
    <a href="/room/${room.roomId}" data-testid="room-card">
      <img class="cover" src=${room.cover} alt="" loading="lazy" width="360" height="640" />
      <div class="state">
        <span>${room.state === 'live' ? count(room.viewers, words.viewers) : words.comingUp}</span>
      </div>
      <div class="text">
        <h2 class="clamp-2" title=${room.title}>${room.title}</h2>
        <p class="who">
          <yc-picture .src=${room.creator.avatar}></yc-picture>
          <span class="clamp-1">${room.creator.name}</span>
          <span class="figure">${words.itemsInCart(room.itemCount)}</span>
        </p>
      </div>
    </a>
  </li>`;
}

customElements.define('yc-rooms-page', RoomsPage);
