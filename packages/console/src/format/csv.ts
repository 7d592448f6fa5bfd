/**
 * Rows as CSV for a spreadsheet: quoted where needed, and text that a spreadsheet would run as a formula is
 * disarmed by a leading apostrophe. Numbers stay numbers.
 */
export function toCsv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => cells.map(cell).join(',');
  return `${[line(head), ...rows.map(line)].join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
