const AHEAD_MS = 8 * 3_600_000;

/** A moment as Alipay writes it: `yyyy-MM-dd HH:mm:ss`, in UTC+8 wherever the server stands. */
export function chinaTime(at: Date): string {
  return new Date(at.getTime() + AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The moment that such a text names; undefined when it names none. */
export function fromChinaTime(text: string): Date | undefined {
  const at = new Date(`${text.slice(0, 19).replace(' ', 'T')}+08:00`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** RFC 3339 in UTC+8 with whole seconds, as WeChat Pay wants it. */
export function chinaInstant(at: Date): string {
  return `${chinaTime(at).replace(' ', 'T')}+08:00`;
}
