import type { RoomItem } from '@yellowcart/contract';
import { css, html } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { count } from '../parts/figures.ts';

const FEW_MAX = 20;

/** How much of an item is left, as a bar that shrinks and a figure that rolls when it changes. */
class StockLine extends PageElement {
  static override properties = { item: { attribute: false } };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--s-2);
        font-size: var(--t-12);
        line-height: 1.3;
        color: var(--ink-3);
      }
      .bar {
        flex: 1;
        max-width: 96px;
        height: 4px;
        border-radius: 2px;
        background: var(--sunk);
        overflow: hidden;
      }
      .fill {
        height: 100%;
        width: 100%;
        border-radius: 2px;
        background: var(--ink-3);
        transform-origin: 0 50%;
        transition: transform var(--slide) var(--ease);
      }
      .few {
        color: var(--bad);
      }
      .few .fill {
        background: var(--bad);
      }
      .text {
        white-space: nowrap;
      }
    `,
  ];

  declare item: RoomItem | undefined;

  constructor() {
    super();
    this.item = undefined;
  }

  override updated(changed: Map<string, RoomItem | undefined>): void {
    const fill = this.renderRoot.querySelector<HTMLElement>('.fill');
    // Set on the object: a style attribute is refused where the policy allows no inline styles.
    if (fill && this.item) fill.style.transform = `scaleX(${shareLeft(this.item)})`;
    const before = changed.get('item');
    if (!before || before.itemId !== this.item?.itemId || before.available === this.item.available) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const fromY = before.available > this.item.available ? '-0.5em' : '0.5em';
    this.renderRoot.querySelector('.text')?.animate(
      [
        { translate: `0 ${fromY}`, opacity: 0.2 },
        { translate: '0', opacity: 1 },
      ],
      { duration: 240 },
    );
  }

  override render() {
    const item = this.item;
    if (!item) return '';
    const few = item.available <= FEW_MAX;
    return html`<div class="bar ${few ? 'few' : ''}" aria-hidden="true">
        <div class="fill"></div>
      </div>
      <span class="text ${few ? 'few' : ''}" data-testid="stock-left">${count(item.available, few ? w().onlyLeft : w().left)}</span>`;
  }
}

const SHARE_SHOWN_MIN = 0.04;

function shareLeft({ available, soldCount }: RoomItem): number {
  return Math.max(SHARE_SHOWN_MIN, available / Math.max(1, available + soldCount));
}

customElements.define('yc-stock-line', StockLine);
