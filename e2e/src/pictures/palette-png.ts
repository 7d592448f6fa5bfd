import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MAX = 256;
/** Colours that differ only below this many bits of a channel count as one. */
const BITS = 6;
const DROPPED = 8 - BITS;

interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel, row by row. */
  readonly rgb: Buffer;
}
/** A colour with how many pixels have it. */
interface Shade {
  readonly key: number;
  readonly rgb: readonly [number, number, number];
  readonly count: number;
}

/** The same picture with at most 256 colours, about a third of the bytes. Takes what a browser's screenshot gives: 8 bits a channel, not interlaced. */
export function palettePng(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const boxes = cutIntoBoxes(shadesOf(rgb));
  const indexOf = new Uint8Array(1 << (3 * BITS));
  const palette = Buffer.alloc(boxes.length * 3);
  for (const [index, box] of boxes.entries()) {
    for (const { key } of box) indexOf[key] = index;
    for (const channel of [0, 1, 2] as const) palette[index * 3 + channel] = mean(box, channel);
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = indexOf[keyAt(rgb, (y * width + x) * 3)] ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

function decode(png: Buffer): Bitmap {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, type, , , interlaced] = png.subarray(24, 29);
  const channels = type === 2 ? 3 : type === 6 ? 4 : 0;
  if (!png.subarray(0, 8).equals(SIGNATURE) || depth !== 8 || interlaced !== 0 || channels === 0)
    throw new TypeError('only PNG with 8 bits a channel, in colour and not interlaced, can be read');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rgb = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const row = raw.subarray(start + 1, start + 1 + stride);
    unfilter(raw[start] ?? 0, row, above, channels);
    for (let x = 0; x < width; x += 1) row.copy(rgb, (y * width + x) * 3, x * channels, x * channels + 3);
    above = row;
  }
  return { width, height, rgb };
}

/** Undoes a PNG row filter in place. */
function unfilter(filter: number, row: Buffer, above: Buffer, channels: number): void {
  for (let at = 0; at < row.length; at += 1) {
    const a = at >= channels ? (row[at - channels] ?? 0) : 0;
    const b = above[at] ?? 0;
    const c = at >= channels ? (above[at - channels] ?? 0) : 0;
    const guess = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] ?? 0;
    row[at] = ((row[at] ?? 0) + guess) & 255;
  }
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

function keyAt(rgb: Buffer, at: number): number {
  const part = (offset: number): number => (rgb[at + offset] ?? 0) >> DROPPED;
  return (part(0) << (2 * BITS)) | (part(1) << BITS) | part(2);
}

/** Every colour with its mean value and how often it stands. */
function shadesOf(rgb: Buffer): Shade[] {
  const sums = new Map<number, [number, number, number, number]>();
  for (let at = 0; at < rgb.length; at += 3) {
    const key = keyAt(rgb, at);
    let sum = sums.get(key);
    if (!sum) {
      sum = [0, 0, 0, 0];
      sums.set(key, sum);
    }
    sum[0] += rgb[at] ?? 0;
    sum[1] += rgb[at + 1] ?? 0;
    sum[2] += rgb[at + 2] ?? 0;
    sum[3] += 1;
  }
  return [...sums].map(([key, [r, g, b, count]]) => ({
    key,
    rgb: [r / count, g / count, b / count],
    count,
  }));
}

function mean(box: readonly Shade[], channel: 0 | 1 | 2): number {
  const pixels = box.reduce((sum, shade) => sum + shade.count, 0);
  return Math.round(box.reduce((sum, shade) => sum + shade.rgb[channel] * shade.count, 0) / pixels);
}

/** Cuts the colours in two again and again, always where most would be lost by taking them as one. */
function cutIntoBoxes(shades: Shade[]): Shade[][] {
  const boxes = [measured(shades)];
  while (boxes.length < COLOURS_MAX) {
    const worst = boxes.reduce((a, b) => (b.loss > a.loss ? b : a));
    if (worst.loss === 0) break;
    const sorted = worst.box.toSorted((a, b) => a.rgb[worst.channel] - b.rgb[worst.channel]);
    const middle = mean(worst.box, worst.channel);
    const found = sorted.findIndex((shade) => shade.rgb[worst.channel] > middle);
    const cut = Math.min(Math.max(found, 1), sorted.length - 1);
    boxes.splice(boxes.indexOf(worst), 1, measured(sorted.slice(0, cut)), measured(sorted.slice(cut)));
  }
  return boxes.map(({ box }) => box);
}

/** The channel along which a box spreads most, and the squared error of taking the box as one colour there. */
function measured(box: Shade[]): { box: Shade[]; channel: 0 | 1 | 2; loss: number } {
  if (box.length < 2) return { box, channel: 0, loss: 0 };
  const losses = ([0, 1, 2] as const).map((channel) => {
    const middle = mean(box, channel);
    return box.reduce((sum, shade) => sum + shade.count * (shade.rgb[channel] - middle) ** 2, 0);
  });
  const channel = ([0, 1, 2] as const).reduce((a, b) => ((losses[b] ?? 0) > (losses[a] ?? 0) ? b : a));
  return { box, channel, loss: losses[channel] ?? 0 };
}
