import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../refusal.ts';
import { buildKit, KIT_PARTS_MAX, type KitPart } from './kit.ts';

const part = (skuId: string, quantity = 1): KitPart => ({ skuId, quantity });
const refused = (result: ReturnType<typeof buildKit>) => (isRefusal(result) ? result.refused : undefined);

describe('a kit', () => {
  it('holds plain SKUs, and kits of them: shared parts are added up', () => {
    const pair = [part('cup', 2), part('tray')];
    const built = new Map([['pair', pair]]);
    expect(buildKit(built, 'feast', [part('pair', 3), part('cup'), part('pot')])).toEqual(
      new Map([['feast', [part('cup', 7), part('tray', 3), part('pot')]]]),
    );
  });

  it('changes the kits that hold it too', () => {
    const built = new Map([
      ['pair', [part('cup', 2)]],
      ['feast', [part('pair', 3)]],
    ]);
    expect(buildKit(built, 'pair', [part('cup', 2), part('tray')])).toEqual(
      new Map([
        ['pair', [part('cup', 2), part('tray')]],
        ['feast', [part('cup', 6), part('tray', 3)]],
      ]),
    );
  });

  it('is made of 1 to 20 different SKUs', () => {
    const many = Array.from({ length: KIT_PARTS_MAX + 1 }, (_, i) => part(`${i}`));
    expect(refused(buildKit(new Map(), 'kit', []))).toBe('kit_parts_count');
    expect(refused(buildKit(new Map(), 'kit', many))).toBe('kit_parts_count');
    expect(refused(buildKit(new Map(), 'kit', many.slice(1)))).toBeUndefined();
    expect(refused(buildKit(new Map(), 'kit', [part('a'), part('b'), part('a')]))).toBe('kit_part_twice');
  });

  it('never holds itself, nor through another', () => {
    expect(refused(buildKit(new Map(), 'kit', [part('kit')]))).toBe('kit_of_itself');
    const built = new Map([['outer', [part('kit')]]]);
    expect(refused(buildKit(built, 'kit', [part('outer')]))).toBe('kit_of_itself');
  });

  it('holds no kit that holds a kit, whichever of them is built last', () => {
    const chain = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
    ] as const;
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ]) {
      const built = new Map<string, KitPart[]>();
      const answers = order.map((index) => {
        const [kit = '', of = ''] = chain[index] ?? [];
        const answer = refused(buildKit(built, kit, [part(of)]));
        if (!answer) built.set(kit, [part(of)]);
        return answer;
      });
      expect(answers).toEqual([undefined, undefined, 'kit_too_deep']);
    }
  });

  /** Unpacks one of a kit until nothing can be unpacked any more. */
  function unpacked(built: ReadonlyMap<string, readonly KitPart[]>, skuId: string): Map<string, number> {
    const sums = new Map<string, number>();
    const unpack = (id: string): void => {
      const parts = built.get(id);
      if (!parts) sums.set(id, (sums.get(id) ?? 0) + 1);
      for (const { skuId: inner, quantity } of parts ?? [])
        for (let i = 0; i < quantity; i += 1) unpack(inner);
    };
    unpack(skuId);
    return sums;
  }

  it('is always the plain parts that unpacking it gives, after any building', () => {
    const sku = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const parts = fc.array(fc.record({ skuId: sku, quantity: fc.integer({ min: 1, max: 3 }) }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(sku, parts), { maxLength: 12 }), (buildings) => {
        const built = new Map<string, readonly KitPart[]>();
        const plain = new Map<string, readonly KitPart[]>();
        for (const [kit, of] of buildings) {
          const result = buildKit(built, kit, of);
          if (isRefusal(result)) continue;
          built.set(kit, of);
          for (const [id, flat] of result) plain.set(id, flat);
        }
        expect([...plain.keys()].sort()).toEqual([...built.keys()].sort());
        for (const [kit, flat] of plain)
          expect(new Map(flat.map(({ skuId, quantity }) => [skuId, quantity]))).toEqual(unpacked(built, kit));
      }),
    );
  });
});
