/** Fen as Alipay writes amounts: yuan with two decimals, e.g. 8880 as `88.80`. */
export function yuanOf(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** The fen in a text of yuan, exactly; undefined when it is not such a text. */
export function fenOf(yuan: string): number | undefined {
  const [, whole = '', part = ''] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  return whole === '' ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
