import type { Rng } from './rng.ts';

/** What a title is made of; `key` and `said` may be empty. */
export interface TitleWords {
  brand: string;
  key: string;
  noun: string;
  said: string;
  leads: readonly string[];
  points: readonly string[];
  who: readonly string[];
}

const HAN_MIN = 15;
const HAN_MAX = 45;

export function hanCount(text: string): number {
  return text.match(/\p{Script=Han}/gu)?.length ?? 0;
}

/** True when two texts share two Han characters in a row: said twice, it reads like a machine's list. */
export function overlaps(text: string, addition: string): boolean {
  for (let index = 0; index + 1 < addition.length; index += 1) {
    const pair = addition.slice(index, index + 2);
    if (/^\p{Script=Han}{2}$/u.test(pair) && text.includes(pair)) return true;
  }
  return addition.length === 1 && text.includes(addition);
}

/**
 * A seller's title: brand, what it is made of, kind, selling points, for whom, and how much is in it.
 * 15 to 45 Han characters; no part repeats another.
 */
export function writeTitle(rng: Rng, words: TitleWords): string {
  const { brand, key, noun, said } = words;
  let taken = `${brand}${key}${noun}${said}`;
  const take = (list: readonly string[], count: number): string[] => {
    const chosen: string[] = [];
    for (const word of rng.some(list, list.length)) {
      if (chosen.length === count) break;
      if (overlaps(taken, word) || hanCount(taken) + hanCount(word) > HAN_MAX) continue;
      chosen.push(word);
      taken += word;
    }
    return chosen;
  };
  const [lead = ''] = take(words.leads, 1);
  const [who = ''] = take(words.who, 1);
  const points = take(words.points, rng.int(1, 3));
  while (hanCount(taken) < HAN_MIN) {
    const more = take([...words.points, ...words.leads], 1);
    if (more.length === 0) break;
    points.push(...more);
  }
  const [first = '', ...rest] = points;
  const tail = said === '' ? '' : ` ${said}`;
  const goods =
    key === '' ? `${lead}${noun}` : rng.chance(0.5) ? `${key}${lead}${noun}` : `${lead}${key}${noun}`;
  switch (rng.int(0, 4)) {
    case 0:
      return `${brand}${goods}${first}${rest.join('')}${who}${tail}`;
    case 1:
      return `${brand}${goods}${who}${first}${rest.join('')}${tail}`;
    case 2:
      return `【${brand}】${goods} ${[first, ...rest].join(' ')} ${who}${tail}`;
    case 3:
      return `${brand}${goods}${tail} ${[first, ...rest].join('')}${who}`;
    default:
      return `${brand}${first}${goods}${rest.join('')} ${who}${tail}`;
  }
}
