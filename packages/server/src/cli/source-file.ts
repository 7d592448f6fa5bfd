import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** A file read as a stream, plain or gzipped by its name, that knows how far it has been read. */
export interface SourceFile {
  readonly bytes: number;
  readonly bytesRead: () => number;
  readonly stream: Readable;
}

/** Opens a file. Throws with a sentence when it cannot be read. */
export async function openSource(path: string): Promise<SourceFile> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new Error(`There is no file ${path}.`);
  const file = createReadStream(path);
  const stream = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  return { bytes: found.size, bytesRead: () => file.bytesRead, stream };
}

/** One record of a file, or why it could not be read; `line` is where it starts. */
export interface RawRow {
  readonly line: number;
  readonly value: unknown;
  readonly error?: string;
}

/** Rows of a JSONL file. A line that is not JSON is a row with an error; blank lines are passed over. */
export async function* jsonRows(source: SourceFile): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const text of createInterface({ input: source.stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    const trimmed = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
    if (trimmed === '') continue;
    try {
      yield { line, value: JSON.parse(trimmed) as unknown };
    } catch {
      yield { line, value: undefined, error: 'is not valid JSON' };
    }
  }
}

/** Rows of a CSV file as objects by its header. A row whose columns or quotes do not fit is a row with an error. */
export async function* csvRows(source: SourceFile): AsyncGenerator<RawRow> {
  const broken: RawRow[] = [];
  const parser = source.stream.pipe(
    parse({
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        broken.push({
          line: Number(error?.lines ?? 0),
          value: undefined,
          error: error?.message ?? 'is not valid CSV',
        });
        return undefined;
      },
    }),
  );
  for await (const { record, info } of parser as AsyncIterable<{
    record: unknown;
    info: { lines: number };
  }>) {
    yield* broken.splice(0);
    yield { line: info.lines, value: record };
  }
  yield* broken;
}
