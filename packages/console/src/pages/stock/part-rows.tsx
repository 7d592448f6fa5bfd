import { Button, Input } from 'antd';
import { useT } from '../../i18n/index.ts';
import type { DraftPart } from './kit-parts.ts';
import { SkuPick } from './sku-pick.tsx';

/** SKUs with how many of each: the parts of a kit, the goods of a set, the gifts of a band. */
export function PartRows(props: {
  parts: readonly DraftPart[];
  onChange: (parts: DraftPart[]) => void;
  skuLabel: string;
  addLabel: string;
  most: number;
  testid: string;
}) {
  const t = useT();
  const { parts, onChange } = props;
  const change = (id: number, made: Partial<DraftPart>): void =>
    onChange(parts.map((part) => (part.id === id ? { ...part, ...made } : part)));
  return (
    <div className="part-rows">
      {parts.map((part) => (
        <div key={part.id} className="part-row">
          <SkuPick
            label={props.skuLabel}
            value={part.sku}
            onChange={(sku) => change(part.id, { sku })}
            testid={`${props.testid}-sku`}
          />
          <Input
            inputMode="numeric"
            value={part.quantity}
            aria-label={t('promo.units')}
            prefix="×"
            onChange={(event) => change(part.id, { quantity: event.target.value })}
            data-testid={`${props.testid}-quantity`}
          />
          {parts.length > 1 && (
            <Button type="text" onClick={() => onChange(parts.filter((one) => one.id !== part.id))}>
              {t('promo.remove')}
            </Button>
          )}
        </div>
      ))}
      {parts.length < props.most && (
        <Button onClick={() => onChange([...parts, blankPart(parts)])} data-testid={`${props.testid}-add`}>
          {props.addLabel}
        </Button>
      )}
    </div>
  );
}

/** One more row beside those there are. */
export function blankPart(parts: readonly DraftPart[]): DraftPart {
  return { id: 1 + Math.max(0, ...parts.map((part) => part.id)), sku: undefined, quantity: '1' };
}
