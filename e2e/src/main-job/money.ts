import type { CommissionView } from '@yellowcart/contract';
import { expect } from 'vitest';
import { enterConsole } from '../sample-people.ts';
import { COMMISSION_BPS, type Offer } from './selling.ts';
import { PATIENT, type Stage } from './stage.ts';

const EARNERS = ['merchant', 'creator', 'operator'] as const;
const RAISED_BPS = 3_000;

/** What each party gets of one order. */
export interface Shares {
  readonly totalMinor: number;
  readonly merchant: CommissionView;
  readonly creator: CommissionView;
  readonly operator: CommissionView;
}

/** The order names who led the buyer there, and keeps the plan's rates when the merchant changes them afterwards. */
export async function expectSnapshot({ api }: Stage, offer: Offer, orderId: string): Promise<void> {
  const me = await api.creator.call('GET /api/v1/me', {});
  const plans = await api.merchant.call('GET /api/v1/merchant/plans', {
    query: { productId: offer.product.productId },
  });
  const planId = plans.items[0]?.planId ?? '';
  const read = async () =>
    (await api.merchant.call('GET /api/v1/merchant/orders/:orderId', { params: { orderId } })).lines.filter(
      ({ kind }) => kind === 'goods',
    );
  const attribution = {
    creatorId: me.partyId,
    surface: 'live_cart',
    contentId: offer.roomId,
    planId,
    planVersion: 1,
    commissionBps: COMMISSION_BPS,
    serviceFeeBps: 0,
  };
  expect(await read()).toMatchObject([{ productId: offer.product.productId, attribution }]);
  await api.merchant.call('PUT /api/v1/merchant/plans/:planId/rates', {
    params: { planId },
    body: { commissionBps: RAISED_BPS },
  });
  expect(await read()).toMatchObject([{ attribution }]);
}

export async function expectSnapshotOnPage({ people }: Stage, orderId: string): Promise<void> {
  const { page } = people.merchant;
  await page.goto(`/console/orders?order=${orderId}`);
  await page
    .locator('.order-led')
    .filter({ hasText: `${COMMISSION_BPS / 100}%` })
    .waitFor();
}

/** Every party's share of the order, all in one state; together they are what the buyer paid. */
export async function sharesOf(
  { api }: Stage,
  orderId: string,
  state: CommissionView['state'],
): Promise<Shares> {
  const shareOf = async (role: (typeof EARNERS)[number]): Promise<CommissionView> => {
    const { items } = await api[role].call('GET /api/v1/commissions', { query: { limit: 100 } });
    const share = items.find((one) => one.orderId === orderId);
    if (!share) throw new Error(`the ${role} has no share of the order`);
    expect([role, share.state]).toEqual([role, state]);
    return share;
  };
  const order = await api.merchant.call('GET /api/v1/merchant/orders/:orderId', { params: { orderId } });
  const [merchant, creator, operator] = await Promise.all(EARNERS.map(shareOf));
  if (!merchant || !creator || !operator) throw new Error('a share is missing');
  const { totalMinor } = order;
  expect(merchant.amountMinor + creator.amountMinor + operator.amountMinor).toBe(totalMinor);
  expect(creator.amountMinor).toBe(Math.floor((totalMinor * COMMISSION_BPS) / 10_000));
  expect(operator.amountMinor).toBeGreaterThan(0);
  return { totalMinor, merchant, creator, operator };
}

/** What the money page of a party shows, in fen. The page may be open already or not. */
export async function moneyOnPage(
  stage: Stage,
  person: 'merchant' | 'creator' | 'operator',
): Promise<Record<'earned' | 'pending' | 'wallet' | 'reserve', number>> {
  const { page } = stage.people[person];
  await page.goto('/console/money');
  const read = async (id: string): Promise<number> =>
    Number(await page.getByTestId(`balance-${id}`).locator('[data-minor]').getAttribute('data-minor'));
  return {
    earned: await read('earned'),
    pending: await read('pending'),
    wallet: await read('wallet'),
    reserve: await read('reserve'),
  };
}

export async function expectBooksBalance({ api, people }: Stage): Promise<void> {
  const books = await api.operator.call('GET /api/v1/operator/ledger/accounts', { query: { limit: 100 } });
  expect(books.items.length).toBeGreaterThan(2);
  expect(books.sums).toEqual([{ currency: 'CNY', sumMinor: 0 }]);
  const { page } = people.operator;
  await page.goto('/console/ledger');
  await expect.poll(() => page.getByTestId('ledger-sums').textContent(), PATIENT).toContain('CNY ¥0.00');
  expect(await page.getByTestId('account-row').count()).toBe(books.items.length);
}

export async function ship({ people }: Stage): Promise<void> {
  const { page } = people.merchant;
  await page.goto('/console/orders?state=paid');
  await page.getByTestId('ship-button').first().click();
  await page.getByTestId('ship-tracking').fill('SF1234567890');
  await page.getByTestId('ship-confirm').click();
  await page.getByTestId('order-row').first().waitFor({ state: 'detached' });
}

export async function receive({ people }: Stage, orderId: string): Promise<void> {
  const { page } = people.buyer;
  await page.goto(`/orders/${orderId}`);
  await page.getByTestId('tracking-number').filter({ hasText: 'SF1234567890' }).waitFor();
  await page.getByTestId('receipt-button').click();
  await page.getByTestId('confirm-receipt').click();
  await page.locator('[data-testid="order-state"][data-state="received"]').waitFor();
}

/** The operator moves the platform's clock by the page's own steps; each is done when the page says the new time. */
export async function moveClock({ people }: Stage, ...leaps: ('1h' | '1d' | '7d' | '16d')[]): Promise<void> {
  const { page } = people.operator;
  await page.goto('/console/clock');
  for (const leap of leaps) {
    const before = await page.getByTestId('clock-now').textContent();
    await page.getByTestId(`clock-advance-${leap}`).click();
    await expect.poll(() => page.getByTestId('clock-now').textContent(), PATIENT).not.toBe(before);
  }
}

/** The buyer asks for all of it back, and the merchant, who sees the consequence on the button, agrees. */
export async function refund({ people }: Stage, orderId: string): Promise<void> {
  const { page: asking } = people.buyer;
  await asking.goto(`/orders/${orderId}`);
  await asking.locator('[data-testid="order-state"][data-state="completed"]').waitFor();
  await asking.getByTestId('refund-button').click();
  await asking.getByTestId('refund-submit').click();
  await asking.locator('[data-testid="refund"][data-state="requested"]').waitFor();
  const { page: deciding } = people.merchant;
  await deciding.goto('/console/orders?refund=requested');
  await deciding.getByTestId('refund-open').click();
  await deciding.getByTestId('refund-agree').click();
  await deciding.getByTestId('refund-agree').waitFor({ state: 'detached' });
  await asking.reload();
  await asking.locator('[data-testid="refund"][data-state="refunded"]').waitFor();
}

/** The five figures of the operator's live board as they stand on the wall, exact. */
export async function boardFigures({ people }: Stage): Promise<Record<string, string>> {
  const { page } = people.operator;
  const read = async (id: string): Promise<[string, string]> => [
    id,
    (await page.getByTestId(`board-${id}`).getAttribute('title')) ?? '',
  ];
  return Object.fromEntries(
    await Promise.all(['gmv', 'orders', 'buyers', 'viewers', 'conversion'].map(read)),
  );
}

export async function openBoard(stage: Stage): Promise<Record<string, string>> {
  await enterConsole(stage.people.operator, 'operator', '/board');
  await stage.people.operator.page.getByTestId('board-gmv').waitFor();
  return boardFigures(stage);
}
