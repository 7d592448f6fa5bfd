import { css, html, nothing, type TemplateResult } from 'lit';
import { cartMark } from './icons.ts';

export const emptyStyles = css`
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--s-2);
    padding: var(--s-12) var(--s-6);
    text-align: center;
    color: var(--ink-2);
  }
  .empty .mark {
    width: 64px;
    height: 64px;
    margin-bottom: var(--s-2);
    color: var(--mark);
    --wheel: var(--yellow);
  }
  .empty p {
    font-size: var(--t-14);
    color: var(--ink-3);
  }
  .empty .button {
    margin-top: var(--s-4);
  }
`;

/** What a place shows when there is nothing in it, with a hint and what to do about it. */
export function empty(
  heading: string,
  hint = '',
  action: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="empty" data-testid="empty">
    ${cartMark(64)}
    <h3>${heading}</h3>
    ${hint ? html`<p>${hint}</p>` : nothing} ${action}
  </div>`;
}
