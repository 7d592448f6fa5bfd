import { css, html } from 'lit';
import { PageElement } from '../element.ts';
import { w } from '../i18n/locale.ts';
import { loadPlatformClock, platformNow, timeLeft } from '../platform-clock.ts';

/** The time left to pay, by the platform's clock, each second. */
class Countdown extends PageElement {
  static override properties = { until: {} };
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: inline-block;
        font-family: var(--figures);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare until: string;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.until = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void loadPlatformClock().then(() => this.requestUpdate());
    this.#ticking = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  override render() {
    const left = timeLeft(this.until, platformNow());
    return html`<span role="timer">${left === null ? w().payExpired : w().payWithin(left)}</span>`;
  }
}

customElements.define('yc-countdown', Countdown);
