/** A whole number that a person typed, at least `least`; null when it is not one. */
export function parseWhole(text: string, least = 0): number | null {
  const clean = text.replace(/[,\s]/g, '');
  if (!/^\d{1,9}$/.test(clean)) return null;
  const value = Number(clean);
  return value >= least ? value : null;
}
