import { localDay } from '../../clock.ts';

const RANDOM_AT = 17;

/**
 * A number for people and providers: `P` and the platform's day, then the random digits of an id, so that two databases
 * with one merchant account never use the same. 22 letters and digits; WeChat Pay takes 32 at most.
 */
export function attemptNumber(id: string, now: Date): string {
  return numbered('P', id, now);
}

/** As `attemptNumber`, with `R`. */
export function refundNumber(id: string, now: Date): string {
  return numbered('R', id, now);
}

function numbered(letter: string, id: string, now: Date): string {
  const day = localDay(now).slice(2).replaceAll('-', '');
  return `${letter}${day}${id.replaceAll('-', '').slice(RANDOM_AT).toUpperCase()}`;
}
