import { LRUCache } from 'lru-cache';

export const WRONG_SIGN_INS_MAX = 5;
const WINDOW_MS = 60_000;
const REMEMBERED_MAX = 20_000;

/** Counts wrong sign-ins by network address and e-mail, so that passwords cannot be tried by the thousand. */
export interface SignInAttempts {
  /** Seconds until another try is allowed; 0 = now. */
  waitSeconds(address: string, email: string): number;
  wrong(address: string, email: string): void;
  right(address: string, email: string): void;
  /** One try after another, so that many sent at once cannot all pass before the first is counted. */
  inTurn<T>(address: string, email: string, attempt: () => Promise<T>): Promise<T>;
}

/** `now` in ms; a window starts with its first wrong try. */
export function signInAttempts(now: () => number = Date.now): SignInAttempts {
  const windows = new LRUCache<string, { count: number; endsAt: number }>({ max: REMEMBERED_MAX });
  const turns = new Map<string, Promise<unknown>>();
  const keyOf = (address: string, email: string): string => `${address} ${email.toLowerCase()}`;
  const open = (key: string): { count: number; endsAt: number } | undefined => {
    const window = windows.get(key);
    return window && window.endsAt > now() ? window : undefined;
  };
  return {
    waitSeconds(address, email) {
      const window = open(keyOf(address, email));
      if (!window || window.count < WRONG_SIGN_INS_MAX) return 0;
      return Math.ceil((window.endsAt - now()) / 1000);
    },
    wrong(address, email) {
      const key = keyOf(address, email);
      const window = open(key);
      if (window) window.count += 1;
      else windows.set(key, { count: 1, endsAt: now() + WINDOW_MS });
    },
    right(address, email) {
      windows.delete(keyOf(address, email));
    },
    inTurn(address, email, attempt) {
      const key = keyOf(address, email);
      const turn = (turns.get(key) ?? Promise.resolve()).then(attempt, attempt);
      turns.set(key, turn);
      const done = (): void => {
        if (turns.get(key) === turn) turns.delete(key);
      };
      turn.then(done, done);
      return turn;
    },
  };
}
