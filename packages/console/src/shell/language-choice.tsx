import { Segmented } from 'antd';
import { useLanguage } from '../i18n/index.ts';
import { type Language, prefer } from '../preferences.ts';

const languages: { value: Language; label: string }[] = [
  { value: 'zh-CN', label: '中文' },
  { value: 'en', label: 'English' },
];

/** Each language under its own name, so that it is found by who reads only that one. */
export function LanguageChoice() {
  return (
    <Segmented
      value={useLanguage()}
      options={languages}
      onChange={(language) => prefer({ language })}
      data-testid="language"
    />
  );
}
