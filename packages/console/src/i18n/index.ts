import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { currentLanguage, type Language, onPreferences } from '../preferences.ts';
import type { en } from './en/index.ts';

export type Key = keyof typeof en;
export type Dictionary = Readonly<Record<Key, string>>;
export type Values = Readonly<Record<string, string | number>>;
/** The sentence for a key, `{{name}}` filled from `values`. */
export type Translate = (key: Key, values?: Values) => string;

async function dictionary(language: Language): Promise<Dictionary> {
  return language === 'en' ? (await import('./en/index.ts')).en : (await import('./zh-cn/index.ts')).zhCn;
}

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await dictionary(language));
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Loads the reader's language and follows the choice from then on. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await show(currentLanguage());
  onPreferences(() => void show(currentLanguage()));
}

export function useT(): Translate {
  const { t } = useTranslation();
  return useCallback((key, values) => t(key, { ...values }), [t]);
}

/** The language that is drawn now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN';
}
