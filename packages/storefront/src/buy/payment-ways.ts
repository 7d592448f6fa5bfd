import type { ResultOf } from '@yellowcart/sdk';
import { client } from '../session.ts';

type Ways = ResultOf<'GET /api/v1/payments/providers'>;
export type PaymentWay = Ways['items'][number];

/** What a platform takes that does not say. */
const UNKNOWN: Ways = { items: [], testPay: true };
let asked: Promise<Ways> | undefined;

function ways(): Promise<Ways> {
  asked ??= client.call('GET /api/v1/payments/providers', {}).catch(() => {
    asked = undefined;
    return UNKNOWN;
  });
  return asked;
}

/** The providers that take this currency; none where the platform has none or does not say. */
export async function waysFor(currency: string): Promise<readonly PaymentWay[]> {
  return (await ways()).items.filter((way) => way.currencies.includes(currency));
}

/** Whether test pay takes orders here. */
export async function takesTestPay(): Promise<boolean> {
  return (await ways()).testPay;
}
