import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Far longer than anything takes, so that only what never comes fails. */
const PATIENCE_MS = 40_000;

export const PHONE = { width: 360, height: 780 };
export const DESKTOP = { width: 1440, height: 900 };
export const WALL = { width: 1920, height: 1080 };

/** A person at a browser of their own, and everything that went wrong on their pages. */
export interface Visitor {
  readonly name: string;
  readonly page: Page;
  /** In words, in order: errors, violations of the content policy, answers that a page of ours must never get. */
  readonly faults: readonly string[];
}

export async function openBrowser(): Promise<Browser> {
  if (!existsSync(PROGRAM)) throw new Error(`no Chromium at ${PROGRAM}; set CHROMIUM_PATH to its program`);
  return chromium.launch({ executablePath: PROGRAM, args: ARGS });
}

/** A new person with an empty browser; relative addresses are the platform's. */
export async function visit(
  browser: Browser,
  name: string,
  options: BrowserContextOptions & { baseURL: string },
): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  watchFaults(page, (fault) => faults.push(`${name}: ${fault}`));
  return { name, page, faults };
}

function watchFaults(page: Page, report: (fault: string) => void): void {
  page.on('pageerror', (error) => report(`error on ${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // Answers that failed are judged below, with their address.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    report(`console on ${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const asked = `${response.request().method()} ${pathname}`;
    if (response.status() < 400 || isWhoAmI(response.status(), asked)) return;
    report(`${response.status()} for ${asked} on ${page.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Whoever leaves a page takes back what it was still asking for.
    if (why !== 'net::ERR_ABORTED') report(`${why} for ${request.url()} on ${page.url()}`);
  });
}

/** Pages ask who is signed in, and "nobody" is an answer. */
function isWhoAmI(status: number, asked: string): boolean {
  return status === 401 && asked === 'GET /api/v1/me';
}
