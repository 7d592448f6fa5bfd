import type { Locale } from '@yellowcart/contract';

const REMEMBERED_MAX = 200;
const remembered = new Map<string, Locale>();

/** The language of messages for an Accept-Language header: Chinese or English, English when neither is asked for. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  if (acceptLanguage === undefined) return 'en';
  const known = remembered.get(acceptLanguage);
  if (known !== undefined) return known;
  const locale = bestLocale(acceptLanguage);
  if (remembered.size < REMEMBERED_MAX) remembered.set(acceptLanguage, locale);
  return locale;
}

function bestLocale(header: string): Locale {
  let best: Locale = 'en';
  let bestWeight = 0;
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2)) || 0;
    const locale = /^zh\b/.test(range) ? 'zh-CN' : /^en\b/.test(range) ? 'en' : undefined;
    if (locale !== undefined && weight > bestWeight) {
      best = locale;
      bestWeight = weight;
    }
  }
  return best;
}
