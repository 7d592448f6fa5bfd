import type { PictureKind } from '@yellowcart/pictures';

/** A choice a buyer makes; each value costs `factor` times the base price. */
export interface Axis {
  name: string;
  values: { value: string; factor: number }[];
}

/** The vocabulary of one leaf category. Every word suits every other word of the same leaf. */
export interface Leaf {
  name: string;
  picture: PictureKind;
  /** Band of the base price, in fen. */
  price: [low: number, high: number];
  nouns: string[];
  /** A property that is both said in the title and listed among the attributes. */
  key: { name: string; values: string[] } | undefined;
  leads: string[];
  points: string[];
  who: string[];
  axes: Axis[];
  /** The axis whose first offered value is said in the title, such as a net weight. */
  said: Axis | undefined;
  facts: { name: string; values: string[] }[];
}

export interface Department {
  name: string;
  brands: string[];
  /** Band of commission, in basis points. */
  commissionBps: [low: number, high: number];
  /** What a shop promises, for subtitles. */
  promises: string[];
  leaves: Leaf[];
}

/** Vocabulary as it is written: words parted by spaces, properties as `name: words`. */
interface LeafText {
  nouns: string;
  key?: string;
  leads: string;
  points: string;
  who: string;
  /** A value may carry its price factor, as in `20片@1.8`; a `!` before the name says it in the title. */
  axes: string[];
  facts?: string[];
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function property(text: string): { name: string; values: string[] } {
  const colon = text.indexOf(':');
  return { name: text.slice(0, colon).trim(), values: words(text.slice(colon + 1)) };
}

function axis(text: string): Axis {
  const { name, values } = property(text.replace(/^!/, ''));
  return {
    name,
    values: values.map((written) => {
      const [value = '', factor] = written.split('@');
      return { value, factor: factor === undefined ? 1 : Number(factor) };
    }),
  };
}

/** A leaf category; the price band is given in yuan. */
export function leaf(name: string, picture: PictureKind, priceYuan: [number, number], text: LeafText): Leaf {
  const axes = text.axes.map(axis);
  const saidAt = text.axes.findIndex((written) => written.startsWith('!'));
  return {
    name,
    picture,
    price: [priceYuan[0] * 100, priceYuan[1] * 100],
    nouns: words(text.nouns),
    key: text.key === undefined ? undefined : property(text.key),
    leads: words(text.leads),
    points: words(text.points),
    who: words(text.who),
    axes,
    said: saidAt < 0 ? undefined : axes[saidAt],
    facts: (text.facts ?? []).map(property),
  };
}

/** A top category; the commission band is given in percent. */
export function department(
  name: string,
  text: { brands: string; commission: [number, number]; promises: string },
  leaves: Leaf[],
): Department {
  return {
    name,
    brands: words(text.brands),
    commissionBps: [text.commission[0] * 100, text.commission[1] * 100],
    promises: words(text.promises),
    leaves,
  };
}
