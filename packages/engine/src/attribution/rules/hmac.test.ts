import { createHmac, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { hmacSha256 } from './hmac.ts';

it.each(['', 'short', 'x'.repeat(64), 'longer than a block: '.repeat(5), '密钥'])(
  'gives the bytes of Node’s own HMAC under the secret "%s"',
  (secret) => {
    for (const bytes of [0, 1, 55, 56, 63, 64, 65, 140, 1_000]) {
      const message = randomBytes(bytes);
      expect(hmacSha256(secret, message)).toEqual(createHmac('sha256', secret).update(message).digest());
    }
  },
);

it('keeps secrets apart that take turns', () => {
  const message = Buffer.from('a click');
  const first = hmacSha256('one', message);
  expect(hmacSha256('two', message)).not.toEqual(first);
  expect(hmacSha256('one', message)).toEqual(first);
});
