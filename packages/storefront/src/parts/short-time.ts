/** A time as the reader's clock shows it, to the minute. */
export function shortTime(instant: string, locale: string): string {
  return new Date(instant).toLocaleString(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}
