import { mkdir } from 'node:fs/promises';
import type { Role } from '@yellowcart/contract';
import type { Client } from '@yellowcart/sdk';
import { expect } from 'vitest';
import { DESKTOP, openBrowser, PHONE, type Visitor, visit, WALL } from '../browser.ts';
import { apiAs } from '../sample-people.ts';
import { inRoot, type Server, scratchFolder, startServer } from '../server-process.ts';

const PICTURES = inRoot('.yellowcart', 'failed-stories');
export const PATIENT = { timeout: 30_000 };

type Person = 'merchant' | 'creator' | 'viewer' | 'buyer' | 'operator';

/** A platform of its own, everyone at a browser of their own, and the API to check what the pages say. */
export interface Stage {
  readonly server: Server;
  readonly people: Readonly<Record<Person, Visitor>>;
  readonly api: Readonly<Record<Exclude<Role, 'leader'>, Client>>;
  close(): Promise<void>;
}

/** `prepare` may fill the data folder before the platform starts on it. */
export async function openStage(prepare?: (dataDir: string) => Promise<void>): Promise<Stage> {
  const folder = await scratchFolder();
  const opening = openBrowser();
  let server: Server | undefined;
  const close = async (): Promise<void> => {
    await opening.then((browser) => browser.close()).catch(() => undefined);
    await server?.stop();
    await folder.remove();
  };
  try {
    await prepare?.(folder.dir);
    server = await startServer(folder.dir, '--no-show');
    const { origin: baseURL } = server;
    const browser = await opening;
    const at = { baseURL, viewport: DESKTOP };
    const phone = { baseURL, viewport: PHONE, hasTouch: true, isMobile: true };
    const [merchant, creator, viewer, buyer, operator] = await Promise.all([
      visit(browser, 'merchant', at),
      visit(browser, 'creator', at),
      visit(browser, 'viewer', phone),
      visit(browser, 'buyer', phone),
      visit(browser, 'operator', { ...at, viewport: WALL }),
    ]);
    const people = { merchant, creator, viewer, buyer, operator };
    const api = {
      operator: await apiAs(baseURL, 'operator'),
      merchant: await apiAs(baseURL, 'merchant'),
      creator: await apiAs(baseURL, 'creator'),
      buyer: await apiAs(baseURL, 'buyer'),
    };
    return { server, people, api, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Keeps what everyone sees, for whoever reads the failure, and prints what their browsers said. */
export async function keepEvidence(stage: Stage, step: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  for (const { name, page, faults } of Object.values(stage.people)) {
    const path = `${PICTURES}/${step.replaceAll(/[^\p{L}\d]+/gu, '-')}-${name}.png`;
    await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    process.stderr.write(`${name} at ${page.url()}, seen in ${path}\n`);
    for (const fault of faults) process.stderr.write(`  ${fault}\n`);
  }
  process.stderr.write(stage.server.output());
}

export function expectNoFaults(visitors: readonly Visitor[]): void {
  expect(visitors.flatMap((visitor) => visitor.faults)).toEqual([]);
}
