import type { OrderLineView, OrderView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { specText } from '../buy/sku-choice.ts';
import { locale, w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import { icons } from '../parts/icons.ts';
import { copyText } from '../parts/toast.ts';
import { orderSteps, shortTime } from './order-view.ts';

/** The way of the order, taken steps filled. */
export function steps(order: OrderView) {
  return html`<ol class="steps" data-testid="timeline">
    ${orderSteps(order).map(
      ({ step, at }) => html`<li class=${at ? 'taken' : ''} aria-current=${at ? nothing : 'false'}>
        <strong>${w().steps[step]}</strong>
        <span class="figure">${at ? shortTime(at, locale()) : ''}</span>
      </li>`,
    )}
  </ol>`;
}

export function copyButton(text: string) {
  return html`<button class="copy" type="button" aria-label="${w().copy} ${text}" title=${w().copy} @click=${() => copyText(text, w().copied)}>${icons.copy()}</button>`;
}

export function lineRow(line: OrderLineView, currency: string) {
  return html`<div class="line" data-testid="order-line">
    <yc-picture .src=${line.picture}></yc-picture>
    <div>
      <p class="clamp-2">${line.title}</p>
      <p class="muted small">${specText(line.spec)}</p>
      ${line.refundedQuantity > 0 ? html`<p class="small">${w().refundedOf(line.refundedQuantity)}</p>` : nothing}
    </div>
    <p class="figure">${formatMoney(line.unitPriceMinor, currency)}<br /><span class="muted small">× ${line.quantity}</span></p>
  </div>`;
}

/** What was asked back, and what became of it. */
export function refunds(order: OrderView) {
  return order.refunds.map(
    (refund) => html`<section class="fact refund" data-testid="refund" data-state=${refund.state}>
      <span class="muted">${w().refundAmount}</span>
      <span>
        <strong class=${refund.state === 'refused' ? 'bad' : ''} data-testid="refund-state">${w().refundStates[refund.state]}</strong>
        <span class="figure">${formatMoney(refund.amountMinor, order.currency)}</span><br />
        <span class="muted small">${refund.reason} · <span class="figure">${shortTime(refund.decidedAt ?? refund.requestedAt, locale())}</span></span>
      </span>
    </section>`,
  );
}
