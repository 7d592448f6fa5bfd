import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file read as a stream, plain or gzipped by its name, that knows how far it has been read. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  readonly bytesRead: () => number;
  readonly stream: Readable;
}

/** Opens a file. Throws with a sentence when it cannot be read. */
export async function openSource(path: string): Promise<SourceFile> {
  const bytes = await readableBytes(path);
  const file = createReadStream(path);
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  return { path, bytes, bytesRead: () => file.bytesRead, stream };
}

/** Size of a file that this user can read. Throws with a sentence otherwise. */
export async function readableBytes(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Error(`There is no file ${path}.`);
  if (!found.isFile()) throw new Error(`${path} is not a file.`);
  await access(path, constants.R_OK).catch(() => {
    throw new Error(`This user may not read ${path}.`);
  });
  return found.size;
}

/** One record of a file, or why it could not be read; `line` is where it starts. */
export interface RawRow {
  readonly line: number;
  readonly value: unknown;
  readonly error?: string;
}

/** A text that was not UTF-8 shows by what stands for the bytes that could not be read. */
export const NOT_UTF8 = '\uFFFD';
export const NOT_UTF8_ERROR = 'is not UTF-8 text: save the file as UTF-8';

/** Lines with their numbers from 1, without line ends and byte order mark. Ends lines at LF and CRLF only: JSON may hold the others. */
export async function* textLines(source: SourceFile): AsyncGenerator<{ line: number; text: string }> {
  source.stream.setEncoding('utf8');
  let line = 0;
  let rest = '';
  const next = (text: string): { line: number; text: string } => {
    line += 1;
    return { line, text: (line === 1 ? text.replace(/^\uFEFF/, '') : text).replace(/\r$/, '') };
  };
  try {
    for await (const chunk of source.stream as AsyncIterable<string>) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) yield next(part);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? new Error(`${source.path} cannot be unpacked: ${message}.`) : error;
  }
  if (rest !== '') yield next(rest);
}

/** Rows of a JSONL file. A line that is not JSON is a row with an error; blank lines are passed over. */
export async function* jsonRows(source: SourceFile): AsyncGenerator<RawRow> {
  for await (const { line, text } of textLines(source)) {
    if (text.trim() === '') continue;
    if (text.includes(NOT_UTF8)) {
      yield { line, value: undefined, error: NOT_UTF8_ERROR };
      continue;
    }
    try {
      yield { line, value: JSON.parse(text) as unknown };
    } catch {
      yield { line, value: undefined, error: 'is not valid JSON' };
    }
  }
}
