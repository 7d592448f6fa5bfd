import { css, html } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';

/** A quantity between `min` and `max`; tells 'quantity' with the new number. */
class Stepper extends PageElement {
  static override properties = { value: { type: Number }, min: { type: Number }, max: { type: Number } };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: inline-flex;
        border: 1px solid var(--line);
        border-radius: var(--r-control);
      }
      button {
        width: var(--touch);
        height: var(--touch);
        font-size: var(--t-20);
        line-height: 1;
      }
      button:disabled {
        color: var(--mark);
      }
      output {
        display: grid;
        place-items: center;
        min-width: 40px;
        font-weight: 600;
        border-inline: 1px solid var(--line);
      }
    `,
  ];

  declare value: number;
  declare min: number;
  declare max: number;

  constructor() {
    super();
    this.value = 1;
    this.min = 1;
    this.max = 1;
  }

  override render() {
    const to = (value: number) => () => this.tell('quantity', value);
    return html`<button type="button" aria-label=${w().less} ?disabled=${this.value <= this.min} data-testid="quantity-less" @click=${to(this.value - 1)}>−</button>
      <output class="figure" aria-label=${w().quantity} data-testid="quantity">${this.value}</output>
      <button type="button" aria-label=${w().add} ?disabled=${this.value >= this.max} data-testid="quantity-more" @click=${to(this.value + 1)}>+</button>`;
  }
}

customElements.define('yc-stepper', Stepper);
