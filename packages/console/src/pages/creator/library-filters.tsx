import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { exactCount } from '../../format/count.ts';
import { parseMajor } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { useT } from '../../i18n/index.ts';
import type { useFilters } from '../../parts/filters.ts';

const RATES_BPS = [1_000, 2_000, 3_000, 4_000];
const TYPING_MS = 300;

/** The filters of the library, always in view on a wide screen. */
export function LibraryFilters(props: {
  categories: readonly { path: string; count: number }[];
  filters: ReturnType<typeof useFilters>;
  onClear: () => void;
}) {
  const t = useT();
  const { filters } = props;
  const category = filters.get('category');
  const least = filters.get('rate');
  const inStock = filters.get('stock') === 'true';
  return (
    <aside className="library-filters" aria-label={t('library.filters')}>
      <Typed
        value={filters.get('q') ?? ''}
        label={t('library.search')}
        testid="library-search"
        onTyped={(q) => filters.set({ q: q.trim() })}
      />
      <fieldset>
        <legend>{t('library.rate')}</legend>
        <div className="chips">
          {RATES_BPS.map((bps) => (
            <button
              key={bps}
              type="button"
              aria-pressed={least === String(bps)}
              onClick={() => filters.set({ rate: least === String(bps) ? undefined : String(bps) })}
            >
              ≥ {rate(bps)}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('library.price')}</legend>
        <div className="price-range">
          <Price name="from" label={t('library.from')} filters={filters} />
          <span>–</span>
          <Price name="to" label={t('library.to')} filters={filters} />
        </div>
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={inStock}
          onChange={(event) => filters.set({ stock: event.target.checked ? 'true' : undefined })}
        />
        {t('library.inStock')}
      </label>
      <button type="button" className="link" onClick={props.onClear}>
        {t('filters.clear')}
      </button>
      <fieldset>
        <legend>{t('library.category')}</legend>
        <ul className="categories">
          {category && !props.categories.some((one) => one.path === category) && (
            <Category path={category} chosen onChoose={() => filters.set({ category: undefined })} />
          )}
          {props.categories.map((one) => (
            <Category
              key={one.path}
              path={one.path}
              count={one.count}
              chosen={one.path === category}
              onChoose={() => filters.set({ category: one.path === category ? undefined : one.path })}
            />
          ))}
        </ul>
      </fieldset>
    </aside>
  );
}

function Category(props: { path: string; count?: number; chosen: boolean; onChoose: () => void }) {
  return (
    <li>
      <button type="button" aria-pressed={props.chosen} onClick={props.onChoose}>
        <span>{props.path}</span>
        {props.count !== undefined && <span className="quiet num">{exactCount(props.count)}</span>}
      </button>
    </li>
  );
}

function Price(props: { name: 'from' | 'to'; label: string; filters: ReturnType<typeof useFilters> }) {
  const stored = props.filters.get(props.name);
  const shown = stored && /^\d+$/.test(stored) ? String(Number(stored) / 100) : '';
  return (
    <Typed
      value={shown}
      label={props.label}
      prefix="¥"
      testid={`library-${props.name}`}
      onTyped={(text) => {
        const minor = parseMajor(text);
        props.filters.set({ [props.name]: minor === null ? undefined : String(minor) });
      }}
    />
  );
}

/** A field that tells what was typed when the typing pauses. */
function Typed(props: {
  value: string;
  label: string;
  prefix?: string;
  testid: string;
  onTyped: (text: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const [typing, setTyping] = useState(false);
  const { value, onTyped } = props;
  useEffect(() => {
    // The address changed by itself (back, or "clear"): show what it says.
    if (!typing) setText(value);
  }, [value, typing]);
  useEffect(() => {
    if (!typing) return;
    const timer = setTimeout(() => {
      setTyping(false);
      onTyped(text);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, typing, onTyped]);
  return (
    <Input
      allowClear={props.prefix === undefined}
      prefix={props.prefix}
      value={text}
      placeholder={props.label}
      aria-label={props.label}
      onChange={(event) => {
        setText(event.target.value);
        setTyping(true);
      }}
      data-testid={props.testid}
    />
  );
}
