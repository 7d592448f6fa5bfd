import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** The mark of the product: a cart of two strokes and two wheels, in the colour of the text around it. */
export function cartMark(size = 28): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 32 32" width=${size} height=${size} aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
      <path d="M3.5 6.5h3.9l3.9 14.5h13.2" /><path d="M9 11.8h19l-2.4 5.6" />
    </g>
    <circle cx="13" cy="26" r="2.2" fill="var(--wheel, currentColor)" /><circle cx="23" cy="26" r="2.2" fill="var(--wheel, currentColor)" />
  </svg>`;
}

const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${paths}</svg>`;

export const icons = {
  close: () => icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  back: () => icon(svg`<path d="M15 5l-7 7 7 7" />`),
  forward: () => icon(svg`<path d="M9 5l7 7-7 7" />`),
  share: () => icon(svg`<path d="M12 15V4M8 7.5L12 4l4 3.5M6 12v7h12v-7" />`),
  orders: () => icon(svg`<path d="M6 4h12v16l-3-2-3 2-3-2-3 2zM9.5 9h5M9.5 13h5" />`),
  soundOn: () => icon(svg`<path d="M5 10v4h3l4 3.5v-11L8 10zM16 9.5a4 4 0 010 5M18.5 7a7.5 7.5 0 010 10" />`),
  soundOff: () => icon(svg`<path d="M5 10v4h3l4 3.5v-11L8 10zM16 10l4 4M20 10l-4 4" />`),
  viewers: () =>
    icon(svg`<circle cx="12" cy="8.5" r="3.2" /><path d="M5.5 19c.6-3.6 3.2-5.4 6.5-5.4s5.9 1.8 6.5 5.4" />`),
  check: () => icon(svg`<path d="M5 12.5l4.5 4.5L19 7.5" />`),
  place: () =>
    icon(
      svg`<path d="M12 20.5s6.5-5.6 6.5-10.3A6.4 6.4 0 0012 3.8a6.4 6.4 0 00-6.5 6.4c0 4.7 6.5 10.3 6.5 10.3z" /><circle cx="12" cy="10.2" r="2.3" />`,
    ),
  copy: () => icon(svg`<path d="M9 9h10v11H9zM15 9V4H5v11h4" />`),
};
