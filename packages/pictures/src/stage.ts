import { LEAF, LEAF_SHADE, PAPER } from './palette.ts';
import { circle, fill, oval, rect, type Sketch, shine, stroke, turn } from './shapes.ts';

/** A sprig of leaves standing at the left edge of the floor. */
function sprig({ p }: Sketch): string {
  const leaf = (x: number, y: number, degrees: number, colour: string): string =>
    turn(degrees, oval(x, y, 9, 22, colour), x, y);
  return (
    stroke('M62 310C58 262 66 230 76 200', LEAF_SHADE, 4) +
    leaf(80, 188, 18, LEAF) +
    leaf(54, 222, -38, LEAF_SHADE) +
    leaf(84, 234, 44, LEAF) +
    leaf(48, 264, -42, LEAF) +
    rect(46, 284, 34, 32, 6, p.shade) +
    rect(42, 278, 42, 12, 5, p.main)
  );
}

function pebbles({ p }: Sketch): string {
  return oval(318, 308, 26, 13, p.light) + oval(352, 312, 16, 9, p.accent) + oval(312, 305, 9, 3, PAPER);
}

/** The warm set that standing goods are photographed on. */
export function standStage(sketch: Sketch, shadow: number): string {
  const { p, dice } = sketch;
  const floor = rect(0, 296, 400, 104, 0, p.floor);
  const backdrop = dice.pick([
    () => circle(200, 176, 142, p.disc) + floor,
    () => fill('M74 296V186a126 126 0 0 1 252 0V296z', p.disc) + floor,
    () => circle(292, 116, 66, p.disc) + fill('M0 296V236q110-70 220-22t180-18V296z', p.disc) + floor,
    () =>
      floor +
      fill('M104 40h74l96 256h-74zM200 40h74l96 256h-74z', p.disc) +
      fill('M200 296h74l39 104h-74zM296 296h74l39 104h-74z', p.disc),
    () => rect(66, 58, 268, 260, 28, p.disc) + floor,
  ])();
  const prop =
    shadow > 104 ? '' : dice.pick([() => '', () => '', () => sprig(sketch), () => pebbles(sketch)])();
  const cast = `<ellipse cx="210" cy="317" rx="${shadow}" ry="11" fill="${p.deep}" opacity=".18"/>`;
  return rect(0, 0, 400, 400, 0, p.bg) + backdrop + prop + cast;
}

/** The table that flat goods lie on, seen from above. */
export function layStage({ p, dice }: Sketch): string {
  const backdrop = dice.pick([
    () => circle(200, 200, 164, p.disc),
    () => fill('M0 400V250L400 90V400z', p.disc) + circle(66, 66, 16, p.floor),
    () => rect(36, 36, 328, 328, 36, p.disc),
    () => circle(200, 200, 164, p.disc) + circle(346, 60, 22, p.floor) + circle(48, 340, 30, p.floor),
    () => rect(0, 0, 200, 400, 0, p.disc),
    () =>
      shine('M-20 330L330-20h70L-20 400zM90 400L400 90v54L144 400z', 0.42) + circle(200, 200, 150, p.disc),
  ])();
  return rect(0, 0, 400, 400, 0, p.bg) + backdrop;
}
