import { css, html } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { icons } from './icons.ts';

/**
 * A sheet from the bottom of the screen (centred on wide pages, over the stage in the room).
 * A native modal dialog: it keeps the focus inside and closes by Esc. Tells 'sheet-closed' when the reader closes it.
 */
class Sheet extends PageElement {
  static override properties = {
    open: { type: Boolean },
    heading: {},
    tall: { type: Boolean, reflect: true },
    locked: { type: Boolean },
  };
  static override styles = [
    PageElement.styles,
    css`
      dialog {
        color-scheme: light dark;
        position: fixed;
        inset: auto auto var(--sheet-bottom, 0) var(--sheet-left, 0);
        width: var(--sheet-width, 100%);
        max-width: none;
        max-height: min(86dvh, var(--sheet-height-max, 100dvh));
        margin: 0;
        padding: 0;
        border: 0;
        border-radius: var(--r-sheet) var(--r-sheet) var(--sheet-radius-bottom, 0) var(--sheet-radius-bottom, 0);
        background: var(--paper);
        color: var(--ink);
        overflow: hidden;
        box-shadow: 0 -8px 40px rgb(0 0 0 / 0.24);
        translate: 0 100%;
        transition:
          translate var(--slide) var(--ease),
          display var(--slide) allow-discrete,
          overlay var(--slide) allow-discrete;
      }
      :host([tall]) dialog {
        height: var(--sheet-tall, 70dvh);
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
        translate: 0 0;
      }
      @starting-style {
        dialog[open] {
          translate: 0 100%;
        }
      }
      dialog::backdrop {
        background: var(--sheet-veil, rgb(0 0 0 / 0.4));
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        padding: var(--s-2) var(--s-2) var(--s-2) var(--s-4);
        border-bottom: 1px solid var(--line);
      }
      h2 {
        flex: 1;
        min-width: 0;
        font-size: var(--t-16);
      }
      .close {
        display: grid;
        place-items: center;
        width: var(--touch);
        height: var(--touch);
        border-radius: 50%;
      }
      .body {
        flex: 1;
        min-height: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      .foot {
        padding: 0;
      }
      @media (min-width: 900px) {
        dialog {
          left: var(--sheet-left, calc(50% - 240px));
          bottom: var(--sheet-bottom, 12dvh);
          width: var(--sheet-width, 480px);
          border-radius: var(--r-sheet);
        }
      }
    `,
  ];

  declare open: boolean;
  declare heading: string;
  declare tall: boolean;
  declare locked: boolean;

  constructor() {
    super();
    this.open = false;
    this.heading = '';
    this.tall = false;
    this.locked = false;
  }

  override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog || dialog.open === this.open) return;
    if (this.open) dialog.showModal();
    else dialog.close();
  }

  #ask(): void {
    if (!this.locked) this.tell('sheet-closed');
  }

  override render() {
    return html`<dialog
      aria-label=${this.heading}
      @cancel=${(event: Event) => {
        event.preventDefault();
        this.#ask();
      }}
      @click=${(event: MouseEvent) => {
        if (event.target === event.currentTarget) this.#ask();
      }}
    >
      <header>
        <h2><slot name="heading">${this.heading}</slot></h2>
        <button class="close" type="button" aria-label=${w().close} data-testid="sheet-close" @click=${this.#ask}>
          ${icons.close()}
        </button>
      </header>
      <div class="body"><slot></slot></div>
      <div class="foot"><slot name="foot"></slot></div>
    </dialog>`;
  }
}

customElements.define('yc-sheet', Sheet);
