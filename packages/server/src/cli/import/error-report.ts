/** A row of a file that was passed over, and why. Line 0: not a row, but something that is missing from the file. */
export interface ImportError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** In the order of the files and their lines. */
export function inFileOrder(errors: readonly ImportError[]): ImportError[] {
  const files = [...new Set(errors.map(({ file }) => file))];
  return errors.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}

/** The errors as a CSV file. */
export function errorReport(errors: readonly ImportError[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = errors.map(({ file, line, message }) => `${quoted(file)},${line},${quoted(message)}\n`);
  return `file,line,message\n${rows.join('')}`;
}
