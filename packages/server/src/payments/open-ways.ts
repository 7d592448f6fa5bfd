import type { PaymentWays } from '@yellowcart/engine/payments';
import { openAlipay, openWeChatPay, type PaymentProvider } from '@yellowcart/payments';
import {
  type AlipaySandbox,
  openAlipaySandbox,
  openWeChatPaySandbox,
  type WeChatPaySandbox,
} from '@yellowcart/payments/sandbox';
import { ConfigError } from '../config.ts';
import type { PaymentSettings } from './settings.ts';

/** `sandbox`: providers in a box in this very process, which move no money. */
export type PaymentsOption = PaymentSettings | 'sandbox';

export interface OpenWays extends PaymentWays {
  /** Whether test pay takes orders: anyone may pay with it, so not beside providers that move money. */
  readonly testPay: boolean;
  readonly sandbox: { readonly alipay: AlipaySandbox; readonly wechat: WeChatPaySandbox } | undefined;
  close(): Promise<void>;
}

/**
 * Opens the ways to pay. `ownUrl`: where this process listens, for sandboxes, which stand beside it. `now`: the
 * platform's clock, which a sample platform moves. Throws ConfigError for keys that cannot be used.
 */
export async function openWays(
  option: PaymentsOption,
  { ownUrl, now }: { readonly ownUrl: () => string; readonly now: () => Date },
): Promise<OpenWays> {
  const sandbox =
    option === 'sandbox'
      ? { alipay: await openAlipaySandbox({ now }), wechat: await openWeChatPaySandbox({ now }) }
      : undefined;
  const settings =
    option === 'sandbox'
      ? { publicUrl: undefined, alipay: sandbox?.alipay.settings, wechat: sandbox?.wechat.settings }
      : option;
  const providers = [
    settings.alipay && usable('Alipay', () => settings.alipay && openAlipay(settings.alipay)),
    settings.wechat && usable('WeChat Pay', () => settings.wechat && openWeChatPay(settings.wechat)),
  ].filter((provider): provider is PaymentProvider => provider !== undefined);
  return {
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    notifyUrl: (provider) => `${settings.publicUrl ?? ownUrl()}/api/v1/payments/notifications/${provider}`,
    testPay: sandbox !== undefined || providers.length === 0,
    sandbox,
    async close() {
      await Promise.all([sandbox?.alipay.close(), sandbox?.wechat.close()]);
    },
  };
}

/** The messages of key parsers say which step failed and never hold the key. */
function usable(name: string, open: () => PaymentProvider | undefined): PaymentProvider | undefined {
  try {
    return open();
  } catch (error) {
    throw new ConfigError(
      `A key of ${name} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
