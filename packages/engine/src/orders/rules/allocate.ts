import type { GiftNotice } from '@yellowcart/contract';
import type { QuotaLeft } from '#quotas';
import { GENERAL, levelKey } from '#stock';
import { isRefusal, type Refusal, refusal } from '../../refusal.ts';
import type { DraftGift, DraftLine, DraftOrder, GrantedOrder, LineQuota, LineUnits } from './checkout.ts';

/** Units of a level that can still be taken. */
export interface FreeStock {
  free: number;
  /** When short, the general pool of the SKU is asked for the rest. */
  readonly borrows: boolean;
}
/** What is there to give, by `levelKey`, quota id, and `${quotaId} ${buyerId}`. Shrinks as it is given. */
export interface Givable {
  readonly stock: ReadonlyMap<string, FreeStock>;
  readonly quotas: ReadonlyMap<string, QuotaLeft>;
  readonly used: ReadonlyMap<string, number>;
}
export interface Draft {
  readonly buyerId: string;
  readonly orders: readonly DraftOrder[];
}
/** Looks at what a checkout would be given before it is; a refusal leaves it all for the next. */
export type Veto<D extends Draft> = (draft: D, granted: readonly GrantedOrder[]) => Refusal | undefined;

/**
 * Decides a batch in arrival order: each checkout gets all its lines or nothing, and of the gifts it earned those that
 * are there. Kits take all their parts; a pool that is short borrows where it was told to.
 * Refuses: stock_short (naming the first line that falls short), deal_limit_reached, gift_out, and what `veto` says.
 */
export function allocate<D extends Draft>(
  drafts: readonly D[],
  givable: Givable,
  veto: Veto<D> = () => undefined,
): (GrantedOrder[] | Refusal)[] {
  const taking = new Taking(givable);
  return drafts.map((draft) => {
    const mark = taking.mark();
    const granted = grantWith(draft, taking);
    const refused = isRefusal(granted) ? granted : veto(draft, granted);
    if (refused === undefined) return granted;
    taking.back(mark);
    // How much there is, without what this checkout had just taken itself.
    return refused instanceof ShortOf ? refused.refusal(taking) : refused;
  });
}

/** What a checkout gets when there is enough of everything. */
export function grantAll({ orders }: Draft): GrantedOrder[] {
  return orders.map(({ gifts, ...order }) =>
    gifts.length === 0
      ? order
      : { ...order, lines: [...order.lines, ...gifts.flatMap(({ lines }) => lines)] },
  );
}

/** A line fell short; what is left is counted after everything was put back. */
class ShortOf implements Refusal {
  readonly refused = 'stock_short';
  readonly detail = {};
  readonly line: DraftLine;
  constructor(line: DraftLine) {
    this.line = line;
  }
  refusal(taking: Taking): Refusal {
    const { line } = this;
    const available = Math.min(
      ...line.units.map((unit) => Math.floor((taking.free(unit) * line.quantity) / unit.quantity)),
    );
    const { skuId, dealId } = line;
    return refusal('stock_short', dealId === undefined ? { skuId, available } : { skuId, available, dealId });
  }
}

function grantWith(draft: Draft, taking: Taking): GrantedOrder[] | Refusal {
  const { buyerId } = draft;
  const orders: { order: DraftOrder; lines: DraftLine[] }[] = [];
  for (const order of draft.orders) {
    const lines: DraftLine[] = [];
    for (const line of order.lines) {
      const taken = taking.line(line);
      if (!taken) return new ShortOf(line);
      const short = line.quotas.find((quota) => !taking.quota(quota, buyerId));
      if (short) {
        const left = taking.quotaLeft(short, buyerId);
        return refusal('deal_limit_reached', { dealId: line.dealId, skuId: line.skuId, left });
      }
      lines.push(taken);
    }
    orders.push({ order, lines });
  }
  const granted: GrantedOrder[] = [];
  for (const { order, lines } of orders) {
    const { gifts, ...rest } = order;
    const notices = [...order.notices];
    for (const gift of gifts) {
      const given = grantGift(gift, buyerId, taking);
      if (isRefusal(given)) return given;
      if (Array.isArray(given)) lines.push(...given);
      else notices.push({ ruleId: gift.rule.ruleId, ruleName: gift.rule.name, reason: given.without });
    }
    granted.push({ ...rest, lines, notices });
  }
  return granted;
}

