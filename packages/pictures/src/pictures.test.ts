import { describe, expect, it } from 'vitest';
import { drawAvatar, drawProduct, drawRoomCover, PICTURE_KINDS } from './index.ts';

/** Every tag closed in order: what an XML reader would refuse, without bringing one. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  let rest = svg;
  for (const match of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:\s[a-zA-Z-]+(?::[a-z]+)?="[^"<&]*")*)\s*(\/?)>/g)) {
    const [whole, closing, name = '', , selfClosing] = match;
    rest = rest.replace(whole, '');
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing) open.push(name);
  }
  return open.length === 0 && rest === '';
}

const seeds = Array.from({ length: 24 }, (_, index) => `goods-${index}`);
const drawn = [
  ...PICTURE_KINDS.flatMap((kind) =>
    seeds.map((seed) => ({ name: `${kind} ${seed}`, svg: drawProduct({ kind, seed }) })),
  ),
  ...PICTURE_KINDS.map((kind) => ({ name: `cover ${kind}`, svg: drawRoomCover({ kind, seed: kind }) })),
  ...seeds.map((seed) => ({ name: `avatar ${seed}`, svg: drawAvatar(seed) })),
];

describe('pictures', () => {
  it('are the same for the same seed', () => {
    for (const kind of PICTURE_KINDS) {
      expect(drawProduct({ kind, seed: 'x' })).toBe(drawProduct({ kind, seed: 'x' }));
    }
    expect(drawRoomCover({ kind: 'dress', seed: 'x' })).toBe(drawRoomCover({ kind: 'dress', seed: 'x' }));
    expect(drawAvatar('x')).toBe(drawAvatar('x'));
  });

  it('differ between seeds', () => {
    for (const kind of PICTURE_KINDS) {
      expect(new Set(seeds.map((seed) => drawProduct({ kind, seed }))).size).toBeGreaterThan(18);
    }
  });

  it('are well-formed, complete and free of stray values', () => {
    for (const { name, svg } of drawn) {
      expect(wellFormed(svg), name).toBe(true);
      expect(svg, name).not.toMatch(/NaN|undefined|null|fill=""/);
    }
  });

  it('load nothing from outside', () => {
    for (const { name, svg } of drawn) {
      const inner = svg.replace('xmlns="http://www.w3.org/2000/svg"', '');
      expect(inner, name).not.toMatch(/https?:|data:|<image|<script|<style|font-family|href="(?!#)/);
    }
  });

  it('point only to shapes of their own', () => {
    for (const { name, svg } of drawn) {
      const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
      for (const [, a, b] of svg.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g)) {
        expect(ids.has(a ?? b), name).toBe(true);
      }
    }
  });

  it('are at most 6 KB each', () => {
    for (const { name, svg } of drawn) expect(svg.length, name).toBeLessThanOrEqual(6 * 1024);
  });

  it('carry the size asked for', () => {
    expect(drawProduct({ kind: 'mug', seed: 'x', size: 96 })).toContain('width="96" height="96"');
  });
});
