import type { ProblemCode } from '@yellowcart/contract';
import { Refused } from '../refusal.ts';

/** The code that a command refused with; throws when it did anything else. */
export async function refusalOf(promise: Promise<unknown>): Promise<ProblemCode> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refused) return error.code;
  throw error ?? new Error('was not refused');
}
