import { css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import type { RoomMessage } from './room-events.ts';

/** What the host says and who bought, the newest lowest. */
class MessageLine extends PageElement {
  static override properties = { messages: { attribute: false } };
  static override styles = [
    PageElement.styles,
    css`
      ul {
        display: grid;
        justify-items: start;
        gap: var(--s-1);
      }
      li {
        max-width: 100%;
        padding: var(--s-1) var(--s-3);
        border-radius: var(--r-card);
        background: rgb(16 18 22 / 0.56);
        color: #fff;
        font-size: var(--t-14);
        line-height: 1.45;
        animation: in var(--slide) var(--ease);
      }
      b {
        font-weight: 600;
        color: #ffd34d;
        margin-right: var(--s-1);
      }
      .bought {
        color: #f1f0ec;
      }
      @keyframes in {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
    `,
  ];

  declare messages: readonly RoomMessage[];

  constructor() {
    super();
    this.messages = [];
  }

  override render() {
    return html`<ul role="log" aria-live="polite" data-testid="messages">
      ${repeat(
        this.messages,
        (message) => message.id,
        (message) =>
          message.kind === 'host'
            ? html`<li><span class="clamp-2"><b>${w().host}</b>${message.text}</span></li>`
            : html`<li class="bought"><span class="clamp-1">${w().justBought(message.nickname, message.others)} ${message.title}</span></li>`,
      )}
    </ul>`;
  }
}

customElements.define('yc-message-line', MessageLine);
