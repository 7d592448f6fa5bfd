/** A provider's word on one of our trades. */
export type Trade =
  | {
      readonly outcome: 'paid';
      readonly attemptNo: string;
      /** The provider's own number of the trade. */
      readonly tradeNo: string;
      /** What was paid, in minor units. */
      readonly amountMinor: number;
      /** ISO 4217. */
      readonly currency: string;
      readonly paidAt: Date;
    }
  | {
      /** `unpaid`: can still be paid. `closed`: cannot any more. `absent`: the provider has no such trade (yet). */
      readonly outcome: 'unpaid' | 'closed' | 'absent';
      readonly attemptNo: string;
    };

export interface Charge {
  /** Our number: 6 to 32 letters and digits; the same number twice is the same trade. */
  readonly attemptNo: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the buyer reads on his payment's page. */
  readonly subject: string;
  /** The provider takes no money after this. */
  readonly expiresAt: Date;
  /** Where notifications go: an https address that the provider can reach. */
  readonly notifyUrl: string;
}

/** What the buyer's screen needs: a text to draw as a QR code, or an address to go to. */
export type PayScreen = { readonly qr: string } | { readonly redirect: string };

/** A notification as it came in. Header names are in lower case, the body is exactly what was sent. */
export interface RawNotification {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A notification's trade, or why it is not believed. */
export type NotificationReading =
  | { readonly believed: true; readonly trade: Trade }
  | {
      readonly believed: false;
      /** `malformed`: not readable. `stale`: signed too long ago. `signature`: not the provider's. `not_ours`: another app's or merchant's. */
      readonly reason: 'malformed' | 'stale' | 'signature' | 'not_ours';
      readonly detail: string;
    };

/** The answer that a provider waits for. */
export interface Acknowledgement {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface RefundOrder {
  readonly attemptNo: string;
  /** Our number: the same number twice is the same refund. */
  readonly refundNo: string;
  readonly amountMinor: number;
  /** What was paid with the attempt in all. */
  readonly totalMinor: number;
  readonly currency: string;
  readonly reason: string;
}

/** `done`: the money is on its way to the buyer. `waiting`: ask again. `failed`: it will not come by itself; somebody must look. */
export interface RefundStatus {
  readonly state: 'done' | 'waiting' | 'failed';
  /** In the provider's words, for whoever looks. */
  readonly detail: string;
}

/**
 * A way to take money. Everything that leaves the process may throw ProviderError; each call may be repeated with the
 * same numbers and has its effect once.
 */
export interface PaymentProvider {
  readonly name: string;
  /** Currencies it takes, ISO 4217. */
  readonly currencies: readonly string[];
  /** Opens a trade. */
  start(charge: Charge): Promise<PayScreen>;
  /** Decides whether a notification is the provider's, fresh and meant for us. Never throws. */
  readNotification(raw: RawNotification): NotificationReading;
  /** What to answer a notification with: `taken` ends the provider's repeats, otherwise it sends again later. */
  acknowledge(taken: boolean): Acknowledgement;
  /** How a trade stands. */
  query(attemptNo: string): Promise<Trade>;
  /** Makes a trade unpayable; answers with how it stands then, which may be `paid` if the buyer was faster. */
  close(attemptNo: string): Promise<Trade>;
  refund(order: RefundOrder): Promise<RefundStatus>;
  queryRefund(order: RefundOrder): Promise<RefundStatus>;
}

/** The provider could not be reached, or refused; `code` is its own. Safe to try again. */
export class ProviderError extends Error {
  readonly provider: string;
  readonly code: string;
  constructor(provider: string, code: string, message: string, cause?: unknown) {
    super(`${provider}: ${code}: ${message}`, { cause });
    this.name = 'ProviderError';
    this.provider = provider;
    this.code = code;
  }
}
