import { Button, Input } from 'antd';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { PartRows } from '../stock/part-rows.tsx';
import { blankBand, byAmount, type DraftBand, hasBands, type RuleKind } from './gift-draft.ts';

const BANDS_MAX = 10;
const GIFTS_MAX = 5;

/** From how much on which gifts are given; more than one band for the thresholds only. */
export function GiftBands(props: {
  kind: RuleKind;
  bands: readonly DraftBand[];
  wrong: string | false;
  onChange: (bands: DraftBand[]) => void;
}) {
  const t = useT();
  const { kind, onChange } = props;
  const bands = hasBands(kind) ? props.bands : props.bands.slice(0, 1);
  const label = t(byAmount(kind) ? 'gifts.from.minor' : 'gifts.from.pieces');
  const change = (id: number, part: Partial<DraftBand>): void =>
    onChange(props.bands.map((band) => (band.id === id ? { ...band, ...part } : band)));
  return (
    <fieldset className="sku-rows">
      <legend>{t('gifts.bands')}</legend>
      {bands.map((band) => (
        <div key={band.id} className="gift-band">
          <Field label={label}>
            {(id) => (
              <Input
                id={id}
                value={band.from}
                inputMode="decimal"
                status={props.wrong ? 'error' : ''}
                onChange={(event) => change(band.id, { from: event.target.value })}
                data-testid="band-from"
              />
            )}
          </Field>
          <div>
            <PartRows
              parts={band.gifts}
              onChange={(gifts) => change(band.id, { gifts })}
              skuLabel={t('gifts.gift')}
              addLabel={t('gifts.addGift')}
              most={GIFTS_MAX}
              testid="gift"
            />
            {bands.length > 1 && (
              <Button type="text" onClick={() => onChange(props.bands.filter((one) => one.id !== band.id))}>
                {t('gifts.removeBand')}
              </Button>
            )}
          </div>
        </div>
      ))}
      {props.wrong && <span className="bad small">{props.wrong}</span>}
      {hasBands(kind) && bands.length < BANDS_MAX && (
        <Button
          onClick={() =>
            onChange([...props.bands, blankBand(1 + Math.max(...props.bands.map((band) => band.id)))])
          }
          data-testid="band-add"
        >
          {t('gifts.addBand')}
        </Button>
      )}
    </fieldset>
  );
}
