import { z } from 'zod';
import { route } from './route.ts';
import { Bps, Currency, Id, Instant, Minor, PageQuery, page, text } from './shapes.ts';

export const CommissionState = z.enum(['pending', 'estimated', 'confirmed', 'settled', 'reversed']);
export type CommissionState = z.infer<typeof CommissionState>;
export const CommissionRole = z.enum(['merchant', 'creator', 'leader', 'platform']);
export type CommissionRole = z.infer<typeof CommissionRole>;

/** What one party gets of one order line. */
export const CommissionView = z.object({
  orderId: Id,
  orderNo: z.string(),
  lineNo: z.int(),
  title: z.string(),
  role: CommissionRole,
  state: CommissionState,
  currency: Currency,
  baseMinor: Minor,
  rateBps: Bps.nullable().describe('Null for the merchant, who gets what remains'),
  amountMinor: Minor,
  reversedMinor: Minor.describe('Taken back by refunds'),
  paidAt: Instant.nullable(),
  settlesAt: Instant.nullable(),
  settledAt: Instant.nullable(),
});
export type CommissionView = z.infer<typeof CommissionView>;

export const BalanceView = z.object({
  currency: Currency,
  pendingMinor: Minor.describe('Paid for by buyers, not settled yet'),
  walletMinor: Minor.describe('Settled and free to withdraw'),
  reserveMinor: Minor.describe('Held back for refunds'),
  debtMinor: Minor.describe('Owed after refunds that the rest could not cover, as a negative number'),
  nextSettlement: z.object({ at: Instant, amountMinor: Minor }).nullable(),
  reserveReleases: z.object({ at: Instant, amountMinor: Minor }).nullable(),
});
export type BalanceView = z.infer<typeof BalanceView>;

export const LedgerAccountView = z.object({
  accountId: Id,
  partyId: Id,
  partyName: z.string(),
  purpose: z.string(),
  currency: Currency,
  balanceMinor: Minor,
});
export const LedgerEntryView = z.object({
  entryId: Id,
  kind: z.string(),
  reference: z.string().describe('What it is about: an order, a refund'),
  at: Instant,
  postings: z.array(
    z.object({
      accountId: Id,
      partyName: z.string(),
      purpose: z.string(),
      currency: Currency,
      amountMinor: Minor,
    }),
  ),
});

export const moneyRoutes = {
  'GET /api/v1/balance': route({
    tag: 'Money',
    summary: 'What I have, what is on the way, and why they differ',
    permission: ['merchant', 'creator', 'leader', 'operator'],
    response: BalanceView,
    errors: [],
  }),
  'GET /api/v1/commissions': route({
    tag: 'Money',
    summary: 'The order lines behind my figures',
    permission: ['merchant', 'creator', 'leader', 'operator'],
    query: z.strictObject({ ...PageQuery, state: CommissionState.optional() }),
    response: page(CommissionView),
    errors: [],
  }),
  'GET /api/v1/operator/ledger/accounts': route({
    tag: 'Operator',
    summary: 'Ledger accounts with balances',
    permission: ['operator'],
    query: z.strictObject({ ...PageQuery, purpose: text(40).optional() }),
    response: page(LedgerAccountView).extend({
      sums: z.array(z.object({ currency: Currency, sumMinor: Minor.describe('Of all accounts: always 0') })),
    }),
    errors: [],
  }),
  'GET /api/v1/operator/ledger/accounts/:accountId/entries': route({
    tag: 'Operator',
    summary: 'Journal entries that touched an account, newest first',
    permission: ['operator'],
    params: z.object({ accountId: Id }),
    query: z.strictObject(PageQuery),
    response: page(LedgerEntryView),
    errors: ['account_not_found'],
  }),
  'GET /api/v1/operator/clock': route({
    tag: 'Operator',
    summary: "The platform's clock",
    description: 'Open to all: countdowns on public pages run by it.',
    permission: 'public',
    response: z.object({ now: Instant, movable: z.boolean(), aheadSeconds: z.int() }),
    errors: [],
  }),
  'POST /api/v1/operator/clock': route({
    tag: 'Operator',
    summary: 'Move the clock of a sample platform forward',
    description: 'Timed work (expiry, settlement, release of reserves) that falls due runs at once.',
    permission: ['operator'],
    body: z.strictObject({
      advanceSeconds: z
        .int()
        .min(1)
        .max(366 * 86_400),
    }),
    response: z.object({ now: Instant, movable: z.boolean(), aheadSeconds: z.int() }),
    errors: ['clock_fixed'],
  }),
};
