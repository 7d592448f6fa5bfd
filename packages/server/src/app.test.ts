import { type Role, type Route, type RouteKey, routes } from '@yellowcart/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WRONG_SIGN_INS_MAX } from './accounts/sign-in-attempts.ts';
import { openTestPlatform, PASSWORD, type TestPlatform } from './testing/platform.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

const ROLES: readonly Role[] = ['operator', 'merchant', 'creator', 'leader', 'buyer'];
const SOME_ID = '0190f000-0000-7000-8000-00000000dead';
/** The paths of the objects in a JSON schema that take properties without naming or checking them. */
function looseObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isLoose = 'type' in schema && schema.type === 'object' && !('additionalProperties' in schema);
  const inner = Object.entries(schema).flatMap(([name, part]) => looseObjects(part, `${path}/${name}`));
  return isLoose ? [path, ...inner] : inner;
}
const concrete = (key: RouteKey): string => key.replace(/:\w+/g, SOME_ID);

describe('permissions', () => {
  const keys = Object.keys(routes) as RouteKey[];
  const guarded = keys.filter((key) => routes[key].permission !== 'public');

  it.each(guarded)('%s wants somebody signed in', async (key) => {
    const { status, json } = await platform.ask(concrete(key));
    expect([status, json.code]).toEqual([401, 'not_signed_in']);
  });

  const forbidden = guarded.flatMap((key) => {
    const { permission }: Route = routes[key];
    const barred = permission === 'signed-in' ? [] : ROLES.filter((role) => !permission.includes(role));
    return barred.map((role) => ({ key, role }));
  });
  it.each(forbidden)('$key is not for a $role', async ({ key, role }) => {
    const { status, json } = await platform.ask(concrete(key), { as: role });
    expect([status, json.code]).toEqual([403, 'not_allowed']);
  });

  const allowed = guarded
    .filter((key) => !(routes[key] as Route).stream && key !== 'DELETE /api/v1/session')
    .flatMap((key) => {
      const { permission }: Route = routes[key];
      const may = permission === 'signed-in' ? ROLES : ROLES.filter((role) => permission.includes(role));
      return may.map((role) => ({ key, role }));
    });
  it.each(allowed)('$key lets a $role through', async ({ key, role }) => {
    const { status, text } = await platform.ask(concrete(key), { as: role });
    expect(status).not.toBe(500);
    expect(text).not.toMatch(/"code":"(not_signed_in|not_allowed)"/);
  });
});

