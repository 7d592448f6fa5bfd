import type { Bps, Minor } from '../../money.ts';
import type { NewShare } from '../store/shares.ts';
import { splitLine } from './split-line.ts';

/** An order line as it was placed. */
export interface PaidLine {
  readonly lineNo: number;
  readonly amountMinor: Minor;
  readonly credit:
    | {
        readonly creatorId: string;
        readonly commissionBps: Bps;
        readonly serviceFeeBps: Bps;
        readonly leaderId: string | null;
      }
    | undefined;
}
export interface PaidOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly currency: string;
  readonly merchantId: string;
  readonly techFeeBps: Bps;
  readonly freightMinor: Minor;
  readonly paidAt: Date;
  /** The goods; gifts earn nothing. */
  readonly lines: readonly PaidLine[];
}

/** The freight's share stands under this number: it is the merchant's, and no commission is taken of it. */
const FREIGHT_LINE = 0;

/** What everyone gets of a paid order, from what its lines remember. Sums to what was paid. */
export function sharesOfOrder(order: PaidOrder, platformId: string): NewShare[] {
  const { shopId, orderId, currency, merchantId, paidAt, freightMinor } = order;
  const shares: NewShare[] = [];
  for (const { lineNo, amountMinor: baseMinor, credit } of order.lines) {
    const split = splitLine({
      baseMinor,
      merchantId,
      platformId,
      techFeeBps: order.techFeeBps,
      earner: credit && {
        creatorId: credit.creatorId,
        commissionBps: credit.commissionBps,
        leader:
          credit.leaderId === null
            ? undefined
            : { leaderId: credit.leaderId, serviceFeeBps: credit.serviceFeeBps },
      },
    });
    for (const share of split)
      shares.push({ ...share, shopId, orderId, lineNo, currency, baseMinor, paidAt });
  }
  if (freightMinor > 0) {
    const whole = {
      role: 'merchant',
      partyId: merchantId,
      rateBps: undefined,
      amountMinor: freightMinor,
    } as const;
    shares.push({
      ...whole,
      shopId,
      orderId,
      lineNo: FREIGHT_LINE,
      currency,
      baseMinor: freightMinor,
      paidAt,
    });
  }
  return shares;
}
