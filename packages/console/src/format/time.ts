import type { Language } from '../preferences.ts';

export const PLATFORM_ZONE = 'Asia/Shanghai';

type Style = 'minute' | 'second' | 'day' | 'clock' | 'full';

const options: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  minute: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { month: 'short', day: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit' },
  full: {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as a reader sees it. `zone` undefined means the reader's own. */
export function instant(at: string, style: Style, language: Language, zone?: string): string {
  const key = `${style} ${language} ${zone ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      ...options[style],
      hourCycle: 'h23',
      ...(zone ? { timeZone: zone } : {}),
    });
    formats.set(key, format);
  }
  return format.format(new Date(at));
}

/** How far an instant is from now in its largest whole unit: "in 3 days", "2 小时前". */
export function fromNow(at: string, now: number, language: Language): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(seconds, 'second');
  if (size < 3600) return relative.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.trunc(seconds / 3600), 'hour');
  return relative.format(Math.trunc(seconds / 86_400), 'day');
}

/** The next midnight of the platform (UTC+8 all year, no summer time) after `now`. */
export function nextPlatformMidnight(now: number): string {
  const shift = 8 * 3_600_000;
  const day = 86_400_000;
  return new Date(Math.floor((now + shift) / day) * day + day - shift).toISOString();
}
