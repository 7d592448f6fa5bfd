import type { Dice } from './dice.ts';
import type { Palette, PaletteGroup } from './palette.ts';

/** What a drawing gets: its colours, its chance, and a clip for shading inside an outline. */
export interface Sketch {
  p: Palette;
  dice: Dice;
  /** Draws `inner` only inside the outline `d`. */
  inside(d: string, inner: string): string;
  /** The same inner drawing at several places, written once. */
  repeat(inner: string, places: readonly (readonly [number, number])[]): string;
}

/** A drawing of one kind on a 400 × 400 field. Standing goods touch the ground at y = 314. */
export interface Drawing {
  /** Standing on a floor, or lying flat and seen from above. */
  stage: 'stand' | 'lay';
  palettes: PaletteGroup;
  /** Half the width of the shadow on the floor; standing goods only. */
  shadow: number;
  draw(sketch: Sketch): string;
}

export function rect(x: number, y: number, w: number, h: number, r: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
}

export function circle(x: number, y: number, r: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
}

export function oval(x: number, y: number, rx: number, ry: number, fill: string): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
}

export function fill(d: string, colour: string): string {
  return `<path d="${d}" fill="${colour}"/>`;
}

export function stroke(d: string, colour: string, width: number): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** A line of round dots: many marks for the price of one. */
export function dots(d: string, colour: string, width: number, gap: number): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-dasharray="0 ${gap}"/>`;
}

/** The one highlight: white, see-through. */
export function shine(d: string, opacity = 0.4): string {
  return `<path d="${d}" fill="#fff" opacity="${opacity}"/>`;
}

export function turn(degrees: number, inner: string, x = 200, y = 200): string {
  return degrees === 0 ? inner : `<g transform="rotate(${degrees} ${x} ${y})">${inner}</g>`;
}

export function mirror(inner: string): string {
  return `<g transform="matrix(-1 0 0 1 400 0)">${inner}</g>`;
}

/** The outline of a rounded box as path data, for clipping. */
export function box(x: number, y: number, w: number, h: number, r: number): string {
  return `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}

/** A solid outline in two tints: `main`, and `shade` right of `from`. */
export function twoTint(
  sketch: Sketch,
  d: string,
  from: number,
  main: string,
  shade: string,
  more = '',
): string {
  return sketch.inside(d, `${fill(d, main)}${rect(from, 0, 400 - from, 400, 0, shade)}${more}`);
}

/** Lines that stand for print on a label; drawn as shapes because no font can be relied on. */
export function print(x: number, y: number, w: number, colour: string, lines = 2): string {
  const widths = [1, 0.62, 0.8, 0.5];
  return Array.from({ length: lines }, (_, index) => {
    const width = Math.round(w * (widths[index] ?? 0.7));
    return rect(Math.round(x - width / 2), y + index * 14, width, 6, 3, colour);
  }).join('');
}