describe('what is sent', () => {
  const click = 'POST /api/v1/clicks';

  it('refuses unknown fields by their path, however deep', async () => {
    const { json, status } = await platform.ask('POST /api/v1/checkouts', {
      as: 'buyer',
      headers: { 'idempotency-key': 'strictness' },
      body: { lines: [{ skuId: SOME_ID, quantity: 1, color: 'red' }], address: { zip: 'x' }, coupon: 'x' },
    });
    expect(status).toBe(422);
    expect(json.code).toBe('invalid_request');
    const paths = json.context.fields.map((field: { path: string }) => field.path);
    expect(paths).toEqual(
      expect.arrayContaining(['lines[0].color', 'address.zip', 'coupon', 'address.name']),
    );
    expect(json.detail).toContain('lines[0].color');
  });

  it('refuses keys that would reach into prototypes by their path, too', async () => {
    const { json } = await platform.ask('POST /api/v1/checkouts', {
      as: 'buyer',
      headers: { 'idempotency-key': 'prototypes', 'content-type': 'application/json' },
      body: '{"__proto__":{"a":1},"lines":[{"constructor":{"prototype":{"a":1}}}],"address":{"\\u005f_proto__":1}}',
    });
    const paths = json.context.fields.map((field: { path: string }) => field.path);
    expect(paths).toEqual(expect.arrayContaining(['__proto__', 'lines[0].constructor', 'address.__proto__']));
  });

  it('takes only strict bodies, so that no key passes a schema unseen', () => {
    const loose = (Object.keys(routes) as RouteKey[]).flatMap((key) => {
      const { body }: Route = routes[key];
      const shape = body ? z.toJSONSchema(body, { io: 'input' }) : {};
      return looseObjects(shape).map((path) => `${key} ${path}`);
    });
    expect(loose).toEqual([]);
  });

  it('drops a prototype from free names, such as a product’s attributes', () => {
    const { body }: Route = routes['POST /api/v1/merchant/products'];
    const attributes: unknown = JSON.parse('{"__proto__":{"a":1},"material":"cotton"}');
    const read = body instanceof z.ZodObject ? body.shape.attributes?.safeParse(attributes) : undefined;
    expect(read).toMatchObject({ success: true });
    expect(Object.getOwnPropertyNames(read?.data)).toEqual(['material']);
    expect(Object.getPrototypeOf(read?.data)).toBe(Object.prototype);
  });

  it('refuses unknown query parameters and bad ids too', async () => {
    const rooms = await platform.ask('GET /api/v1/rooms?page=2');
    expect([rooms.status, rooms.json.context.fields[0].path]).toEqual([422, 'query.page']);
    const room = await platform.ask('GET /api/v1/rooms/none');
    expect([room.status, room.json.context.fields[0].path]).toEqual([422, 'params.roomId']);
  });

  it('refuses a body where none belongs, and takes an empty one', async () => {
    const start = `POST /api/v1/creator/rooms/${SOME_ID}/start`;
    const json = { 'content-type': 'application/json' };
    expect((await platform.ask(start, { as: 'creator', body: { now: true } })).status).toBe(422);
    expect((await platform.ask(start, { as: 'creator', body: {} })).status).toBe(404);
    expect((await platform.ask(start, { as: 'creator', headers: json })).status).toBe(404);
  });

  it.each([
    ['text that is not JSON', '{"roomId":', 400, 'malformed_json'],
    ['a key that would reach into prototypes', '{"__proto__":{"a":1}}', 422, 'invalid_request'],
    ['a list instead of an object', '[]', 422, 'invalid_request'],
    ['nothing', '', 422, 'invalid_request'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await platform.ask(click, { body, headers: { 'content-type': 'application/json' } });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('refuses ten megabytes', async () => {
    const answer = await platform.ask(click, {
      body: JSON.stringify({ roomId: 'x'.repeat(10_000_000) }),
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.json.code]).toEqual([413, 'body_too_large']);
    expect(answer.json.detail).toContain('1048576');
  });

  it('refuses other media types', async () => {
    const answer = await platform.ask(click, {
      body: 'roomId=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, answer.json.code]).toEqual([415, 'unsupported_media_type']);
  });

  it('wants an idempotency key before anything is ordered', async () => {
    const answer = await platform.ask('POST /api/v1/checkouts', { as: 'buyer', body: {} });
    expect([answer.status, answer.json.code]).toEqual([400, 'idempotency_key_missing']);
  });
});

describe('problems', () => {
  it('are problem JSON in the language that was asked for', async () => {
    const zh = await platform.ask('GET /api/v1/me', {
      headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' },
    });
    expect(zh.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(zh.json).toEqual({
      type: 'urn:yellowcart:problem:not_signed_in',
      title: 'Not signed in',
      status: 401,
      detail: '请先登录。',
      code: 'not_signed_in',
      context: {},
      requestId: expect.any(String),
    });
    const en = await platform.ask('GET /api/v1/me', {
      headers: { 'accept-language': 'fr, en;q=0.5, zh;q=0.1' },
    });
    expect(en.json.detail).toBe('Sign in first.');
  });

  it('answer unknown addresses and methods', async () => {
    for (const route of ['GET /api/v1/nothing', 'PATCH /api/v1/me', 'GET /%ff']) {
      const { status, json } = await platform.ask(route);
      expect([status, json.code]).toEqual([404, 'route_not_found']);
    }
  });

  it.each(['/..%2f..%2fpackage.json', '/console/..%2fpackage.json', '/console/%00.js'])(
    'answer %s, which leaves the folder of pages, like any unknown address',
    async (path) => {
      const { status, json } = await platform.ask(`GET ${path}`);
      expect([status, json.code]).toEqual([404, 'route_not_found']);
    },
  );

  it('carry the request id that came, where it is harmless', async () => {
    const kept = await platform.ask('GET /api/v1/me', { headers: { 'x-request-id': 'mine-1' } });
    expect([kept.json.requestId, kept.headers['x-request-id']]).toEqual(['mine-1', 'mine-1']);
    const made = await platform.ask('GET /api/v1/me', { headers: { 'x-request-id': 'a b\tc' } });
    expect(made.json.requestId).toMatch(/^[\w-]+$/);
  });

  it('never show what broke inside', async () => {
    const { db } = platform.engine;
    const broken = new Proxy(db, {
      get() {
        throw new Error('the secret place of the bug');
      },
    });
    Object.defineProperty(platform.engine, 'db', { value: broken, configurable: true });
    const answer = await platform.ask('GET /api/v1/rooms');
    Object.defineProperty(platform.engine, 'db', { value: db, configurable: true });
    expect([answer.status, answer.json.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toMatch(/secret|Error|\.ts/);
    expect(answer.json.detail).toContain(answer.json.requestId);
  });
});

describe('sessions', () => {
  const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
    platform.ask('POST /api/v1/session', { body: { email, password }, headers });

  it('work by cookie and by bearer token, until signed out', async () => {
    const { status, json, headers } = await signIn('Buyer@Example.test', PASSWORD);
    expect(status).toBe(201);
    expect(json.me).toMatchObject({ role: 'buyer', email: 'buyer@example.test', shopId: null });
    const [cookie = ''] = [headers['set-cookie']].flat() as string[];
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
    const proxied = await signIn('buyer@example.test', PASSWORD, { 'x-forwarded-proto': 'https' });
    expect(String(proxied.headers['set-cookie'])).toMatch(/; Secure/);
    const session = { cookie: cookie.split(';')[0] ?? '' };
    const bearer = { authorization: `Bearer ${json.token}` };
    expect((await platform.ask('GET /api/v1/me', { headers: session })).json).toEqual(json.me);
    expect((await platform.ask('GET /api/v1/me', { headers: bearer })).json).toEqual(json.me);
    expect((await platform.ask('DELETE /api/v1/session', { headers: session })).status).toBe(200);
    expect((await platform.ask('GET /api/v1/me', { headers: session })).status).toBe(401);
    expect((await platform.ask('GET /api/v1/me', { headers: bearer })).status).toBe(401);
  });

  it('are not opened by a forged or unsigned token', async () => {
    const [raw = '', signature = ''] = platform.tokens.buyer.split('.');
    for (const token of [raw, `${raw}x.${signature}`, `${raw}.${signature.toLowerCase()}`, 'x.y', '']) {
      const { status } = await platform.ask('GET /api/v1/me', {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(status).toBe(401);
    }
  });

  it('cannot be used by a page of another site', async () => {
    const { headers } = await signIn(platform.emailOf('creator'), PASSWORD);
    const cookie = ([headers['set-cookie']].flat() as string[])[0]?.split(';')[0] ?? '';
    const room = { title: '一场直播' };
    const create = (extra: Record<string, string>) =>
      platform.ask('POST /api/v1/creator/rooms', { body: room, headers: { cookie, ...extra } });
    expect((await create({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await create({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(
      (await create({ 'sec-fetch-site': 'same-origin', origin: 'https://proxied.example' })).status,
    ).toBe(201);
    expect((await create({ origin: 'http://localhost:8116', host: 'localhost:8116' })).status).toBe(201);
    expect((await create({})).status).toBe(201);
  });

  it('refuse guessing many at once', async () => {
    const guess = () => signIn('guessed@example.test', 'wrong');
    const answers = await Promise.all(Array.from({ length: 3 * WRONG_SIGN_INS_MAX }, guess));
    const checked = answers.filter((answer) => answer.status === 401);
    expect(checked).toHaveLength(WRONG_SIGN_INS_MAX);
  });

  it('refuse guessing after a few wrong tries, for that e-mail only', async () => {
    const email = platform.emailOf('leader');
    for (let count = 0; count < WRONG_SIGN_INS_MAX; count += 1) {
      expect((await signIn(email, 'wrong')).json.code).toBe('wrong_credentials');
    }
    const { status, json, headers } = await signIn(email, PASSWORD);
    expect([status, json.code]).toEqual([429, 'too_many_requests']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn(platform.emailOf('merchant'), PASSWORD)).status).toBe(201);
    expect((await signIn('nobody@example.test', 'wrong')).json.code).toBe('wrong_credentials');
  });
});
