/** Basis points as a percentage with no needless zeros: 2000 → "20%", 1250 → "12.5%". */
export function rate(bps: number): string {
  return `${Number((bps / 100).toFixed(2))}%`;
}

/** A percentage a person typed → basis points, or null when it is not one with at most two decimals. */
export function parseRate(text: string): number | null {
  const clean = text.trim().replace(/[%％]$/, '');
  if (!/^\d{1,3}(\.\d{0,2})?$/.test(clean)) return null;
  const bps = Math.round(Number(clean) * 100);
  return bps <= 10_000 ? bps : null;
}
