/** Payload of `orders.refunded`: the money has gone back. */
export interface RefundedEvent {
  readonly orderId: string;
  readonly shopId: string;
  readonly refundId: string;
  readonly buyerId: string;
  readonly currency: string;
  readonly amountMinor: number;
  /** RFC 3339. */
  readonly at: string;
  /** The units are on the shelf again; they never left it. */
  readonly restocked: boolean;
  readonly lines: readonly {
    readonly lineNo: number;
    readonly skuId: string;
    readonly productId: string;
    readonly quantity: number;
    readonly amountMinor: number;
    readonly contentId: string | null;
    readonly itemId: string | null;
    readonly creatorId: string | null;
  }[];
}
