import type { PictureKind } from '@yellowcart/pictures';

/** A choice a buyer makes; each value costs `factor` times the base price. */
export interface Axis {
  name: string;
  values: { value: string; factor: number }[];
}

/** A word of the vocabulary; it suits every noun of its leaf unless said otherwise. */
export interface Word {
  text: string;
  suits(noun: string): boolean;
}

interface Noun {
  text: string;
  /** Times the leaf's price. */
  factor: number;
}

/** The vocabulary of one leaf category. */
export interface Leaf {
  name: string;
  picture: PictureKind;
  /** Band of the base price, in fen. */
  price: [low: number, high: number];
  nouns: Noun[];
  /** A property that is both said in the title and listed among the attributes. */
  key: { name: string; values: Word[] } | undefined;
  leads: Word[];
  points: Word[];
  who: Word[];
  axes: Axis[];
  /** The axis whose first offered value is said in the title, such as a net weight. */
  said: Axis | undefined;
  facts: { name: string; values: Word[] }[];
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

/**
 * Vocabulary as it is written: words parted by spaces, properties as `name: words`. `附打气筒/篮球+足球` suits
 * only nouns with one of these in them, `聚拢/!运动` all but those. A noun may carry its price factor, as in
 * `洗地机@3`.
 */
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

function word(written: string): Word {
  const slash = written.indexOf('/');
  const parts =
    slash < 0
      ? []
      : written
          .slice(slash + 1)
          .replace('!', '')
          .split('+');
  const only = written[slash + 1] !== '!';
  return {
    text: slash < 0 ? written : written.slice(0, slash),
    suits: (noun) => slash < 0 || parts.some((part) => noun.includes(part)) === only,
  };
}

function priced(written: string): { text: string; factor: number } {
  const [text = '', factor] = written.split('@');
  return { text, factor: factor === undefined ? 1 : Number(factor) };
}

function property(text: string): { name: string; rest: string } {
  const colon = text.indexOf(':');
  return { name: text.slice(0, colon).trim(), rest: text.slice(colon + 1) };
}

function wordedProperty(text: string): { name: string; values: Word[] } {
  const { name, rest } = property(text);
  return { name, values: words(rest).map(word) };
}

function axis(text: string): Axis {
  const { name, rest } = property(text.replace(/^!/, ''));
  return {
    name,
    values: words(rest).map((written) => {
      const { text: value, factor } = priced(written);
      return { value, factor };
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
    nouns: words(text.nouns).map(priced),
    key: text.key === undefined ? undefined : wordedProperty(text.key),
    leads: words(text.leads).map(word),
    points: words(text.points).map(word),
    who: words(text.who).map(word),
    axes,
    said: saidAt < 0 ? undefined : axes[saidAt],
    facts: (text.facts ?? []).map(wordedProperty),
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
