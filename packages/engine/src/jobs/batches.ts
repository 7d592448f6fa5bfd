import { refuse } from '../refusal.ts';
import { Failed, type Lane, LaneFull, LaneStopped } from './lane.ts';

/** Queues a request. Refuses overloaded (too many wait) and shutting_down. */
export async function submit<Request, Result>(
  lane: Lane<Request, Result>,
  request: Request,
): Promise<Result> {
  try {
    return await lane.submit(request);
  } catch (error) {
    if (error instanceof LaneFull) refuse('overloaded');
    if (error instanceof LaneStopped) refuse('shutting_down');
    throw error;
  }
}

/** Deadlock, serialization failure: another try may do. */
const TRANSIENT = new Set(['40001', '40P01']);
const TRIES = 3;

/**
 * Runs a batch; when something in it breaks, runs its halves, down to the request that is to blame, so that one bad
 * request never fails its neighbours. A batch that lost against another transaction is tried again whole; one that lost
 * its database fails whole.
 */
export async function apart<Request, Result>(
  batch: readonly Request[],
  run: (part: readonly Request[]) => Promise<Result[]>,
  tries = TRIES,
): Promise<(Result | Failed)[]> {
  if (batch.length === 0) return [];
  try {
    return await run(batch);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (TRANSIENT.has(code) && tries > 1) return apart(batch, run, tries - 1);
    if (batch.length === 1 || !isAboutData(error, code)) return batch.map(() => new Failed(error));
    const half = batch.length >> 1;
    return [...(await apart(batch.slice(0, half), run)), ...(await apart(batch.slice(half), run))];
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraint), and our own assertions. */
function isAboutData(error: unknown, code: string): boolean {
  return (
    /^2[23]/.test(code) ||
    code === 'ERR_ASSERTION' ||
    error instanceof RangeError ||
    error instanceof TypeError
  );
}
