import { openAsBlob } from 'node:fs';
import { type Role, type Route, type RouteKey, routes } from '@yellowcart/contract';
import type { DatabaseTarget } from '@yellowcart/engine';
import { createParties } from '@yellowcart/engine/parties';
import { openTestShop, type TestShop } from '@yellowcart/engine/testing';
import { expect, inject } from 'vitest';
import { type ComposeOptions, compose, type Platform } from '../compose.ts';
import { openLog } from '../observability/log.ts';

export const PASSWORD = 'a password for tests';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body read as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it.
  readonly json: any;
}
export interface Ask {
  readonly as?: Role;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A platform with a shop and one log-in per role; nothing listens. */
export interface TestPlatform extends Platform {
  readonly shop: TestShop;
  readonly tokens: Readonly<Record<Role, string>>;
  emailOf(role: Role): string;
  /** Sends one request, `GET /path`. What a route of the contract answers must be exactly what the contract says. */
  ask(route: string, ask?: Ask): Promise<Answer>;
}

/** On an embedded database of its own, where no other is named. */
export async function openTestPlatform(
  given?: DatabaseTarget,
  payments?: ComposeOptions['payments'],
): Promise<TestPlatform> {
  const data = given ?? {
    kind: 'pglite' as const,
    loadDataDir: await openAsBlob(inject('pgliteTemplate')),
  };
  const log = openLog('silent');
  const platform = await compose({ data, sample: false, show: false, payments }, log);
  const { engine, authority, app } = platform;
  const shop = await openTestShop(engine);
  const leaderId = engine.ids.next();
  await engine.db
    .transaction()
    .execute((tx) =>
      createParties(tx, [
        { partyId: leaderId, role: 'leader', ref: null, name: '团长', profile: {}, createdAt: new Date() },
      ]),
    );
  const parties: Record<Role, string> = {
    operator: engine.platformId,
    merchant: shop.merchantId,
    creator: shop.creatorId,
    leader: leaderId,
    buyer: shop.buyerIds[0] ?? '',
  };
  const tokens: Partial<Record<Role, string>> = {};
  const emailOf = (role: Role): string => `${role}@example.test`;
  for (const role of Object.keys(parties) as Role[]) {
    const email = emailOf(role);
    await authority.createLogin({ email, password: PASSWORD, name: role, partyId: parties[role] });
    tokens[role] = (await authority.signIn(email, PASSWORD))?.credential ?? '';
  }
  await platform.start();

  async function ask(route: string, { as, body, headers = {} }: Ask = {}): Promise<Answer> {
    const [method, url] = route.split(' ') as ['GET', string];
    const response = await app.inject({
      method,
      url,
      headers: { ...(as && { authorization: `Bearer ${tokens[as]}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    if (response.statusCode < 300) expectAsPromised(route, response.statusCode, response.json());
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      get json() {
        return response.json();
      },
    };
  }
  return { ...platform, shop, tokens: tokens as Record<Role, string>, emailOf, ask };
}

/** Fails on a field that is missing, of another shape, or not in the contract at all. */
function expectAsPromised(called: string, status: number, answer: unknown): void {
  const path = called.split('?')[0] ?? '';
  const key = (Object.keys(routes) as RouteKey[]).find((candidate) =>
    new RegExp(`^${candidate.replace(/:\w+/g, '[^/]+')}$`).test(path),
  );
  if (key === undefined) return;
  const route: Route = routes[key];
  expect(status).toBe(route.status ?? 200);
  expect(route.response.parse(answer)).toEqual(answer);
}
