import { useCallback } from 'react';
import { fromNow, instant, PLATFORM_ZONE } from '../format/time.ts';
import { useLanguage } from '../i18n/index.ts';
import { usePreferences } from '../preferences.ts';

/** Formats instants in the reader's language and chosen zone. */
export function useWhen(): (at: string, style?: Parameters<typeof instant>[1]) => string {
  const language = useLanguage();
  const { zone } = usePreferences();
  return useCallback(
    (at, style = 'minute') => instant(at, style, language, zone === 'platform' ? PLATFORM_ZONE : undefined),
    [language, zone],
  );
}

/** An instant in a row, in full on hover. */
export function When({ at, style }: { at: string | null; style?: Parameters<typeof instant>[1] }) {
  const when = useWhen();
  if (!at) return <span className="quiet">–</span>;
  return (
    <time className="num" dateTime={at} title={when(at, 'full')}>
      {when(at, style)}
    </time>
  );
}

/** "in 3 days" by a given now: the platform's clock may be ahead of the reader's. */
export function useFromNow(): (at: string, now: number) => string {
  const language = useLanguage();
  return (at, now) => fromNow(at, now, language);
}
