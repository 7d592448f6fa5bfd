import type {
  OrderLineView,
  OrderState,
  OrderView,
  PresaleTerms,
  RefundView,
  Surface,
} from '@yellowcart/contract';
import type { ListedLine, ListedOrder } from '#orders';
import { maskedName } from '#parties';

/** Who reads: buyers see no commission; the operator sees no personal data; the shop that ships sees both. */
export type Reader = 'buyer' | 'shop' | 'operator';

export interface OrderParts {
  readonly lines: readonly ListedLine[];
  /** Names of buyers and creators by party id. */
  readonly names: ReadonlyMap<string, string>;
  readonly shopName: string;
  readonly shipment: OrderView['shipment'];
  readonly refunds: readonly RefundView[];
}

/** An order as its reader may see it. */
export function orderView(
  reader: Reader,
  order: ListedOrder,
  { lines, names, shopName, shipment, refunds }: OrderParts,
): OrderView {
  const buyerName = names.get(order.buyerId) ?? '';
  const { buyerId: _, address, ...shown } = order;
  return {
    ...shown,
    shopName,
    buyerName: reader === 'operator' ? maskedName(buyerName) : buyerName,
    address: reader === 'operator' ? null : address,
    presale: order.presale && presaleView(order.presale, order.totalMinor),
    shipBy: instant(order.shipBy),
    placedAt: order.placedAt.toISOString(),
    expiresAt: UNPAID.includes(order.state) ? order.expiresAt.toISOString() : null,
    paidAt: instant(order.paidAt),
    shippedAt: instant(order.shippedAt),
    receivedAt: instant(order.receivedAt),
    completedAt: instant(order.completedAt),
    cancelledAt: instant(order.cancelledAt),
    shipment,
    lines: lines.map((line) => lineView(reader, line, names)),
    refunds: [...refunds],
  };
}

const UNPAID: readonly OrderState[] = ['awaiting_payment', 'deposit_paid'];

function presaleView(
  { depositMinor, balanceFrom, balanceUntil, depositRefundable }: NonNullable<ListedOrder['presale']>,
  totalMinor: number,
): PresaleTerms {
  return {
    depositMinor,
    balanceMinor: totalMinor - depositMinor,
    balanceFrom,
    balanceUntil,
    depositRefundable,
  };
}

function lineView(reader: Reader, line: ListedLine, names: ReadonlyMap<string, string>): OrderLineView {
  const { orderId: _, goods, attribution, terms, ...shown } = line;
  return {
    ...shown,
    ...goods,
    spec: { ...goods.spec },
    kind: terms?.gift ? 'gift' : 'goods',
    discounts: [...(terms?.discounts ?? [])],
    gift: terms?.gift ?? null,
    attribution:
      reader === 'buyer' || attribution === null
        ? null
        : {
            creatorId: attribution.creatorId,
            creatorName: names.get(attribution.creatorId) ?? '',
            surface: attribution.surface as Surface,
            contentId: attribution.contentId,
            clickId: attribution.clickId,
            planId: attribution.planId,
            planVersion: attribution.planVersion,
            commissionBps: attribution.commissionBps,
            serviceFeeBps: attribution.serviceFeeBps,
          },
  };
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
