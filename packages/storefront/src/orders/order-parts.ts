import type { OrderView } from '@yellowcart/contract';
import { html, nothing } from 'lit';
import { lineView } from '../deals/line-view.ts';
import { locale, w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import { icons } from '../parts/icons.ts';
import { shortTime } from '../parts/short-time.ts';
import { copyText } from '../parts/toast.ts';
import { orderSteps, sumsOf } from './order-view.ts';

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

/** The lines of an order, each gift under what earned it by name. */
export function orderLines(order: OrderView) {
  return order.lines.map((line) =>
    lineView(
      line,
      order.lines,
      order.currency,
      line.refundedQuantity > 0
        ? html`<p class="small">${w().refundedOf(line.refundedQuantity)}</p>`
        : nothing,
    ),
  );
}

/** What it comes to and why. */
export function orderSums(order: OrderView) {
  const words = w();
  const { goodsMinor, discountMinor } = sumsOf(order);
  const amount = (minor: number): string => formatMoney(minor, order.currency);
  return html`<dl class="sums">
    <dt class="muted">${words.goods}</dt><dd class="figure">${amount(goodsMinor)}</dd>
    ${discountMinor > 0 ? html`<dt class="muted">${words.discount}</dt><dd class="figure good" data-testid="order-discount">−${amount(discountMinor)}</dd>` : nothing}
    <dt class="muted">${words.freight}</dt><dd class="figure">${order.freightMinor === 0 ? words.freightFree : amount(order.freightMinor)}</dd>
    <dt>${words.total}</dt><dd><strong class="figure" data-testid="order-total">${amount(order.totalMinor)}</strong></dd>
    ${
      order.refundedMinor > 0
        ? html`<dt class="muted">${words.refunded}</dt><dd class="figure good" data-testid="refunded">−${amount(order.refundedMinor)}</dd>`
        : nothing
    }
  </dl>`;
}

/** The two payments of a presale, each with its time. */
export function presalePayments(order: OrderView) {
  const { presale, currency } = order;
  if (!presale) return nothing;
  const words = w();
  const when = (at: string): string => shortTime(at, locale());
  const depositPaid = order.state === 'deposit_paid' || order.paidAt !== null;
  const row = (
    name: string,
    minor: number,
    note: string,
  ) => html`<section class="fact" data-testid="presale-payment">
    <span class="muted">${name}</span>
    <span><span class="figure">${formatMoney(minor, currency)}</span><br /><span class="muted small">${note}</span></span>
  </section>`;
  return html`${row(
    words.deposit,
    presale.depositMinor,
    [
      ...(depositPaid ? [words.wasPaid] : []),
      presale.depositRefundable ? words.depositBack : words.depositKept,
    ].join(' · '),
  )}
  ${row(
    words.balance,
    presale.balanceMinor,
    order.paidAt === null
      ? words.balanceWhen(when(presale.balanceFrom), when(presale.balanceUntil))
      : words.wasPaid,
  )}`;
}

/** What was asked back, and what became of it. */
export function refunds(order: OrderView) {
  return order.refunds.map(
    (refund) => html`<section class="fact refund" data-testid="refund" data-state=${refund.state}>
      <span class="muted">${w().refundAmount}</span>
      <span>
        <strong class=${refund.state === 'refused' ? 'bad' : ''} data-testid="refund-state">${w().refundStates[refund.state]}</strong>
        <span class="figure">${formatMoney(refund.amountMinor, order.currency)}</span><br />
        ${refund.withheldMinor > 0 ? html`<span class="small">${w().refundWithheld(formatMoney(refund.withheldMinor, order.currency))}</span><br />` : nothing}
        <span class="muted small">${refund.reason} · <span class="figure">${shortTime(refund.decidedAt ?? refund.requestedAt, locale())}</span></span>
      </span>
    </section>`,
  );
}
