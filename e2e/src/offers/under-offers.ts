import type { ProductPage } from '@yellowcart/contract';
import { expect } from 'vitest';
import { PATIENT, type Stage } from '../main-job/stage.ts';
import { enterConsole } from '../sample-people.ts';

export const GIFT_RULE = '这一单有礼';
export const FLASH_SALE = '开场秒杀';
export const FLASH_PRICE = '9.90';

/** What is sold in the story, in whose room, and what is given with it. */
export interface Scene {
  readonly roomId: string;
  readonly roomTitle: string;
  readonly product: ProductPage;
  readonly gift: ProductPage;
}

/** A product of the shop that hangs in the creator's room on air, and another of the shop to give with it. */
export async function chooseScene({ api }: Stage): Promise<Scene> {
  const { shopId } = await api.merchant.call('GET /api/v1/me', {});
  const rooms = await api.creator.call('GET /api/v1/creator/rooms', {});
  const card = known(rooms.items.find((room) => room.state === 'live'));
  const room = await api.buyer.call('GET /api/v1/rooms/:roomId', { params: { roomId: card.roomId } });
  const products = await Promise.all(
    room.items.map(({ productId }) =>
      api.buyer.call('GET /api/v1/products/:productId', { params: { productId } }),
    ),
  );
  const own = products.filter(
    (product) => product.shop.shopId === shopId && product.skus.every((sku) => sku.available > 20),
  );
  return {
    roomId: card.roomId,
    roomTitle: card.title,
    product: known(own[0]),
    gift: known(own[1]),
  };
}

/** Buy one, get one: made on the merchant's page, from general stock. */
export async function makeGiftRule({ people }: Stage, { gift, product }: Scene): Promise<void> {
  const { page } = people.merchant;
  await enterConsole(people.merchant, 'merchant', '/promotions');
  await page.getByTestId('gift-rule-new').click();
  await page.getByTestId('gift-name').fill(GIFT_RULE);
  await page.getByTestId('band-from').fill('1');
  await pick(people.merchant.page, 'gift-sku', gift.title);
  await page.getByTestId('gift-scope').click();
  await option(page, '部分商品');
  await pick(page, 'gift-products', product.title);
  await page.keyboard.press('Escape');
  await page.getByTestId('gift-pool').click();
  await option(page, '通用库存');
  await page.getByTestId('gift-save').click();
  await page.getByTestId('gift-rule-row').filter({ hasText: GIFT_RULE }).waitFor();
}

export async function prepareFlashSale({ people }: Stage, scene: Scene): Promise<void> {
  const { page } = people.merchant;
  await page.getByTestId('tab-flash').click();
  await page.getByTestId('flash-new').click();
  await page.getByTestId('deal-name').fill(FLASH_SALE);
  await page.getByTestId('deal-room').click();
  await option(page, scene.roomTitle);
  await pick(page, 'deal-sku', scene.product.title);
  await page.getByTestId('deal-price').fill(FLASH_PRICE);
  await page.getByTestId('deal-units').fill('5');
  await page.getByTestId('deal-buyerMax').fill('2');
  await page.getByTestId('deal-save').click();
  await page.getByTestId('deal-row').filter({ hasText: FLASH_SALE }).waitFor();
}

export async function startFlashSale({ people }: Stage, { roomId }: Scene): Promise<void> {
  const { page } = people.creator;
  await enterConsole(people.creator, 'creator', `/rooms/${roomId}`);
  const sale = page.getByTestId('desk-sale').filter({ hasText: FLASH_SALE });
  await sale.getByRole('button', { name: '10 秒' }).click();
  await sale.getByTestId('flash-start').click();
  await page.locator('[data-testid="desk-sale"][data-phase="countdown"]').waitFor();
}

export async function expectCountdown({ people }: Stage, { product }: Scene): Promise<void> {
  const { page } = people.viewer;
  await page.getByTestId('flash-card').filter({ hasText: product.title }).waitFor();
  await page.locator('[data-testid="flash-card"][data-state="running"]').waitFor();
  expect(await page.getByTestId('flash-left').textContent()).toContain('5');
}

/** Under the sale, in the room, on a phone. Gives the order's id. */
export async function buyUnderSale({ people }: Stage, { roomId, gift }: Scene): Promise<string> {
  const { page } = people.buyer;
  await page.goto(`/room/${roomId}`);
  await page.locator('[data-testid="flash-card"][data-state="running"]').getByTestId('flash-buy').click();
  const sheet = page.getByTestId('buy-sheet');
  await sheet.getByTestId('place-order').click();
  await sheet.getByTestId('sign-in-sample').click();
  await sheet.getByTestId('gift-line').filter({ hasText: gift.title }).waitFor();
  await sheet.getByTestId('line-discount').filter({ hasText: FLASH_SALE }).waitFor();
  await sheet.getByTestId('place-order').click();
  await sheet.getByTestId('pay-approve').click();
  await sheet.getByTestId('paid').waitFor();
  await page.getByTestId('view-order').click();
  await page.waitForURL('**/orders/*');
  await page.getByTestId('gift-line').filter({ hasText: gift.title }).waitFor();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** What was bought at the sale's price, what was given for it, and that the others see the sale shrink. */
export async function expectSold(stage: Stage, { gift }: Scene, orderId: string): Promise<void> {
  const order = await stage.api.buyer.call('GET /api/v1/orders/:orderId', { params: { orderId } });
  expect(order).toMatchObject({ state: 'paid', kind: 'normal' });
  const [goods, given] = order.lines;
  expect(goods).toMatchObject({
    kind: 'goods',
    amountMinor: 990,
    discounts: [{ kind: 'flash', name: FLASH_SALE }],
  });
  expect(given).toMatchObject({
    kind: 'gift',
    productId: gift.productId,
    amountMinor: 0,
    gift: { ruleName: GIFT_RULE, earnedBy: [1] },
  });
  const left = stage.people.viewer.page.getByTestId('flash-left').first();
  await expect.poll(() => left.textContent(), PATIENT).toContain('4');
}

type Page = Stage['people']['merchant']['page'];

/** Finds something by its title in a list that is searched, and takes the first. */
async function pick(page: Page, testid: string, title: string): Promise<void> {
  await page.getByTestId(testid).click();
  await page.getByTestId(testid).locator('input').fill(title);
  await option(page, title);
}

async function option(page: Page, text: string): Promise<void> {
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: text })
    .first()
    .click();
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the sample has not what the story needs');
  return value;
}
