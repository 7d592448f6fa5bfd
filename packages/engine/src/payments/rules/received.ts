import type { Minor } from '../../money.ts';

export type AttemptState = 'created' | 'received' | 'paid' | 'closing' | 'closed' | 'mismatch';

export interface AskedFor {
  readonly state: AttemptState;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly tradeNo: string | null;
  readonly createdAt: Date;
}
export interface PaidTrade {
  readonly tradeNo: string;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly paidAt: Date;
}

/**
 * What a provider's word that a trade was paid means. `receive`: take the money, also where the attempt was closed
 * meanwhile. `repeat`: known. `mismatch`: not what was asked for; nothing is paid with it and people must look.
 */
export function decideReceived(asked: AskedFor, trade: PaidTrade): 'receive' | 'repeat' | 'mismatch' {
  if (trade.amountMinor !== asked.amountMinor || trade.currency !== asked.currency) return 'mismatch';
  if (asked.state === 'mismatch') return 'mismatch';
  if (asked.state === 'received' || asked.state === 'paid')
    return trade.tradeNo === asked.tradeNo ? 'repeat' : 'mismatch';
  return 'receive';
}

/** The time of payment by our clock: the provider's may be off by seconds, and nothing is paid before it is asked for. */
export function paidWhen(trade: PaidTrade, asked: AskedFor, now: Date): Date {
  const told = trade.paidAt.getTime();
  return new Date(Math.min(Math.max(told, asked.createdAt.getTime()), now.getTime()));
}
