import { PLATFORM_ZONE } from './time.ts';

/** An instant as a `datetime-local` field shows it, on the platform's clock or the reader's. */
export function toLocalInput(instant: string, zone: 'platform' | 'device'): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(zone === 'platform' ? { timeZone: PLATFORM_ZONE } : {}),
  });
  return format.format(new Date(instant)).replace(' ', 'T');
}

/** What was entered into a `datetime-local` field as an instant; undefined where nothing whole was. */
export function fromLocalInput(text: string, zone: 'platform' | 'device'): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return undefined;
  // The platform's day has no summer time, so that its offset is fixed.
  const at = new Date(zone === 'platform' ? `${text.slice(0, 16)}:00+08:00` : text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
