import type { ResultOf } from '@yellowcart/sdk';
import { client } from '../session.ts';

export type PaymentWay = ResultOf<'GET /api/v1/payments/providers'>['items'][number];

let asked: Promise<readonly PaymentWay[]> | undefined;

/** The providers that take this currency; none where the platform has none or does not say. */
export async function waysFor(currency: string): Promise<readonly PaymentWay[]> {
  asked ??= client.call('GET /api/v1/payments/providers', {}).then(
    ({ items }) => items,
    () => {
      asked = undefined;
      return [];
    },
  );
  return (await asked).filter((way) => way.currencies.includes(currency));
}
