import { css, html } from 'lit';
import { PageElement } from '../element.ts';
import { cartMark } from './icons.ts';

/** A square picture of goods or people, sized by its host; what cannot be loaded shows the cart mark. */
class Picture extends PageElement {
  static override properties = { src: {}, alt: {}, eager: { type: Boolean }, failed: { state: true } };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: grid;
        place-items: center;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: var(--picture-radius, var(--r-control));
        background: var(--sunk);
        color: var(--mark);
      }
      img {
        grid-area: 1 / 1;
        width: 100%;
        height: 100%;
        object-fit: cover;
        display: block;
      }
      .mark {
        grid-area: 1 / 1;
        width: 36%;
        height: 36%;
      }
    `,
  ];

  declare src: string;
  declare alt: string;
  declare eager: boolean;
  declare failed: string;

  constructor() {
    super();
    this.src = '';
    this.alt = '';
    this.eager = false;
    this.failed = '';
  }

  override render() {
    if (!this.src || this.failed === this.src) return cartMark();
    return html`<img
      src=${this.src}
      alt=${this.alt}
      width="400"
      height="400"
      loading=${this.eager ? 'eager' : 'lazy'}
      decoding="async"
      @error=${() => {
        this.failed = this.src;
      }}
    />`;
  }
}

customElements.define('yc-picture', Picture);
