import type { Delivery } from '@yellowcart/contract';
import { minorDigits, parseMajor } from '../../format/money.ts';
import { parseWhole } from '../../format/whole.ts';

export interface DraftDelivery {
  readonly freight: string;
  readonly freeFrom: string;
  readonly hours: string;
  readonly surcharges: readonly { readonly id: number; readonly province: string; readonly amount: string }[];
}

const HOURS_MAX = 2_160;
const major = (minor: number): string => String(minor / 10 ** minorDigits('CNY'));

export function draftOfDelivery(delivery: Delivery): DraftDelivery {
  return {
    freight: major(delivery.freightMinor),
    freeFrom: delivery.freeFromMinor === null ? '' : major(delivery.freeFromMinor),
    hours: String(delivery.shipWithinHours),
    surcharges: Object.entries(delivery.surcharges).map(([province, minor], index) => ({
      id: index,
      province,
      amount: major(minor),
    })),
  };
}

/** What is to be saved; null while an amount, the hours or a province is missing or comes twice. */
export function deliveryOf(draft: DraftDelivery): Delivery | null {
  const freightMinor = parseMajor(draft.freight);
  const freeFromMinor = draft.freeFrom.trim() === '' ? null : parseMajor(draft.freeFrom);
  const shipWithinHours = parseWhole(draft.hours, 1);
  const rows = draft.surcharges.map(({ province, amount }) => [province.trim(), parseMajor(amount)] as const);
  const known = rows.flatMap(([province, minor]) =>
    province !== '' && minor !== null ? [[province, minor] as const] : [],
  );
  const surcharges = Object.fromEntries(known);
  const whole = known.length === rows.length && Object.keys(surcharges).length === rows.length;
  if (freightMinor === null || shipWithinHours === null || shipWithinHours > HOURS_MAX || !whole) return null;
  if (draft.freeFrom.trim() !== '' && freeFromMinor === null) return null;
  return { freightMinor, freeFromMinor, surcharges, shipWithinHours };
}

/** What a parcel costs to send; the province's surcharge is on top, also where it would travel for nothing. */
export function freightOf(delivery: Delivery, goodsMinor: number, province: string | undefined): number {
  const free = delivery.freeFromMinor !== null && goodsMinor >= delivery.freeFromMinor;
  const surcharge = province === undefined ? 0 : (delivery.surcharges[province] ?? 0);
  return (free ? 0 : delivery.freightMinor) + surcharge;
}
