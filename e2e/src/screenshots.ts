import { mkdir, writeFile } from 'node:fs/promises';
import process from 'node:process';
import type { Role } from '@yellowcart/contract';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, openBrowser, PHONE, type Visitor, visit, WALL } from './browser.ts';
import { palettePng } from './pictures/palette-png.ts';
import { apiAs, signIn } from './sample-people.ts';
import { inRoot, scratchFolder, startServer } from './server-process.ts';

const FOLDER = inRoot('docs', 'pictures');
const BYTES_MAX = 250_000;
/** By then parcels have come, and the curve has something to say. */
const SHOW_MINUTES = Number(process.argv[2] ?? 5);
/** Pictures and charts come after the page, and its streams keep the network busy for ever. */
const SETTLED_MS = 2_500;

const faults: string[] = [];

/** Takes one picture as a reader of this language would see the page. */
interface Shot {
  readonly name: string;
  readonly as?: Role;
  readonly language?: 'zh-CN' | 'en';
  readonly size: { readonly width: number; readonly height: number };
  readonly path: string;
  /** Test ids that are there when the page is. */
  readonly wait: string;
  /** What is done on the page before the picture; it may take others on the way. */
  readonly act?: (page: Page, save: (name: string) => Promise<void>) => Promise<void>;
}

async function take(browser: Browser, baseURL: string, shot: Shot): Promise<void> {
  const language = shot.language ?? 'zh-CN';
  const phone = shot.size === PHONE;
  const visitor: Visitor = await visit(browser, shot.name, {
    baseURL,
    locale: language,
    viewport: shot.size,
    reducedMotion: 'reduce',
    ...(phone && { deviceScaleFactor: 2, isMobile: true, hasTouch: true }),
  });
  const { page } = visitor;
  if (shot.as) await signIn(visitor, shot.as);
  await page.addInitScript(() => sessionStorage.setItem('yc.notice-seen', '1'));
  await page.goto(shot.path);
  await page.getByTestId(shot.wait).first().waitFor();
  const save = async (name: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    const picture = palettePng(await page.screenshot());
    if (picture.length > BYTES_MAX) faults.push(`${name} has ${picture.length} bytes`);
    await writeFile(`${FOLDER}/${name}.${language}.png`, picture);
    process.stdout.write(`${name}.${language}.png  ${(picture.length / 1000).toFixed(0)} kB\n`);
  };
  await shot.act?.(page, save);
  await save(shot.name);
  faults.push(...visitor.faults);
  await page.context().close();
}

/** Waits until the show has sold for some minutes. */
async function untilTheBoardMoves(origin: string): Promise<void> {
  const operator = await apiAs(origin, 'operator');
  for (;;) {
    const board = await operator.call('GET /api/v1/operator/board', {});
    if (board.minutes.filter((minute) => minute.orders > 0).length > SHOW_MINUTES) return;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

/** The room on air of the creator whom one can sign in as. */
async function roomOnAir(origin: string): Promise<string> {
  const creator = await apiAs(origin, 'creator');
  const { items } = await creator.call('GET /api/v1/creator/rooms', {});
  const room = items.find((one) => one.state === 'live');
  if (!room) throw new Error('the sample has no room on air');
  return room.roomId;
}

async function afterEightDays(origin: string): Promise<void> {
  const operator = await apiAs(origin, 'operator');
  await operator.call('POST /api/v1/operator/clock', { body: { advanceSeconds: 8 * 86_400 } });
}

/** Somebody buys about every second, which the line below the card tells. */
const listening: NonNullable<Shot['act']> = async (page) => {
  await page.getByTestId('messages').locator('li').first().waitFor();
};

const buying: NonNullable<Shot['act']> = async (page, save) => {
  await page.getByTestId('cart-button').tap();
  await page.getByTestId('cart-item').nth(3).waitFor();
  await save('cart');
  await page.getByTestId('item-buy').nth(1).tap();
  await page.getByTestId('sku-chip').first().waitFor();
  await page.getByTestId('quantity-more').waitFor();
  await save('buy');
  await page.getByTestId('place-order').tap();
  await page.getByTestId('pay-approve').tap();
  await page.getByTestId('paid').waitFor();
};

async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const { dir, remove } = await scratchFolder();
  const server = await startServer(dir);
  const browser = await openBrowser();
  try {
    const { origin } = server;
    const roomId = await roomOnAir(origin);
    await untilTheBoardMoves(origin);
    const room = { size: PHONE, path: `/room/${roomId}`, wait: 'pinned-card' };
    const board = { size: WALL, as: 'operator', path: '/console/board', wait: 'board-gmv' } as const;
    const shots: Shot[] = [
      { ...room, name: 'room', act: listening },
      { ...room, name: 'room', language: 'en', act: listening },
      { ...room, name: 'paid', as: 'buyer', act: buying },
      { ...board, name: 'board' },
      { ...board, name: 'board', language: 'en' },
      {
        name: 'desk',
        as: 'creator',
        size: DESKTOP,
        path: `/console/rooms/${roomId}`,
        wait: 'preview-pinned',
      },
      { name: 'library', as: 'creator', size: DESKTOP, path: '/console/library', wait: 'library-row' },
      { name: 'orders', as: 'merchant', size: DESKTOP, path: '/console/orders', wait: 'order-row' },
      { name: 'ledger', as: 'operator', size: DESKTOP, path: '/console/ledger', wait: 'account-row' },
    ];
    for (const shot of shots) await take(browser, origin, shot);
    await afterEightDays(origin);
    await take(browser, origin, {
      name: 'money',
      as: 'creator',
      size: DESKTOP,
      path: '/console/money',
      wait: 'commission-row',
    });
  } finally {
    await browser.close();
    await server.stop();
    await remove();
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
}

await main();
