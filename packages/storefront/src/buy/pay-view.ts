import { html } from 'lit';
import './pay-panel.ts';
import type { Purchase } from './purchase.ts';

/** Paying a placed purchase, and once that is done the way on. */
export function payView(purchase: Purchase, wayOn: unknown) {
  const { placed, phase, problem, shown } = purchase;
  const presale = shown?.orders[0]?.presale ?? null;
  return html`<yc-pay-panel
    .placed=${placed}
    .dueMinor=${shown?.payNowMinor}
    .presale=${presale}
    .due=${presale ? 'deposit' : 'whole'}
    .phase=${phase}
    .problem=${problem}
    @pay=${(event: CustomEvent<'approve' | 'decline'>) => purchase.pay(event.detail)}
    @provider-paid=${() => purchase.paidElsewhere()}
  >
    ${wayOn}
  </yc-pay-panel>`;
}
