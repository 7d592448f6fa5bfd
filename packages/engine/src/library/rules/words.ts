const WORDS_MAX = 8;

/** A search split into what must all be found: small letters, as `LIKE` patterns. */
export interface Words {
  /** The whole of it. */
  readonly whole: string;
  /** Matches what begins with its first word. */
  readonly prefix: string;
  /** Each matches what has the word anywhere; none for an empty search, which matches everything. */
  readonly patterns: readonly string[];
}

/** Splits at spaces, the first eight words; `%`, `_` and `\` are ordinary letters. */
export function wordsOf(search: string | undefined): Words {
  const whole = (search ?? '').trim().toLowerCase();
  const words = whole
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX);
  return {
    whole,
    prefix: `${literal(words[0] ?? '')}%`,
    patterns: [...new Set(words)].map((word) => `%${literal(word)}%`),
  };
}

/** A text as a `LIKE` pattern that matches just itself. */
export function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
