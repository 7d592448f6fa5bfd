import { css, html, nothing } from 'lit';
import { Cell, watch } from '../cell.ts';
import { PageElement } from '../element.ts';

interface Said {
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | undefined;
}

const SHOWN_MS = 5000;
const saidCell = new Cell<Said | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a short thing for five seconds, with at most one thing to do about it. */
export function say(text: string, action?: Said['action']): void {
  clearTimeout(timer);
  saidCell.set({ text, action });
  timer = setTimeout(() => saidCell.set(null), SHOWN_MS);
}

/** Takes back what is said, when what it is about is gone. */
export function hush(): void {
  saidCell.set(null);
}

/** Copies a text and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  say(done);
}

class Toast extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      [popover] {
        position: fixed;
        inset: calc(var(--s-12) + var(--s-4)) 0 auto;
        width: fit-content;
        margin: 0 auto;
        padding: 0;
        border: 0;
        background: none;
      }
      p {
        display: flex;
        align-items: center;
        gap: var(--s-3);
        max-width: min(92vw, 420px);
        padding: var(--s-2) var(--s-4);
        border-radius: var(--r-card);
        background: #16181d;
        color: #fafaf8;
        font-size: var(--t-14);
        box-shadow: 0 4px 24px rgb(0 0 0 / 0.32);
        animation: in var(--slide) var(--ease);
      }
      button {
        min-height: var(--touch);
        color: #ffd34d;
        font-weight: 600;
        white-space: nowrap;
      }
      @keyframes in {
        from {
          opacity: 0;
          translate: 0 -8px;
        }
      }
    `,
  ];

  constructor() {
    super();
    watch(this, saidCell);
  }

  override updated(): void {
    const place = this.renderRoot.querySelector<HTMLElement>('[popover]');
    if (!place) return;
    // Hidden and shown again, so that it lies above a sheet that was opened meanwhile.
    place.hidePopover();
    if (saidCell.value) place.showPopover();
  }

  override render() {
    const said = saidCell.value;
    return html`<div popover="manual" role="status" aria-live="polite">
      ${
        said
          ? html`<p>
              <span>${said.text}</span>
              ${
                said.action
                  ? html`<button
                      type="button"
                      @click=${() => {
                        saidCell.set(null);
                        said.action?.run();
                      }}
                    >
                      ${said.action.label}
                    </button>`
                  : nothing
              }
            </p>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('yc-toast', Toast);
