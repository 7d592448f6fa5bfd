import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { palettePng } from './palette-png.ts';

/** A PNG as a browser writes it; the chunks' checksums are not read. */
function truecolour(width: number, rows: readonly (readonly number[])[]): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(rows.length, 4);
  size.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const packed = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

it('keeps the few colours of a plain picture as they are', () => {
  const yellow = [255, 198, 26];
  const ink = [22, 24, 29];
  // The first row plain, the second as differences from the one above.
  const png = palettePng(
    truecolour(2, [
      [0, ...yellow, ...ink],
      [2, 0, 0, 0, 0, 0, 0],
    ]),
  );
  const palette = png.subarray(png.indexOf('PLTE') + 4);
  const length = png.readUInt32BE(png.indexOf('PLTE') - 4);
  const colours = Array.from({ length: length / 3 }, (_, index) => [
    ...palette.subarray(index * 3, index * 3 + 3),
  ]);
  expect(colours.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([ink, yellow]);
});

it('refuses what it cannot read', () => {
  expect(() => palettePng(Buffer.alloc(100))).toThrow(TypeError);
});
