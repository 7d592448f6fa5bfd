import type { ProblemCode } from '@yellowcart/contract';

/** An expected failure: a state of the world that forbids what was asked. A rule returns it; a command throws it. */
export interface Refusal {
  readonly refused: ProblemCode;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Carries a refusal out of a transaction, so that it rolls back. It has no stack: nobody looks for the line that
 * refused, and recording one costs ten times as much as everything else about a refusal.
 */
export class Refused extends Error {
  readonly code: ProblemCode;
  readonly detail: Readonly<Record<string, unknown>>;
  constructor(refusal: Refusal) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(refusal.refused);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Refused';
    this.code = refusal.refused;
    this.detail = refusal.detail;
  }
}

/** Builds a refusal. */
export function refusal(refused: ProblemCode, detail: Record<string, unknown> = {}): Refusal {
  return { refused, detail };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/** Refuses now: throws Refused. */
export function refuse(code: ProblemCode, detail: Record<string, unknown> = {}): never {
  throw new Refused({ refused: code, detail });
}

/** The value, or its refusal thrown. */
export function orRefuse<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Refused(result);
  return result;
}
