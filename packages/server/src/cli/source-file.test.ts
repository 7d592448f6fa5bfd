import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { jsonRows, openSource, type RawRow } from './source-file.ts';
import { collected, dropScratchFiles, scratchFile, scratchPath } from './testing/scratch-files.ts';

dropScratchFiles();

async function rowsOf(name: string, content: string | Uint8Array): Promise<RawRow[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = await openSource(await scratchFile(name, bytes));
  return collected(/\.csv/.test(name) ? csvRows(source) : jsonRows(source));
}
const values = (rows: readonly RawRow[]): unknown[] => rows.map(({ value, error }) => error ?? value);

describe('lines of JSON', () => {
  it.each([
    ['plain', '{"a":1}\n{"a":2}\n'],
    ['without a last line end', '{"a":1}\n{"a":2}'],
    ['with a byte order mark and CRLF', '\uFEFF{"a":1}\r\n{"a":2}\r\n'],
    ['with blank lines', '\n{"a":1}\n  \n\n{"a":2}\n\n'],
  ])('%s', async (_case, text) => {
    expect(values(await rowsOf('a.jsonl', text))).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('may hold the line separators of Unicode', async () => {
    expect(values(await rowsOf('a.jsonl', '{"a":"\u2028\u2029"}\n'))).toEqual([{ a: '\u2028\u2029' }]);
  });

  it('that are broken are rows with an error, and their neighbours stay', async () => {
    expect(await rowsOf('a.jsonl', '{"a":1}\n{"a":\n{"a":3}\n')).toEqual([
      { line: 1, value: { a: 1 } },
      { line: 2, value: undefined, error: 'is not valid JSON' },
      { line: 3, value: { a: 3 } },
    ]);
  });

  it('that are not UTF-8 say so', async () => {
    const gbk = new Uint8Array([...Buffer.from('{"a":"'), 0xb1, 0xad, ...Buffer.from('"}\n{"a":2}\n')]);
    expect(values(await rowsOf('a.jsonl', gbk))).toEqual([
      'is not UTF-8 text: save the file as UTF-8',
      { a: 2 },
    ]);
  });

  it('come out of a gzipped file alike, however long', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => ({ n, 名: '柑'.repeat(n % 40) }));
    const text = many.map((row) => `${JSON.stringify(row)}\n`).join('');
    expect(values(await rowsOf('a.jsonl.gz', gzipSync(text)))).toEqual(many);
  });
});

describe('a file that cannot be read', () => {
  it('is told from one that is not there and from a folder', async () => {
    await expect(openSource('no/such.csv')).rejects.toThrow('There is no file no/such.csv.');
    await expect(openSource(import.meta.dirname)).rejects.toThrow('is not a file');
  });

  it.each([
    ['is no gzip file', Buffer.from('a,b\n1,2\n'), /cut\.csv\.gz cannot be unpacked: incorrect header/],
    ['ends too early', gzipSync('a,b\n1,2\n').subarray(0, 20), /cannot be unpacked: unexpected end/],
  ])('because it %s ends the reading with a sentence', async (_case, bytes, message) => {
    await expect(rowsOf('cut.csv.gz', bytes)).rejects.toThrow(message);
    await expect(rowsOf('cut.jsonl.gz', bytes)).rejects.toThrow(/cannot be unpacked/);
  });

  it('knows how far it has been read', async () => {
    const source = await openSource(await scratchFile('far.jsonl', ['{"a":1}']));
    await collected(jsonRows(source));
    expect([source.bytesRead(), source.bytes]).toEqual([8, 8]);
    expect(source.path).toBe(await scratchPath('far.jsonl'));
  });
});
