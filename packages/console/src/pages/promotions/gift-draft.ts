import type { GiftRuleChange, GiftRuleView } from '@yellowcart/contract';
import { minorDigits, parseMajor } from '../../format/money.ts';
import { parseWhole } from '../../format/whole.ts';
import type { DraftPart } from '../stock/kit-parts.ts';

export type RuleKind = GiftRuleView['kind'];
export const ruleKinds: readonly RuleKind[] = [
  'buy_gift',
  'threshold_amount',
  'threshold_pieces',
  'first_n',
  'room_only',
];

export interface DraftBand {
  readonly id: number;
  readonly from: string;
  readonly gifts: readonly DraftPart[];
}

/** A gift rule as it is typed. */
export interface DraftRule {
  readonly kind: RuleKind;
  readonly name: string;
  /** Null = all goods of the shop. */
  readonly productIds: readonly string[] | null;
  readonly roomId: string | undefined;
  readonly bands: readonly DraftBand[];
  readonly repeats: boolean;
  readonly stacks: boolean;
  readonly priority: string;
  readonly pool: 'gift' | 'general';
  readonly whenOut: 'block' | 'drop' | 'substitute';
  readonly substitute: DraftPart;
  readonly totalMax: string;
  readonly buyerMax: string;
  readonly startsAt: string | undefined;
  readonly endsAt: string | undefined;
}

export type WrongField =
  | 'name'
  | 'scope'
  | 'room'
  | 'bands'
  | 'priority'
  | 'substitute'
  | 'total'
  | 'buyer'
  | 'time';

export const blankBand = (id: number): DraftBand => ({
  id,
  from: '',
  gifts: [{ id: 1, sku: undefined, quantity: '1' }],
});

export const blankRule: DraftRule = {
  kind: 'buy_gift',
  name: '',
  productIds: null,
  roomId: undefined,
  bands: [blankBand(1)],
  repeats: false,
  stacks: true,
  priority: '100',
  pool: 'gift',
  whenOut: 'drop',
  substitute: { id: 1, sku: undefined, quantity: '1' },
  totalMax: '',
  buyerMax: '',
  startsAt: undefined,
  endsAt: undefined,
};

/** Bands by amount are typed in major units; by pieces, counted. */
export function byAmount(kind: RuleKind): boolean {
  return kind === 'threshold_amount';
}

/** Only the two thresholds have more than one band. */
export function hasBands(kind: RuleKind): boolean {
  return kind === 'threshold_amount' || kind === 'threshold_pieces';
}

/** A rule that exists as a draft to change. Its substitute is known by id only and shown so. */
export function draftOfRule(rule: GiftRuleView): DraftRule {
  const digits = minorDigits('CNY');
  return {
    ...blankRule,
    ...rule,
    roomId: rule.roomId ?? undefined,
    bands: rule.bands.map((band, index) => ({
      id: index + 1,
      from: byAmount(rule.kind) ? String(band.from / 10 ** digits) : String(band.from),
      gifts: band.gifts.map((gift, at) => ({ id: at + 1, sku: gift, quantity: String(gift.quantity) })),
    })),
    priority: String(rule.priority),
    whenOut: rule.whenOut.kind,
    substitute:
      rule.whenOut.kind === 'substitute'
        ? {
            id: 1,
            sku: {
              skuId: rule.whenOut.skuId,
              productId: '',
              title: rule.whenOut.skuId,
              spec: {},
              priceMinor: 0,
            },
            quantity: String(rule.whenOut.quantity),
          }
        : blankRule.substitute,
    totalMax: rule.totalMax === null ? '' : String(rule.totalMax),
    buyerMax: rule.buyerMax === null ? '' : String(rule.buyerMax),
    endsAt: rule.endsAt ?? undefined,
  };
}

/** What is to be saved, or null with the fields that are wrong. */
export function ruleOf(draft: DraftRule): {
  readonly rule: GiftRuleChange | null;
  readonly wrong: ReadonlySet<WrongField>;
} {
  const wrong = new Set<WrongField>();
  const bands = hasBands(draft.kind) ? draft.bands : draft.bands.slice(0, 1);
  const parsed = bands.map((band) => ({
    from: (byAmount(draft.kind) ? parseMajor(band.from) : parseWhole(band.from)) ?? 0,
    gifts: unitsOf(band.gifts),
  }));
  const rises = parsed.every(({ from }, index) => from > (parsed[index - 1]?.from ?? 0));
  if (!rises || parsed.some(({ gifts }) => gifts === null)) wrong.add('bands');
  if (draft.name.trim() === '') wrong.add('name');
  if (draft.productIds?.length === 0) wrong.add('scope');
  if (draft.kind === 'room_only' && !draft.roomId) wrong.add('room');
  const priority = parseWhole(draft.priority);
  if (priority === null || priority > 1000) wrong.add('priority');
  const totalMax = limitOf(draft.totalMax);
  const buyerMax = limitOf(draft.buyerMax);
  if (totalMax === undefined || (draft.kind === 'first_n' && totalMax === null)) wrong.add('total');
  if (buyerMax === undefined) wrong.add('buyer');
  const [substitute] = unitsOf([draft.substitute]) ?? [];
  if (draft.whenOut === 'substitute' && !substitute) wrong.add('substitute');
  const startsMs = draft.startsAt ? Date.parse(draft.startsAt) : Number.NEGATIVE_INFINITY;
  if (draft.endsAt && Date.parse(draft.endsAt) <= startsMs) wrong.add('time');
  if (wrong.size > 0) return { rule: null, wrong };
  return {
    wrong,
    rule: {
      name: draft.name.trim(),
      productIds: draft.productIds ? [...draft.productIds] : null,
      roomId: draft.roomId ?? null,
      bands: parsed.map(({ from, gifts }) => ({ from, gifts: gifts ?? [] })),
      repeats: draft.kind === 'buy_gift' && draft.repeats,
      stacks: draft.stacks,
      priority: priority ?? 100,
      pool: draft.pool,
      whenOut:
        draft.whenOut === 'substitute' && substitute
          ? { kind: 'substitute', ...substitute }
          : { kind: draft.whenOut === 'block' ? 'block' : 'drop' },
      totalMax: totalMax ?? null,
      buyerMax: buyerMax ?? null,
      endsAt: draft.endsAt ?? null,
    },
  };
}

/** SKUs with their counts, or null where one is missing, has none, or comes twice. */
export function unitsOf(parts: readonly DraftPart[]): { skuId: string; quantity: number }[] | null {
  const units = parts.map(({ sku, quantity }) => ({
    skuId: sku?.skuId ?? '',
    quantity: parseWhole(quantity, 1) ?? 0,
  }));
  const whole = units.every(({ skuId, quantity }) => skuId !== '' && quantity > 0 && quantity <= 999);
  const once = new Set(units.map(({ skuId }) => skuId)).size === units.length;
  return whole && once ? units : null;
}

/** A limit as typed: null for none, undefined where it is not a number of one or more. */
export function limitOf(text: string): number | null | undefined {
  return text.trim() === '' ? null : (parseWhole(text, 1) ?? undefined);
}
