import type { ProductRow } from '@yellowcart/contract';
import { expect } from 'vitest';
import { enterConsole } from '../sample-people.ts';
import { PATIENT, type Stage } from './stage.ts';

export const COMMISSION_BPS = 2_000;

/** What is sold in a story, and where. */
export interface Offer {
  readonly product: ProductRow;
  readonly roomId: string;
}

/** A product of the merchant's, in stock, that has no plan and hangs in no room; `words` are in its title. */
export async function chooseOffer({ api }: Stage, words: string): Promise<Offer> {
  const { items } = await api.merchant.call('GET /api/v1/merchant/products', {
    query: { plan: 'without', limit: 100, ...(words ? { q: words } : {}) },
  });
  const product = items.find((item) => item.onShelf && item.available > 10);
  if (!product) throw new Error(`the merchant has no product without a plan${words && ` named ${words}`}`);
  const rooms = await api.buyer.call('GET /api/v1/rooms', {});
  for (const { roomId } of rooms.items) {
    const room = await api.buyer.call('GET /api/v1/rooms/:roomId', { params: { roomId } });
    expect(room.items.map((item) => item.productId)).not.toContain(product.productId);
  }
  const own = await api.creator.call('GET /api/v1/creator/rooms', {});
  const onAir = own.items.find((room) => room.state === 'live');
  if (!onAir) throw new Error('the creator has no room on air');
  return { product, roomId: onAir.roomId };
}

export async function openPlan(stage: Stage, { product }: Offer): Promise<void> {
  const { page } = stage.people.merchant;
  await enterConsole(stage.people.merchant, 'merchant', '/products');
  await page.getByTestId('tab-without').click();
  const search = page.getByTestId('product-search').locator('input');
  await search.fill(product.title);
  await search.press('Enter');
  const row = page.getByTestId('product-row').filter({ hasText: product.title });
  await row.getByTestId('plan-open').click();
  await page.getByTestId('plan-commission').fill(String(COMMISSION_BPS / 100));
  await page.getByTestId('plan-service').fill('0');
  await page.getByTestId('plan-save').click();
  await page.getByTestId('plan-save').waitFor({ state: 'detached' });
  const { items } = await stage.api.merchant.call('GET /api/v1/merchant/plans', {
    query: { productId: product.productId },
  });
  expect(items).toMatchObject([{ state: 'open', commissionBps: COMMISSION_BPS, version: 1 }]);
}

/** The viewer is in the room and leaves a mark there that would not outlive a reload. */
export async function enterRoom({ people }: Stage, { roomId }: Offer): Promise<number> {
  const { page } = people.viewer;
  await page.goto(`/room/${roomId}`);
  await page.getByTestId('cart-button').waitFor();
  await page.evaluate(() => {
    document.documentElement.dataset.mark = 'here all the time';
  });
  return Number(await page.getByTestId('cart-badge').textContent());
}

export async function expectNeverReloaded({ people }: Stage): Promise<void> {
  const mark = await people.viewer.page.evaluate(() => document.documentElement.dataset.mark);
  expect(mark).toBe('here all the time');
}

export async function hang(stage: Stage, { product }: Offer): Promise<void> {
  const { page } = stage.people.creator;
  await enterConsole(stage.people.creator, 'creator', '/library');
  await page.getByTestId('library-search').fill(product.title);
  const row = page.locator(`[data-testid="library-row"][data-product="${product.productId}"]`);
  await row.getByTestId('hang-button').click();
  await row.getByTestId('hung').waitFor();
}

export async function expectHanging(stage: Stage, { product }: Offer, before: number): Promise<void> {
  const { page } = stage.people.viewer;
  await expect.poll(() => page.getByTestId('cart-badge').textContent(), PATIENT).toBe(String(before + 1));
  await page.getByTestId('cart-button').click();
  await page.getByTestId('cart-item').filter({ hasText: product.title }).waitFor();
  await page.getByTestId('cart-sheet').getByTestId('sheet-close').click();
  await page.getByTestId('cart-item').first().waitFor({ state: 'detached' });
}

export async function pin(stage: Stage, { product, roomId }: Offer): Promise<void> {
  const { page } = stage.people.creator;
  await page.goto(`/console/rooms/${roomId}`);
  const row = page.locator(`[data-testid="desk-item"][data-product="${product.productId}"]`);
  await row.getByTestId('pin-button').click();
  await page.getByTestId('preview-pinned').filter({ hasText: product.title }).waitFor();
}

export async function expectPinned(stage: Stage, { product }: Offer): Promise<void> {
  await stage.people.viewer.page.getByTestId('pinned-card').filter({ hasText: product.title }).waitFor();
}

/** Two taps and a log-in, without leaving the room. Gives the order's id. */
export async function buyInTheRoom(stage: Stage, offer: Offer): Promise<string> {
  const { page } = stage.people.buyer;
  await page.goto(`/room/${offer.roomId}`);
  await page.getByTestId('pinned-card').getByTestId('buy-button').click();
  const sheet = page.getByTestId('buy-sheet');
  await sheet.getByTestId('sku-chip').first().waitFor();
  await sheet.getByTestId('place-order').click();
  await sheet.getByTestId('sign-in-sample').click();
  await sheet.getByTestId('address').waitFor();
  await sheet.getByTestId('place-order').click();
  await sheet.getByTestId('pay-approve').click();
  await sheet.getByTestId('paid').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/room/${offer.roomId}`);
  return openOrder(stage);
}

/** By way of the product's own page, where the click that led there still counts. Gives the order's id. */
export async function buyOnTheProductPage(stage: Stage, offer: Offer): Promise<string> {
  const { page } = stage.people.buyer;
  await page.goto(`/room/${offer.roomId}`);
  await page.getByTestId('pinned-card').getByTestId('buy-button').click();
  await page.getByTestId('buy-sheet').getByTestId('product-link').click();
  await page.waitForURL(`**/product/${offer.product.productId}`);
  await page.getByRole('heading', { level: 1, name: offer.product.title }).waitFor();
  await page.getByTestId('buy-button').click();
  await page.getByTestId('sign-in-sample').click();
  await page.getByTestId('place-order').click();
  await page.getByTestId('pay-approve').click();
  await page.getByTestId('paid').waitFor();
  return openOrder(stage);
}

async function openOrder({ people }: Stage): Promise<string> {
  const { page } = people.buyer;
  await page.getByTestId('view-order').click();
  await page.waitForURL('**/orders/*');
  await page.locator('[data-testid="order-state"][data-state="paid"]').waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
