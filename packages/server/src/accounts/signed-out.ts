import type { Engine } from '@yellowcart/engine';
import { appendEvents } from '@yellowcart/engine/outbox';

export const SIGNED_OUT = 'accounts.signed_out';
/** Whose session ended; the credential itself is nobody's to read. */
export interface SignedOut {
  readonly userId: string;
}

/** Tells every process that a session of this user has ended, so that none believes it from memory. */
export async function tellSignedOut(engine: Engine, userId: string): Promise<void> {
  const payload: SignedOut = { userId };
  const event = { topic: SIGNED_OUT, key: userId, at: engine.clock.now(), payload };
  await engine.db.transaction().execute((tx) => appendEvents(tx, [event]));
  engine.wake();
}
