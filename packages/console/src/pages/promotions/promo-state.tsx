import { useT } from '../../i18n/index.ts';
import { useWhen } from '../../parts/when.tsx';

type PromoState = 'waiting' | 'upcoming' | 'running' | 'ended' | 'closed';
const tones: Readonly<Record<PromoState, string>> = {
  waiting: 'going',
  upcoming: 'going',
  running: 'now',
  ended: 'off',
  closed: 'off',
};

export function PromoStateMark({ state }: { state: PromoState }) {
  const t = useT();
  return <span className={`state state-${tones[state]}`}>{t(`promo.state.${state}`)}</span>;
}

/** From when until when, as far as that is known. */
export function Span({ from, until }: { from: string | null; until: string | null }) {
  const t = useT();
  const when = useWhen();
  return (
    <span className="small num">
      {from === null
        ? t('promo.until', { until: when(until ?? '') })
        : until === null
          ? t('promo.open', { from: when(from) })
          : t('promo.span', { from: when(from), until: when(until) })}
    </span>
  );
}
