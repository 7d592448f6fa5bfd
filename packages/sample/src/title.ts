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

/** CJK Unified Ideographs, the block that every word of the vocabularies is in. */
function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

export function hanCount(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (isHan(text.charCodeAt(index))) count += 1;
  }
  return count;
}

/** True when two texts share two Han characters in a row: said twice, it reads like a machine's list. */
export function overlaps(text: string, addition: string): boolean {
  for (let index = 0; index + 1 < addition.length; index += 1) {
    const bothHan = isHan(addition.charCodeAt(index)) && isHan(addition.charCodeAt(index + 1));
    if (bothHan && text.includes(addition.slice(index, index + 2))) return true;
  }
  return false;
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
  const tail = said === '' ? '' : ` ${said}`;
  const goods =
    key === '' ? `${lead}${noun}` : rng.chance(0.5) ? `${key}${lead}${noun}` : `${lead}${key}${noun}`;
  const gap = points.length > 2 ? ' ' : '';
  const rest = points.slice(1).join(gap);
  const all = points.join(gap);
  switch (rng.int(0, 4)) {
    case 0:
      return `${brand}${goods}${gap}${all}${gap}${who}${tail}`;
    case 1:
      return `${brand}${goods}${who} ${all}${tail}`;
    case 2:
      return `【${brand}】${goods} ${points.join(' ')} ${who}${tail}`;
    case 3:
      return `${brand}${goods}${tail} ${all}${who}`;
    default:
      return `${brand}${points[0] ?? ''}${goods}${rest === '' ? '' : ` ${rest}`} ${who}${tail}`;
  }
}
