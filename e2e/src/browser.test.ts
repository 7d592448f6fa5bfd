import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESKTOP, openBrowser, visit } from './browser.ts';

const HOME = 'http://shop.example';
const POLICY = "default-src 'self'; script-src 'self'";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What is found wrong with a page of this body, where /api/v1/me and /broken.js answer as a server would. */
async function faultsOf(body: string): Promise<string> {
  const { page, faults } = await visit(browser, 'somebody', { baseURL: HOME, viewport: DESKTOP });
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      const headers = { 'content-security-policy': POLICY, 'content-type': 'text/html' };
      return route.fulfill({ headers, body: `<!doctype html>${body}` });
    }
    if (pathname === '/throws.js')
      return route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("it broke")' });
    if (pathname === '/asks.js')
      return route.fulfill({ contentType: 'text/javascript', body: 'fetch("/api/v1/me")' });
    return route.fulfill({ status: pathname.startsWith('/api/') ? 401 : 404, body: '' });
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.context().close();
  return faults.join('\n');
}

it('errors, refused scripts and missing files of a page are all noticed', async () => {
  expect(await faultsOf('<script src="/throws.js"></script>')).toContain('it broke');
  expect(await faultsOf('<script>1</script>')).toMatch(/Content Security Policy/i);
  expect(await faultsOf('<img src="/gone.png" alt="">')).toContain('404 for GET /gone.png');
});

it('being told that nobody is signed in is no fault', async () => {
  expect(await faultsOf('<script src="/asks.js"></script>')).toBe('');
});
