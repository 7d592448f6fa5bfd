import type { PaymentProvider } from '@yellowcart/payments';

/** The ways to pay that a platform has, made by the server; commands call them outside of transactions only. */
export interface PaymentWays {
  readonly providers: ReadonlyMap<string, PaymentProvider>;
  /** Where a provider sends its notifications. */
  notifyUrl(provider: string): string;
}
