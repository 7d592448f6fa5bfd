import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { principalsOf } from './principals.ts';
import { SIGNED_OUT } from './signed-out.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

it('does not remember a caller who was looked up while the session ended', async () => {
  const { authority, engine, tokens } = platform;
  const gate = Promise.withResolvers<void>();
  const slow: typeof authority = {
    ...authority,
    async userOf(credential) {
      const user = await authority.userOf(credential);
      await gate.promise;
      return user;
    },
  };
  const principals = principalsOf(slow, engine.db);
  const request = { headers: { authorization: `Bearer ${tokens.buyer}` } } as FastifyRequest;
  const before = principals.of(request);
  principals.forget(tokens.buyer);
  gate.resolve();
  expect((await before)?.role).toBe('buyer');
  expect(principals.remembered(request)).toBe('unknown');
  await principals.of(request);
  expect(principals.remembered(request)).toMatchObject({ role: 'buyer' });
});

it('forgets who signed out in another process, and everyone when it may have missed that', async () => {
  const { authority, engine, tokens } = platform;
  const principals = principalsOf(authority, engine.db);
  const request = (token: string) => ({ headers: { authorization: `Bearer ${token}` } }) as FastifyRequest;
  const remembered = () =>
    [tokens.buyer, tokens.creator].map((token) => principals.remembered(request(token)) !== 'unknown');
  const buyer = await principals.ofCredential(tokens.buyer);
  await principals.ofCredential(tokens.creator);
  expect(remembered()).toEqual([true, true]);
  const payload = { userId: buyer?.userId };
  principals.subscriber.hear?.([{ topic: SIGNED_OUT, key: '', at: new Date(), payload }]);
  expect(remembered()).toEqual([false, true]);
  principals.subscriber.afresh?.();
  expect(remembered()).toEqual([false, false]);
});
