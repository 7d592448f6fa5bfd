import type { CommissionState, CommissionView } from '@yellowcart/contract';
import { type PartyShare, sharesOfParty } from '#commission';
import { type LineKey, lineTitles } from '#orders';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';

export interface CommissionsQuery {
  readonly state?: CommissionState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
export interface CommissionsPage {
  readonly items: CommissionView[];
  readonly nextCursor: string | null;
}

/** The order lines behind a party's figures, the newest order first. Refuses: invalid_request (a cursor that is not ours). */
export async function commissionsOf(
  engine: Engine,
  partyId: string,
  { state, cursor, limit }: CommissionsQuery,
): Promise<CommissionsPage> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await sharesOfParty(engine.db, partyId, { state, after, limit: limit + 1 });
  const shares = rows.slice(0, limit);
  const last = shares.at(-1);
  const titles = new Map((await lineTitles(engine.db, shares)).map((line) => [lineKey(line), line]));
  return {
    items: shares.map((share) => {
      const { orderNo = '', title = '' } = titles.get(lineKey(share)) ?? {};
      return view(share, orderNo, title);
    }),
    nextCursor: rows.length > limit && last ? `${last.orderId}.${last.lineNo}.${last.role}` : null,
  };
}

const lineKey = ({ orderId, lineNo }: LineKey): string => `${orderId} ${lineNo}`;

const CURSOR =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,4})\.(merchant|creator|leader|platform)$/;

function readCursor(cursor: string): Pick<PartyShare, 'orderId' | 'lineNo' | 'role'> {
  const [, orderId, lineNo, role] = CURSOR.exec(cursor) ?? [];
  if (orderId === undefined || role === undefined)
    refuse('invalid_request', { fields: [{ path: 'query.cursor', message: 'Not a cursor of this list' }] });
  return { orderId, lineNo: Number(lineNo), role: role as PartyShare['role'] };
}

function view(share: PartyShare, orderNo: string, title: string): CommissionView {
  return {
    orderId: share.orderId,
    orderNo,
    lineNo: share.lineNo,
    title,
    role: share.role,
    state: share.state,
    currency: share.currency,
    baseMinor: share.baseMinor,
    rateBps: share.rateBps,
    amountMinor: share.amountMinor,
    reversedMinor: share.reversedMinor,
    paidAt: share.paidAt?.toISOString() ?? null,
    settlesAt: share.settlesAt?.toISOString() ?? null,
    settledAt: share.settledAt?.toISOString() ?? null,
  };
}
