import type { GiftExplanation, GiftSimulation } from '@yellowcart/contract';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { MoneyFigure } from '../../parts/figure.tsx';
import { Empty } from '../../parts/notes.tsx';
import { giftsText } from './gift-words.ts';
import { useReasonText } from './reason-words.ts';

/** What came of a simulated cart: what the buyer pays, what the gifts are worth, and each rule's reason. */
export function Simulated({ simulation }: { simulation: GiftSimulation }) {
  const t = useT();
  const { rules, currency } = simulation;
  const sorted = rules.toSorted((a, b) => Number(b.fired) - Number(a.fired));
  return (
    <section data-testid="simulation">
      <dl className="sim-sums">
        <div>
          <dt>{t('sim.total')}</dt>
          <dd>
            <MoneyFigure minor={simulation.totalMinor} currency={currency} />
            <span className="quiet small">
              {' '}
              {t('sim.freight', { amount: money(simulation.freightMinor, currency) })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('sim.worth')}</dt>
          <dd>
            <MoneyFigure minor={simulation.giftValueMinor} currency={currency} />
          </dd>
        </div>
      </dl>
      {simulation.blocked && <p className="bad">{t('sim.blocked')}</p>}
      {rules.length === 0 ? (
        <Empty title={t('sim.none')} />
      ) : (
        <ul className="sim-rules" aria-label={t('sim.rules')}>
          {sorted.map((rule) => (
            <Explained key={rule.ruleId} rule={rule} rules={rules} currency={currency} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Explained(props: { rule: GiftExplanation; rules: readonly GiftExplanation[]; currency: string }) {
  const { rule, currency } = props;
  const t = useT();
  const reason = useReasonText(props.rules, currency);
  const amount = (value: number): string =>
    rule.measure === 'minor' ? money(value, currency) : t('sim.pieces', { count: value });
  return (
    <li data-testid="sim-rule" data-fired={rule.fired}>
      <div className="section-head">
        <h3>
          {rule.ruleName} <span className="quiet small">{t(`gifts.kind.${rule.kind}`)}</span>
        </h3>
        <span className={`state state-${rule.fired ? 'now' : 'going'}`}>
          {t(rule.fired ? 'sim.fires' : 'sim.silent')}
        </span>
      </div>
      <p data-testid="sim-reason">{reason(rule)}</p>
      {rule.gifts.length > 0 && (
        <p>
          <strong>{t('sim.given', { gifts: giftsText(rule.gifts) })}</strong>{' '}
          <span className="quiet small">
            {t('sim.bearer', {
              amount: money(rule.valueMinor, currency),
              bearer: t(`bearer.${rule.bearer}`),
            })}
            {rule.earnedBy.length > 0 && ` · ${t('sim.earnedBy', { lines: rule.earnedBy.join(', ') })}`}
          </span>
        </p>
      )}
      <ul className="sim-bands">
        {rule.bands.map((band) => (
          <li key={band.from}>
            <progress
              max={band.from}
              value={Math.min(band.have, band.from)}
              aria-label={t('sim.band', { have: amount(band.have), from: amount(band.from) })}
            />
            <span className="num small">
              {t('sim.band', { have: amount(band.have), from: amount(band.from) })}
              {!band.reached && (
                <span className="quiet"> · {t('sim.missing', { missing: amount(band.missing) })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
