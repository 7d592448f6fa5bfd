import type { Session } from '../server/sessions.ts';

export type AskedKind =
  | 'checkout'
  | 'pay'
  | 'decline'
  | 'cancel'
  | 'refund'
  | 'ship'
  | 'receive'
  | 'restock'
  | 'misuse';

/** What an answer says of what was done. */
export interface Done {
  readonly orders?: readonly PlacedOrder[];
  readonly refundId?: string;
  readonly amountMinor?: number;
}
export interface PlacedOrder {
  readonly orderId: string;
  readonly shopId: string;
  readonly totalMinor: number;
}
export interface Answer {
  /** ms since the round began. */
  readonly atMs: number;
  readonly process: number;
  /** 0 = none: the connection broke, or nobody answered in time. */
  readonly status: number;
  /** Of a refusal. */
  readonly code?: string;
  readonly done?: Done;
}

/** One thing that somebody asked for, however often it was sent. */
export interface Asked {
  readonly number: number;
  readonly kind: AskedKind;
  readonly who: Session;
  readonly path: string;
  readonly body: object | undefined;
  /** What makes copies of it harmless. */
  readonly key?: string;
  readonly order?: PlacedOrder;
  readonly skuId?: string;
  readonly delta?: number;
  readonly answers: Answer[];
}

/** Acknowledged: from here on it must be true of the database. */
export function acknowledgement(asked: Asked): Answer | undefined {
  return asked.answers.find(isYes);
}

/** Answered for good, one way or the other: what came last was neither silence nor a failure of the server. */
export function isSettled({ answers }: Asked): boolean {
  const last = answers.at(-1);
  return last !== undefined && last.status >= 200 && last.status < 500;
}

/**
 * What was acknowledged and then answered otherwise: refused, or with something else. A copy of what has no key may be
 * refused, because the order has moved on.
 */
export function contradictions(asked: readonly Asked[]): {
  readonly refused: number;
  readonly changed: number;
} {
  let refused = 0;
  let changed = 0;
  for (const one of asked) {
    const first = acknowledgement(one);
    if (!first || one.key === undefined) continue;
    const later = one.answers.slice(one.answers.indexOf(first) + 1);
    refused += Number(later.some(({ status }) => status >= 400 && status < 500));
    changed += Number(later.some((answer) => isYes(answer) && !isSame(answer.done, first.done)));
  }
  return { refused, changed };
}

const isYes = ({ status }: Answer): boolean => status >= 200 && status < 300;
const isSame = (one: Done | undefined, other: Done | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Everything that the clients of a round asked for, in order. */
export class ClientLog {
  readonly asked: Asked[] = [];

  note(asked: Omit<Asked, 'number' | 'answers'>): Asked {
    const one: Asked = { ...asked, number: this.asked.length, answers: [] };
    this.asked.push(one);
    return one;
  }

  of(kind: AskedKind): Asked[] {
    return this.asked.filter((one) => one.kind === kind);
  }

  /** Answers by kind and status, or the refusal's code. */
  summary(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { kind, answers } of this.asked) {
      for (const { status, code } of answers) {
        const name = `${kind} ${code ?? (status || 'no answer')}`;
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** A line for each thing asked, without the credentials. */
  text(): string {
    return this.asked
      .map(({ who, ...rest }) => `${JSON.stringify({ ...rest, who: who.partyId })}\n`)
      .join('');
  }
}
