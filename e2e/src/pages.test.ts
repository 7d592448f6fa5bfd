import type { Role } from '@yellowcart/contract';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, visit } from './browser.ts';
import { cartSheet, type Sight, sights } from './pages/list.ts';
import { type Places, seedPlaces } from './pages/seed.ts';
import { signIn } from './sample-people.ts';
import { type Server, scratchFolder, startServer } from './server-process.ts';

const NARROW = 360;
const WIDTHS = [1440, NARROW];
const HEIGHT = 900;
const LANGUAGES = ['zh-CN', 'en'] as const;

let server: Server;
let browser: Browser;
let places: Places;
let removeFolder: () => Promise<void>;
beforeAll(async () => {
  const folder = await scratchFolder();
  removeFolder = folder.remove;
  [server, browser] = await Promise.all([startServer(folder.dir, '--no-show'), openBrowser()]);
  places = await seedPlaces(server.origin);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await removeFolder?.();
});

describe.each(LANGUAGES)('in %s, narrow and wide, for everyone to use', (language) => {
  it.each(Object.keys(sights) as (keyof typeof sights)[])('the pages of %s', async (who) => {
    const { page, faults } = await open(who, language);
    const found: string[] = [];
    for (const sight of sights[who]) found.push(...(await look(page, sight, WIDTHS)));
    if (who === 'nobody') found.push(...(await look(page, cartSheet, [NARROW])));
    await page.context().close();
    expect([...found, ...faults]).toEqual([]);
  });
});

async function open(who: Role | 'nobody', language: string) {
  const visitor = await visit(browser, who, {
    baseURL: server.origin,
    locale: language,
    viewport: { width: 1440, height: HEIGHT },
    reducedMotion: 'reduce',
  });
  if (who !== 'nobody') await signIn(visitor, who);
  return visitor;
}

/** Opens a page and gives, in words, what is wrong with it at each width. */
async function look(page: Page, { path, shows, act }: Sight, widths: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  const address = path(places);
  await page.setViewportSize({ width: widths[0] ?? NARROW, height: HEIGHT });
  await page.goto(address);
  await act?.(page);
  for (const id of shows) await page.getByTestId(id).first().waitFor();
  for (const width of widths) {
    await page.setViewportSize({ width, height: HEIGHT });
    const where = `${address}${act ? ' (after a tap)' : ''} at ${width}`;
    for (const id of shows)
      if (!(await page.getByTestId(id).first().isVisible())) found.push(`${where}: ${id} is not to be seen`);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) found.push(`${where}: is ${over} px wider than the screen`);
    found.push(...(await barriers(page)).map((barrier) => `${where}: ${barrier}`));
  }
  return found;
}

/** What keeps somebody from using the page: axe's serious and critical findings. */
async function barriers(page: Page): Promise<string[]> {
  // Handed in this way because the pages' policy lets no script in from elsewhere.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const result = await axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`),
    }));
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id} (${help}), ${nodes.length}×: ${nodes.slice(0, 3).join(' | ')}`);
}
