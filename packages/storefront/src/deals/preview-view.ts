import type { CheckoutPreview } from '@yellowcart/contract';
import { css, html, nothing } from 'lit';
import { locale, w } from '../i18n/locale.ts';
import { formatMoney } from '../money.ts';
import { shortTime } from '../parts/short-time.ts';
import { lineView } from './line-view.ts';
import type { Change } from './preview-changes.ts';

export const previewStyles = css`
  .sums {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--s-1) var(--s-4);
    margin-top: var(--s-3);
    font-size: var(--t-14);
  }
  .sums dd {
    text-align: right;
  }
  .sums .strong {
    font-weight: 600;
  }
  .stale {
    opacity: 0.5;
  }
  .note {
    margin-top: var(--s-2);
    font-size: var(--t-12);
    line-height: 1.45;
  }
  .changes {
    padding: var(--s-3) var(--s-4);
    border-left: 3px solid var(--yellow);
    background: var(--sunk);
    font-size: var(--t-14);
    line-height: 1.45;
  }
  .changes ul {
    margin-top: var(--s-1);
  }
  .changes s {
    color: var(--ink-3);
  }
`;

type PreviewedOrder = CheckoutPreview['orders'][number];

/** What an order would be: a part for every shop, then what it comes to. `stale` while a newer cart is asked about. */
export function previewView(preview: CheckoutPreview, stale: boolean) {
  return html`<div class=${stale ? 'stale' : ''} aria-busy=${stale} data-testid="preview">
    ${preview.orders.map((order) => previewedOrder(order, preview.currency))}
    <div class="section">${previewSums(preview)}</div>
  </div>`;
}

function previewedOrder(order: PreviewedOrder, currency: string) {
  const words = w();
  const when = (at: string): string => shortTime(at, locale());
  return html`<div class="section">
    <h3>${words.shipsFrom(order.shopName)}</h3>
    ${order.lines.map((line) => lineView(line, order.lines, currency, kitNote(line.parts)))}
    ${order.notices.map(
      ({ ruleName, reason }) =>
        html`<p class="note muted" data-testid="gift-notice" data-reason=${reason}>${ruleName}: ${words.giftNotices[reason]}</p>`,
    )}
    <p class="note" data-testid="ship-by">${words.shipBy(when(order.shipBy))}</p>
    ${
      order.presale
        ? html`<dl class="sums" data-testid="presale-terms">
            <dt>${words.deposit} <span class="muted small">${order.presale.depositRefundable ? words.depositBack : words.depositKept}</span></dt>
            <dd class="figure">${formatMoney(order.presale.depositMinor, currency)}</dd>
            <dt>${words.balance} <span class="muted small">${words.balanceWhen(when(order.presale.balanceFrom), when(order.presale.balanceUntil))}</span></dt>
            <dd class="figure">${formatMoney(order.presale.balanceMinor, currency)}</dd>
          </dl>`
        : nothing
    }
  </div>`;
}

function kitNote(parts: PreviewedOrder['lines'][number]['parts']) {
  if (parts.length === 0) return nothing;
  const pieces = parts.reduce((sum, part) => sum + part.quantity, 0);
  return html`<p class="of-line muted" data-testid="kit-note">${w().kitOf(pieces)}</p>`;
}

function previewSums(preview: CheckoutPreview) {
  const words = w();
  const amount = (minor: number): string => formatMoney(minor, preview.currency);
  const row = (label: string, value: string, style = '') =>
    html`<dt class=${style}>${label}</dt><dd class="figure ${style}">${value}</dd>`;
  return html`<dl class="sums">
    ${row(words.goods, amount(preview.goodsMinor))}
    ${preview.discountMinor > 0 ? row(words.discount, `−${amount(preview.discountMinor)}`, 'good') : nothing}
    ${row(words.freight, preview.freightMinor === 0 ? words.freightFree : amount(preview.freightMinor))}
    ${row(words.total, amount(preview.totalMinor), 'strong')}
    ${preview.payNowMinor === preview.totalMinor ? nothing : row(words.toPayNow, amount(preview.payNowMinor), 'strong')}
  </dl>`;
}

/** What became different since the buyer looked, each as it was and as it is now. */
export function changesView(changes: readonly Change[], currency: string) {
  if (changes.length === 0) return nothing;
  return html`<div class="changes" role="alert" data-testid="preview-changes">
    <strong>${w().changedTitle}</strong>
    <ul>${changes.map((change) => html`<li>${changeText(change, currency)}</li>`)}</ul>
  </div>`;
}

function changeText(change: Change, currency: string) {
  const label = w().changed[change.kind];
  const wasNow = (was: string, now: string) =>
    html`${label}: <s class="figure">${was}</s> → <strong class="figure">${now}</strong>`;
  switch (change.kind) {
    case 'lines':
      return label;
    case 'total':
    case 'price':
    case 'freight':
    case 'deposit':
      return wasNow(formatMoney(change.wasMinor, currency), formatMoney(change.nowMinor, currency));
    case 'ship_by':
      return wasNow(shortTime(change.was, locale()), shortTime(change.now, locale()));
    case 'gift_gone':
      return html`${label}: <s>${change.title} × ${change.quantity}</s>`;
    case 'gift_new':
      return html`${label}: ${change.title} × ${change.quantity}`;
    case 'gift_changed':
      return html`${label} ${change.title}: <s class="figure">× ${change.was}</s> → <strong class="figure">× ${change.now}</strong>`;
  }
}
