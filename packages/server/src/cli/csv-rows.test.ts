import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from './csv-rows.ts';
import { openSource, type RawRow } from './source-file.ts';
import { collected, dropScratchFiles, scratchFile } from './testing/scratch-files.ts';

dropScratchFiles();

async function rowsOf(text: string, required?: string[][]): Promise<RawRow[]> {
  const source = await openSource(await scratchFile('rows.csv', new TextEncoder().encode(text)));
  return collected(csvRows(source, required));
}
/** Each row in short: its line with its values, or with its error. */
async function short(text: string): Promise<unknown[]> {
  return (await rowsOf(text)).map(({ line, value, error }) => [
    line,
    error ?? Object.values(value as Record<string, string>).join('|'),
  ]);
}

describe('rows of CSV', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2\n3,4\n',
      [
        [2, '1|2'],
        [3, '3|4'],
      ],
    ],
    [
      'with a byte order mark and CRLF',
      '\uFEFFa,b\r\n1,2\r\n3,4',
      [
        [2, '1|2'],
        [3, '3|4'],
      ],
    ],
    [
      'with blank rows, as spreadsheets leave them',
      'a,b\n\n1,2\n,\n , \n3,4\n',
      [
        [3, '1|2'],
        [6, '3|4'],
      ],
    ],
    [
      'with empty cells behind the last column',
      'a,b,,\n1,2,,\n3,4\n',
      [
        [2, '1|2'],
        [3, '3|4'],
      ],
    ],
    ['with blanks around the cells', 'a , b\n 1 , "2 "\t\n', [[2, '1|2 ']]],
    [
      'with an empty last cell',
      'a,b\n1,\n"",""\n',
      [
        [2, '1|'],
        [3, '|'],
      ],
    ],
    [
      'with commas, quotes and line ends in quotes',
      'a,b\n"1,5","6"" x\n7"\n3,4\n',
      [
        [2, '1,5|6" x\n7'],
        [4, '3|4'],
      ],
    ],
  ])('%s', async (_case, text, rows) => {
    expect(await short(text)).toEqual(rows);
  });

  it('of the first line are the names', async () => {
    expect((await rowsOf('\uFEFFref,标题\n1,杯\n')).map(({ value }) => value)).toEqual([
      { ref: '1', 标题: '杯' },
    ]);
  });

  it('are none in an empty file', async () => {
    expect(await rowsOf('')).toEqual([]);
    expect(await rowsOf('a,b\n', [['a']])).toEqual([]);
  });

  it('come back whatever is in them', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\n', '柑', ' ', ';') })
      .map((text) => `x${text}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), async (cells) => {
        const text = cells
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        const rows = await rowsOf(`a,b\n${text}\n`);
        expect(rows.map(({ value }) => value)).toEqual(cells.map(([a, b]) => ({ a, b })));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a row that is wrong leaves its neighbours alone', () => {
  const open = 'has a quote that is never closed';
  const misplaced = 'has a quote inside a field: put the whole field in quotes, and write the quote twice';
  it.each([
    [
      'a quote that is never closed',
      'a,b\n1,2\n"3,4\n5,6\n7,8\n',
      [
        [2, '1|2'],
        [3, open],
        [4, '5|6'],
        [5, '7|8'],
      ],
    ],
    [
      'two of them',
      'a,b\n"1,2\n3,4\n"5,6\n7,8\n',
      [
        [2, misplaced],
        [3, '3|4'],
        [4, open],
        [5, '7|8'],
      ],
    ],
    [
      'a quote inside a field',
      'a,b\n1,5" x\n3,4\n',
      [
        [2, misplaced],
        [3, '3|4'],
      ],
    ],
    [
      'text behind a closing quote',
      'a,b\n"1"x,2\n3,4\n',
      [
        [2, misplaced],
        [3, '3|4'],
      ],
    ],
    [
      'a column too many',
      'a,b\n1,2,3\n3,4\n',
      [
        [2, 'has 3 columns, and the header has 2'],
        [3, '3|4'],
      ],
    ],
    [
      'a column too few',
      'a,b\n1\n3,4\n',
      [
        [2, 'has 1 columns, and the header has 2'],
        [3, '3|4'],
      ],
    ],
  ])('%s', async (_case, text, rows) => {
    expect(await short(text)).toEqual(rows);
  });

  it('a quote that is never closed, with hundreds of rows behind it', async () => {
    const good = Array.from({ length: 500 }, (_, n) => `${n},x`);
    const rows = await rowsOf(['a,b', '"bad,x', ...good].join('\n'));
    expect(rows).toHaveLength(501);
    expect(rows.filter(({ error }) => error !== undefined)).toEqual([
      { line: 2, value: undefined, error: open },
    ]);
    expect(rows.at(-1)).toEqual({ line: 502, value: { a: '499', b: 'x' } });
  });
});

describe('a header that will not do ends the reading', () => {
  it.each([
    ['columns that are missing', 'a;b;c\n1;2;3\n', /missing: ref or source_id, title\.$/],
    ['a column twice', 'ref,title,ref\n1,2,3\n', /the column "ref" is there twice/],
    ['an open quote', 'ref,"title\n1,2\n', /the first row has a quote/],
  ])('%s', async (_case, text, message) => {
    await expect(rowsOf(text, [['ref', 'source_id'], ['title']])).rejects.toThrow(message);
  });
});