/** The gift's lines, or why there are none, or a refusal where the offer is not sold without it. */
function grantGift(
  gift: DraftGift,
  buyerId: string,
  taking: Taking,
): DraftLine[] | { readonly without: GiftNotice['reason'] } | Refusal {
  const { rule, lines, substitute } = gift;
  const mark = taking.mark();
  const limit = (lines.length > 0 ? lines : (substitute ?? [])).flatMap(({ quotas }) => quotas);
  for (const quota of limit) {
    if (taking.quota(quota, buyerId)) continue;
    const total = taking.totalLeft(quota);
    taking.back(mark);
    return { without: total !== null && total < quota.quantity ? 'limit_reached' : 'buyer_limit_reached' };
  }
  const given = takeAll(lines, taking) ?? (substitute && takeAll(substitute, taking));
  if (given) return given;
  taking.back(mark);
  return rule.whenOut.kind === 'block'
    ? refusal('gift_out', { ruleId: rule.ruleId, ruleName: rule.name })
    : { without: 'out_of_gifts' };
}

function takeAll(lines: readonly DraftLine[], taking: Taking): DraftLine[] | undefined {
  if (lines.length === 0) return undefined;
  const mark = taking.mark();
  const taken: DraftLine[] = [];
  for (const line of lines) {
    const one = taking.line(line);
    if (!one) {
      taking.back(mark);
      return undefined;
    }
    taken.push(one);
  }
  return taken;
}

/** Takes from what is there, and can put back what it took since a mark. */
class Taking {
  readonly #givable: Givable;
  readonly #total = new Map<string, number>();
  readonly #used = new Map<string, number>();
  readonly #undo: (() => void)[] = [];

  constructor(givable: Givable) {
    this.#givable = givable;
  }

  mark(): number {
    return this.#undo.length;
  }

  back(mark: number): void {
    while (this.#undo.length > mark) this.#undo.pop()?.();
  }

  /** The line with the units it really got; undefined, and nothing taken, when one of them falls short. */
  line(line: DraftLine): DraftLine | undefined {
    const mark = this.mark();
    const units: LineUnits[] = [];
    let borrowed = false;
    for (const unit of line.units) {
      const own = Math.min(unit.quantity, this.#level(unit)?.free ?? 0);
      const rest = unit.quantity - own;
      if (rest > this.#lendable(unit)) {
        this.back(mark);
        return undefined;
      }
      if (own > 0) units.push(this.#take(unit, own));
      if (rest > 0) {
        units.push(this.#take({ ...unit, pool: GENERAL }, rest));
        borrowed = true;
      }
    }
    return borrowed ? { ...line, units } : line;
  }

  /** Units that a demand on this level could be given now. */
  free(unit: LineUnits): number {
    return (this.#level(unit)?.free ?? 0) + this.#lendable(unit);
  }

  quota({ quotaId, quantity }: LineQuota, buyerId: string): boolean {
    if (quantity > this.quotaLeft({ quotaId, quantity }, buyerId)) return false;
    const key = `${quotaId} ${buyerId}`;
    const [total, used] = [this.#total.get(quotaId) ?? 0, this.#used.get(key) ?? 0];
    this.#total.set(quotaId, total + quantity);
    this.#used.set(key, used + quantity);
    this.#undo.push(() => {
      this.#total.set(quotaId, total);
      this.#used.set(key, used);
    });
    return true;
  }

  /** What a quota still allows in total; null = any number. */
  totalLeft({ quotaId }: LineQuota): number | null {
    const left = this.#givable.quotas.get(quotaId);
    if (!left) return 0;
    return left.totalLeft === null ? null : left.totalLeft - (this.#total.get(quotaId) ?? 0);
  }

  /** What a quota still allows this buyer. */
  quotaLeft(quota: LineQuota, buyerId: string): number {
    const key = `${quota.quotaId} ${buyerId}`;
    const total = this.totalLeft(quota) ?? Number.POSITIVE_INFINITY;
    const buyerMax = this.#givable.quotas.get(quota.quotaId)?.buyerMax ?? Number.POSITIVE_INFINITY;
    const used = (this.#givable.used.get(key) ?? 0) + (this.#used.get(key) ?? 0);
    return Math.max(Math.min(total, buyerMax - used), 0);
  }

  #level(unit: LineUnits): FreeStock | undefined {
    return this.#givable.stock.get(levelKey(unit));
  }

  #lendable(unit: LineUnits): number {
    if (unit.pool === GENERAL || !this.#level(unit)?.borrows) return 0;
    return this.#level({ ...unit, pool: GENERAL })?.free ?? 0;
  }

  #take(unit: LineUnits, quantity: number): LineUnits {
    const level = this.#level(unit);
    if (level) {
      level.free -= quantity;
      this.#undo.push(() => {
        level.free += quantity;
      });
    }
    return { ...unit, quantity };
  }
}
