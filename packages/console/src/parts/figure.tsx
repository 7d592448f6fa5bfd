import { exactCount, shorten } from '../format/count.ts';
import { money, shortMoney } from '../format/money.ts';
import { useLanguage } from '../i18n/index.ts';
import { usePreferences } from '../preferences.ts';

/** An amount as a headline: unit small, the exact amount on hover. */
export function MoneyFigure({ minor, currency = 'CNY' }: { minor: number; currency?: string }) {
  const text = shortMoney(minor, useLanguage(), currency);
  return (
    <span className="figure" title={money(minor, currency)} data-minor={minor}>
      <small>{text.before}</small>
      {text.number}
      {text.after && <small>{text.after}</small>}
    </span>
  );
}

/** A count as a headline: 12.8万 or 128K, the exact count on hover. */
export function CountFigure({ value }: { value: number }) {
  const text = shorten(value, useLanguage());
  return (
    <span className="figure" title={exactCount(value)}>
      {text.number}
      {text.unit && <small>{text.unit}</small>}
    </span>
  );
}

/** An exact amount in a row of a table. */
export function Amount({ minor, currency = 'CNY' }: { minor: number; currency?: string }) {
  return <span className="num">{money(minor, currency)}</span>;
}

/** A movement: signed, and coloured by the reader's convention of which colour means more. */
export function Movement({ minor, currency = 'CNY' }: { minor: number; currency?: string }) {
  const { gains } = usePreferences();
  const language = useLanguage();
  const red = gains === 'auto' ? language === 'zh-CN' : gains === 'red';
  const tone = minor === 0 ? '' : minor > 0 === red ? 'tone-red' : 'tone-green';
  return (
    <span className={`num ${tone}`}>
      {minor > 0 ? '+' : ''}
      {money(minor, currency)}
    </span>
  );
}
