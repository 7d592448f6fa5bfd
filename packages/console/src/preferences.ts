import { useSyncExternalStore } from 'react';

/** What a reader chose, kept in this browser. `auto` follows the browser or the language. */
export interface Preferences {
  readonly language: 'auto' | 'zh-CN' | 'en';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly zone: 'platform' | 'device';
  /** Which colour means more: by default red in Chinese, green elsewhere. */
  readonly gains: 'auto' | 'green' | 'red';
  /** Where "hang" in the library goes. */
  readonly hangRoomId: string | null;
  readonly carrier: string;
}

const STORE_KEY = 'yellowcart.console';
const initial: Preferences = {
  language: 'auto',
  theme: 'auto',
  zone: 'platform',
  gains: 'auto',
  hangRoomId: null,
  carrier: '',
};

function load(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORE_KEY) ?? '{}');
    return typeof stored === 'object' ? { ...initial, ...stored } : initial;
  } catch {
    return initial;
  }
}

let current: Preferences = typeof localStorage === 'undefined' ? initial : load();
const listeners = new Set<() => void>();

export function preferences(): Preferences {
  return current;
}

export function prefer(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(STORE_KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still works for as long as the page is open.
  }
  for (const listener of listeners) listener();
}

export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, preferences);
}

export type Language = 'zh-CN' | 'en';

/** The language in force: the chosen one, or Chinese for a browser that asks for any Chinese. */
export function languageOf(chosen: Preferences['language'], browser: readonly string[]): Language {
  if (chosen !== 'auto') return chosen;
  const first = browser.find((tag) => /^(zh|en)\b/i.test(tag));
  return first?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function currentLanguage(): Language {
  return languageOf(current.language, navigator.languages);
}
