import { readFileSync } from 'node:fs';
import type { AlipaySettings, WeChatPaySettings } from '@yellowcart/payments';
import { ConfigError } from '../config.ts';

/** The payment providers that the environment sets up. */
export interface PaymentSettings {
  /** Where the platform is reached from outside, without a slash at the end; providers send notifications there. */
  readonly publicUrl: string | undefined;
  readonly alipay: AlipaySettings | undefined;
  readonly wechat: WeChatPaySettings | undefined;
}

const ALIPAY = ['ALIPAY_APP_ID', 'ALIPAY_PRIVATE_KEY', 'ALIPAY_PUBLIC_KEY'] as const;
const WECHAT = [
  'WECHAT_PAY_APP_ID',
  'WECHAT_PAY_MERCHANT_ID',
  'WECHAT_PAY_SERIAL',
  'WECHAT_PAY_PRIVATE_KEY',
  'WECHAT_PAY_API_KEY',
  'WECHAT_PAY_PLATFORM_KEYS',
] as const;

/**
 * Reads the variables of the payment providers; docs/payments.md explains each. A key is its text, or the path of a file
 * that holds it. Throws ConfigError for a provider that is set up by half, and never with a key in the message.
 */
export function readPaymentSettings(env: NodeJS.ProcessEnv): PaymentSettings {
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;
  const all = <Name extends string>(names: readonly Name[]): Record<Name, string> | undefined => {
    const missing = names.filter((name) => given(name) === undefined);
    if (missing.length === names.length) return undefined;
    if (missing.length > 0) throw new ConfigError(`Payments need ${missing.join(', ')} too.`);
    return Object.fromEntries(names.map((name) => [name, given(name) ?? ''])) as Record<Name, string>;
  };
  const alipay = all(ALIPAY);
  const wechat = all(WECHAT);
  const publicUrl = given('PUBLIC_URL')?.replace(/\/+$/, '');
  if (publicUrl !== undefined && !/^https?:\/\/[^/]/.test(publicUrl))
    throw new ConfigError('PUBLIC_URL must be an http or https address.');
  if ((alipay || wechat) && publicUrl === undefined)
    throw new ConfigError('Payments need PUBLIC_URL, the address that providers send notifications to.');
  const mode = given('ALIPAY_MODE') ?? 'qr';
  if (mode !== 'qr' && mode !== 'page') throw new ConfigError('ALIPAY_MODE must be qr or page.');
  return {
    publicUrl,
    alipay: alipay && {
      appId: alipay.ALIPAY_APP_ID,
      privateKey: keyText('ALIPAY_PRIVATE_KEY', alipay.ALIPAY_PRIVATE_KEY),
      alipayPublicKey: keyText('ALIPAY_PUBLIC_KEY', alipay.ALIPAY_PUBLIC_KEY),
      sellerId: given('ALIPAY_SELLER_ID'),
      mode,
      gateway: given('ALIPAY_GATEWAY'),
    },
    wechat: wechat && {
      appId: wechat.WECHAT_PAY_APP_ID,
      merchantId: wechat.WECHAT_PAY_MERCHANT_ID,
      serial: wechat.WECHAT_PAY_SERIAL,
      privateKey: keyText('WECHAT_PAY_PRIVATE_KEY', wechat.WECHAT_PAY_PRIVATE_KEY),
      apiKey: keyText('WECHAT_PAY_API_KEY', wechat.WECHAT_PAY_API_KEY),
      platformKeys: keysById('WECHAT_PAY_PLATFORM_KEYS', wechat.WECHAT_PAY_PLATFORM_KEYS),
      origin: given('WECHAT_PAY_ORIGIN'),
    },
  };
}

/** `ID=KEY,ID=KEY`: WeChat Pay signs with one key and rolls over to the next. */
function keysById(name: string, list: string): Record<string, string> {
  const pairs = list.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at < 1) throw new ConfigError(`${name} must be written ID=FILE, several separated by commas.`);
    return [pair.slice(0, at).trim(), keyText(name, pair.slice(at + 1).trim())];
  });
  return Object.fromEntries(pairs);
}

/** A path begins with a slash or a dot; no key in PEM, base64 or plain text of the providers does. */
function keyText(name: string, value: string): string {
  if (!/^(\.{0,2}\/|file:)/.test(value)) return value.replaceAll('\\n', '\n');
  try {
    return readFileSync(value.startsWith('file:') ? new URL(value) : value, 'utf8').trim();
  } catch {
    throw new ConfigError(`${name} names a file that cannot be read: ${value}`);
  }
}
