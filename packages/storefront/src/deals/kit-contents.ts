import type { SkuView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { specText } from '../buy/sku-choice.ts';
import { w } from '../i18n/locale.ts';

/** What is in a kit, each part by name; nothing for any other SKU. */
export function kitContents(sku: SkuView | undefined) {
  const parts = sku?.parts ?? [];
  if (parts.length === 0) return nothing;
  const pieces = parts.reduce((sum, part) => sum + part.quantity, 0);
  return html`<div class="section kit" data-testid="kit-contents">
    <h3>${w().kitOf(pieces)}</h3>
    <ul>
      ${parts.map(
        ({ title, spec, quantity }) =>
          html`<li class="small"><span class="clamp-1">${title} ${specText(spec)}</span> <span class="figure">× ${quantity}</span></li>`,
      )}
    </ul>
  </div>`;
}
