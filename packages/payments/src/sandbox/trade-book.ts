/** A trade as a sandbox keeps it. */
export interface SandboxTrade {
  readonly attemptNo: string;
  readonly tradeNo: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly subject: string;
  readonly notifyUrl: string;
  readonly expiresAt: Date;
  state: 'unpaid' | 'paid' | 'closed';
  paidAt: Date | undefined;
  readonly refunds: Map<string, SandboxRefund>;
}
export interface SandboxRefund {
  readonly refundNo: string;
  readonly refundTradeNo: string;
  readonly amountMinor: number;
  state: 'done' | 'waiting';
  /** How often it was asked for. */
  times: number;
}
type NewTrade = Pick<
  SandboxTrade,
  'attemptNo' | 'amountMinor' | 'currency' | 'subject' | 'notifyUrl' | 'expiresAt'
>;

/** What a sandbox refuses, in words that each provider says in its own code. */
export type TradeFault =
  | 'absent'
  | 'other_amount'
  | 'paid'
  | 'closed'
  | 'not_paid'
  | 'over_paid'
  | 'other_refund';
export class TradeRefused extends Error {
  readonly fault: TradeFault;
  constructor(fault: TradeFault) {
    super(fault);
    this.name = 'TradeRefused';
    this.fault = fault;
  }
}

/** The trades of one sandbox: every call may be repeated and has its effect once. */
export class TradeBook {
  readonly #trades = new Map<string, SandboxTrade>();
  readonly #now: () => Date;
  #count = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  all(): readonly SandboxTrade[] {
    return [...this.#trades.values()];
  }

  find(attemptNo: string): SandboxTrade {
    const trade = this.#trades.get(attemptNo);
    if (!trade) throw new TradeRefused('absent');
    return trade;
  }

  open(charge: NewTrade): SandboxTrade {
    const known = this.#trades.get(charge.attemptNo);
    if (known && known.amountMinor !== charge.amountMinor) throw new TradeRefused('other_amount');
    if (known && known.state !== 'unpaid') throw new TradeRefused(known.state);
    if (known) return known;
    const trade: SandboxTrade = {
      ...charge,
      tradeNo: this.#number(),
      state: 'unpaid',
      paidAt: undefined,
      refunds: new Map(),
    };
    this.#trades.set(charge.attemptNo, trade);
    return trade;
  }

  /** The buyer pays; paying twice pays once. Closed trades and those whose time is over refuse. */
  pay(attemptNo: string): SandboxTrade {
    const trade = this.find(attemptNo);
    if (trade.state === 'unpaid' && trade.expiresAt <= this.#now()) trade.state = 'closed';
    if (trade.state === 'closed') throw new TradeRefused('closed');
    trade.state = 'paid';
    trade.paidAt ??= this.#now();
    return trade;
  }

  close(attemptNo: string): void {
    const trade = this.find(attemptNo);
    if (trade.state === 'paid') throw new TradeRefused('paid');
    trade.state = 'closed';
  }

  /** Refunds part of a paid trade. `moved` is false when this very refund was there already. */
  refund(
    attemptNo: string,
    { refundNo, amountMinor, waiting }: { refundNo: string; amountMinor: number; waiting: boolean },
  ): { readonly refund: SandboxRefund; readonly moved: boolean } {
    const trade = this.find(attemptNo);
    if (trade.state !== 'paid') throw new TradeRefused('not_paid');
    const known = trade.refunds.get(refundNo);
    if (known && known.amountMinor !== amountMinor) throw new TradeRefused('other_refund');
    if (known) {
      known.times += 1;
      if (!waiting) known.state = 'done';
      return { refund: known, moved: false };
    }
    const before = [...trade.refunds.values()].reduce((sum, refund) => sum + refund.amountMinor, 0);
    if (before + amountMinor > trade.amountMinor) throw new TradeRefused('over_paid');
    const refund: SandboxRefund = {
      refundNo,
      refundTradeNo: this.#number(),
      amountMinor,
      state: waiting ? 'waiting' : 'done',
      times: 1,
    };
    trade.refunds.set(refundNo, refund);
    return { refund, moved: true };
  }

  #number(): string {
    this.#count += 1;
    const day = this.#now().toISOString().slice(0, 10).replaceAll('-', '');
    return `${day}22001${String(this.#count).padStart(11, '0')}`;
  }
}
