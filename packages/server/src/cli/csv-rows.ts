import { NOT_UTF8, NOT_UTF8_ERROR, type RawRow, type SourceFile, textLines } from './source-file.ts';

/** A quoted field may hold line breaks; one that is still open after this many lines was never meant to be. */
const LINES_PER_RECORD_MAX = 100;

interface Line {
  readonly line: number;
  readonly text: string;
}

/**
 * Rows of a CSV file (RFC 4180) as objects by its header. `required` lists the columns it must have, each as the names
 * that will do. A row whose quotes or columns do not fit is a row with an error, and reading goes on at the very next
 * line: a quote that is never closed does not swallow its neighbours. Throws when the header is not as required.
 */
export async function* csvRows(
  source: SourceFile,
  required: readonly (readonly string[])[] = [],
): AsyncGenerator<RawRow> {
  const lines = textLines(source);
  let ahead: Line[] = [];
  const next = async (): Promise<Line | undefined> =>
    ahead.shift() ?? (await lines.next()).value ?? undefined;
  let header: readonly string[] | undefined;
  for (let first = await next(); first !== undefined; first = await next()) {
    if (/^[,\s]*$/.test(first.text)) continue;
    const { record, taken } = await wholeRecord(first, next);
    if (header === undefined) {
      header = checkedHeader(source.path, record, required);
      continue;
    }
    const row = rowOf(header, record);
    if (typeof row === 'string') {
      ahead = [...taken, ...ahead];
      yield { line: first.line, value: undefined, error: row };
    } else {
      yield { line: first.line, value: row };
    }
  }
}

/** The fields of a record, read on over line breaks inside quotes; `taken` are the lines it used besides the first. */
async function wholeRecord(
  first: Line,
  next: () => Promise<Line | undefined>,
): Promise<{ record: string[] | string; taken: Line[] }> {
  const taken: Line[] = [];
  let text = first.text;
  let record = splitRecord(text);
  while (record === OPEN && taken.length < LINES_PER_RECORD_MAX) {
    const more = await next();
    if (more === undefined) break;
    taken.push(more);
    text += `\n${more.text}`;
    // Without a quote it cannot have closed one.
    if (more.text.includes('"')) record = splitRecord(text);
  }
  return { record, taken };
}

const OPEN = 'has a quote that is never closed';
const MISPLACED = 'has a quote inside a field: put the whole field in quotes, and write the quote twice';

/** The fields of one record, or what is wrong with its quotes. */
function splitRecord(text: string): string[] | string {
  if (text.includes(NOT_UTF8)) return NOT_UTF8_ERROR;
  if (!text.includes('"')) return text.split(',').map((field) => field.trim());
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    const start = skipBlanks(text, at);
    if (text[start] === '"') {
      const quoted = quotedField(text, start + 1);
      if (quoted === undefined) return OPEN;
      fields.push(quoted.value);
      at = skipBlanks(text, quoted.end);
      if (at < text.length && text[at] !== ',') return MISPLACED;
    } else {
      const comma = text.indexOf(',', at);
      const value = text.slice(at, comma === -1 ? text.length : comma);
      if (value.includes('"')) return MISPLACED;
      fields.push(value.trim());
      at = comma === -1 ? text.length : comma;
    }
    if (at >= text.length) return fields;
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

/** Reads up to the closing quote; `end` is behind it. Undefined = there is none. */
function quotedField(text: string, from: number): { value: string; end: number } | undefined {
  let value = '';
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function checkedHeader(
  path: string,
  record: string[] | string,
  required: readonly (readonly string[])[],
): string[] {
  if (typeof record === 'string') throw new Error(`${path}: the first row ${record}.`);
  while (record.at(-1) === '') record.pop();
  const twice = record.find((name, index) => record.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${path}: the column "${twice}" is there twice.`);
  const missing = required.filter((names) => !names.some((name) => record.includes(name)));
  if (missing.length > 0)
    throw new Error(
      `${path}: the first row must name the columns, separated by commas; missing: ${missing.map((names) => names.join(' or ')).join(', ')}.`,
    );
  return record;
}

/** The record by its header, or what is wrong with it. Empty cells behind the last column are what spreadsheets leave. */
function rowOf(header: readonly string[], record: string[] | string): Record<string, string> | string {
  if (typeof record === 'string') return record;
  while (record.length > header.length && record.at(-1) === '') record.pop();
  if (record.length !== header.length)
    return `has ${record.length} columns, and the header has ${header.length}`;
  return Object.fromEntries(header.map((name, index) => [name, record[index] ?? '']));
}
