import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from '../config.ts';
import { openWays } from './open-ways.ts';
import { readPaymentSettings } from './settings.ts';

const ALIPAY = { ALIPAY_APP_ID: '2021', ALIPAY_PRIVATE_KEY: 'MIIkey', ALIPAY_PUBLIC_KEY: 'MIIpublic' };
const PUBLIC = { PUBLIC_URL: 'https://shop.example/' };

test('no payment provider is set up by default', () => {
  expect(readPaymentSettings({})).toEqual({ publicUrl: undefined, alipay: undefined, wechat: undefined });
});

test('a key is its text, or the file that holds it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-keys-'));
  const file = path.join(folder, 'key.pem');
  await writeFile(file, 'FROM A FILE\n');
  const read = readPaymentSettings({ ...ALIPAY, ...PUBLIC, ALIPAY_PRIVATE_KEY: file });
  expect(read.alipay).toMatchObject({ privateKey: 'FROM A FILE', alipayPublicKey: 'MIIpublic', mode: 'qr' });
  expect(read.publicUrl).toBe('https://shop.example');
  const wechat = readPaymentSettings({
    ...PUBLIC,
    WECHAT_PAY_APP_ID: 'wx1',
    WECHAT_PAY_MERCHANT_ID: '19',
    WECHAT_PAY_SERIAL: '5A',
    WECHAT_PAY_PRIVATE_KEY: 'KEY',
    WECHAT_PAY_API_KEY: 'k'.repeat(32),
    WECHAT_PAY_PLATFORM_KEYS: `PUB_KEY_ID_1=${file}, 7B=${file}`,
  }).wechat;
  expect(wechat?.platformKeys).toEqual({ PUB_KEY_ID_1: 'FROM A FILE', '7B': 'FROM A FILE' });
  await rm(folder, { recursive: true });
});

test.each([
  [{ ...PUBLIC, ALIPAY_APP_ID: '2021' }, 'ALIPAY_PRIVATE_KEY, ALIPAY_PUBLIC_KEY'],
  [ALIPAY, 'PUBLIC_URL'],
  [{ ...ALIPAY, PUBLIC_URL: 'shop.example' }, 'PUBLIC_URL'],
  [{ ...ALIPAY, ...PUBLIC, ALIPAY_MODE: 'app' }, 'ALIPAY_MODE'],
  [{ ...ALIPAY, ...PUBLIC, ALIPAY_PUBLIC_KEY: './nowhere.pem' }, 'cannot be read'],
])('half a provider, or a wrong address, is a sentence for whoever started the server (%#)', (env, words) => {
  expect(() => readPaymentSettings(env)).toThrow(ConfigError);
  expect(() => readPaymentSettings(env)).toThrow(words);
});

test('a key that cannot be used is named by its provider and not shown', async () => {
  const opening = openWays(readPaymentSettings({ ...ALIPAY, ...PUBLIC }), {
    ownUrl: () => '',
    now: () => new Date(),
  });
  const error = await opening.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).toContain('Alipay');
  expect(String(error)).not.toContain('MIIkey');
});
