import type { Bearer } from '@yellowcart/contract';
import { sql } from 'kysely';
import {
  type Combination,
  type Deal,
  type FlashSale,
  FOREVER,
  type GiftBand,
  type GiftRule,
  type Presale,
  type WhenOut,
} from '../rules/terms.ts';

/** What `promotions.gift_rule.terms` holds. */
export interface GiftTerms {
  readonly productIds: readonly string[] | null;
  readonly roomId: string | null;
  readonly bands: readonly GiftBand[];
  readonly repeats: boolean;
  readonly stacks: boolean;
  readonly priority: number;
  readonly pool: 'gift' | 'general';
  readonly whenOut: WhenOut;
  readonly bearer: Bearer;
}

/** What `promotions.deal.terms` holds, by kind. */
export type CombinationTerms = Pick<Combination, 'items' | 'priceMinor'>;
interface OwnStock {
  /** The SKUs that have units in the deal's pool: its own, or the parts of a kit as it was then. */
  readonly pooled: readonly string[];
}
export type FlashTerms = Pick<FlashSale, 'skuId' | 'priceMinor'> & OwnStock;
export interface PresaleTermsRow
  extends OwnStock,
    Pick<Presale, 'skuId' | 'priceMinor' | 'depositMinor' | 'depositRefundable'> {
  readonly balanceFrom: string;
  readonly balanceUntil: string;
  readonly shipBy: string;
}

export interface GiftRuleRow
  extends Pick<GiftRule, 'ruleId' | 'shopId' | 'version' | 'kind' | 'name' | 'limited' | 'startsAt'> {
  readonly terms: GiftTerms;
  /** Null = no end. */
  readonly endsAt: Date | null;
}

interface DealRowBase extends Pick<Deal, 'dealId' | 'shopId' | 'name' | 'limited' | 'endsAt'> {
  readonly roomId: string | null;
  /** Null while the host of a flash sale has not started it. */
  readonly startsAt: Date | null;
  readonly closedAt: Date | null;
}
export type DealRow = DealRowBase &
  (
    | { readonly kind: 'combination'; readonly terms: CombinationTerms }
    | { readonly kind: 'flash'; readonly terms: FlashTerms }
    | { readonly kind: 'presale'; readonly terms: PresaleTermsRow }
  );

export const GIFT_RULE_COLUMNS = sql`
  rule_id AS "ruleId", shop_id AS "shopId", version, kind, name, terms, starts_at AS "startsAt",
  NULLIF(ends_at, 'infinity') AS "endsAt", limited`;
export const DEAL_COLUMNS = sql`
  deal_id AS "dealId", shop_id AS "shopId", kind, name, terms, room_id AS "roomId", starts_at AS "startsAt",
  ends_at AS "endsAt", limited, closed_at AS "closedAt"`;

export function giftRuleOf({ terms, endsAt, ...row }: GiftRuleRow): GiftRule {
  return { ...row, ...terms, endsAt: endsAt ?? FOREVER };
}

/** Undefined for a flash sale that its host has not started: nothing can be bought under it. */
export function dealOf(row: DealRow): Deal | undefined {
  const { dealId, shopId, name, limited, startsAt, endsAt } = row;
  if (startsAt === null) return undefined;
  const base = { dealId, shopId, name, limited, startsAt, endsAt };
  switch (row.kind) {
    case 'combination':
      return { ...base, kind: row.kind, ...row.terms };
    case 'flash': {
      const { pooled: _, ...terms } = row.terms;
      return { ...base, kind: row.kind, roomId: row.roomId ?? '', ...terms };
    }
    case 'presale': {
      const { pooled: _, balanceFrom, balanceUntil, shipBy, ...terms } = row.terms;
      return {
        ...base,
        kind: row.kind,
        ...terms,
        balanceFrom: new Date(balanceFrom),
        balanceUntil: new Date(balanceUntil),
        shipBy: new Date(shipBy),
      };
    }
  }
}
