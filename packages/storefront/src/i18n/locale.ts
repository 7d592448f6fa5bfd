import { Cell } from '../cell.ts';
import type { Words } from './zh-cn.ts';

export type Locale = 'zh-CN' | 'en';

const REMEMBERED = 'yc.locale';

const loaders: Record<Locale, () => Promise<Words>> = {
  'zh-CN': () => import('./zh-cn.ts').then((module) => module.zhCN),
  en: () => import('./en.ts').then((module) => module.en),
};

/** The language on screen and its words; null until the first is loaded. */
export const localeCell = new Cell<{ readonly locale: Locale; readonly words: Words } | null>(null);

/** The words of the language on screen. */
export function w(): Words {
  if (!localeCell.value) throw new Error('Words are asked for before a language is loaded');
  return localeCell.value.words;
}

export function locale(): Locale {
  return localeCell.value?.locale ?? preferredLocale();
}

/** What the reader chose before, or the first language of the browser that there are words for. */
export function preferredLocale(): Locale {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'zh-CN' || remembered === 'en') return remembered;
  const first = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return first?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Loads a language's words and shows them. `remember` keeps the choice for the next visit. */
export async function showLocale(next: Locale, remember = false): Promise<void> {
  const words = await loaders[next]();
  if (remember) localStorage.setItem(REMEMBERED, next);
  document.documentElement.lang = next;
  localeCell.set({ locale: next, words });
}
