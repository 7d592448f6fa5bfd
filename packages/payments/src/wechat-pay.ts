import { Aes, Decorator, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import { chinaInstant } from './china-time.ts';
import { publicKeyPem } from './key-pem.ts';
import {
  type NotificationReading,
  type PaymentProvider,
  ProviderError,
  type RawNotification,
  type RefundOrder,
  type RefundStatus,
  type Trade,
} from './provider.ts';

export interface WeChatPaySettings {
  readonly appId: string;
  readonly merchantId: string;
  /** Serial number of the merchant's API certificate. */
  readonly serial: string;
  /** The merchant's private key, PEM. */
  readonly privateKey: string;
  /** The APIv3 key: 32 bytes, decrypts notifications. */
  readonly apiKey: string;
  /** WeChat Pay's public keys or platform certificates, PEM, by their id (`PUB_KEY_ID_…`) or serial number. */
  readonly platformKeys: Readonly<Record<string, string>>;
  readonly origin?: string | undefined;
}

const NAME = 'wechat';
const ORIGIN = 'https://api.mch.weixin.qq.com';
const TIMEOUT_MS = 10_000;
/** WeChat Pay's own rule: what was signed earlier may be a replay. */
const SIGNED_AGO_SECONDS_MAX = 300;
const API_KEY_BYTES = 32;

const TradeBody = z.object({
  appid: z.string().optional(),
  mchid: z.string(),
  out_trade_no: z.string().min(1),
  transaction_id: z.string().optional(),
  trade_state: z.enum(['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR']),
  success_time: z.iso.datetime({ offset: true }).optional(),
  amount: z.object({ total: z.int().nonnegative(), currency: z.string().default('CNY') }).optional(),
});
const NotificationBody = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    nonce: z.string(),
    associated_data: z.string().default(''),
  }),
});
const RefundBody = z.object({
  out_refund_no: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  amount: z.object({ refund: z.int() }),
});
const NativeBody = z.object({ code_url: z.string().min(1) });
const Failure = z.object({
  status: z.number().optional(),
  data: z.object({ code: z.string(), message: z.string() }).optional().catch(undefined),
});

/**
 * WeChat Pay v3 (Native: a code to scan). Its answers are verified against the platform's keys, notifications verified,
 * no older than five minutes, and decrypted. `now` is milliseconds of the real world, for tests. Throws when a key cannot be read.
 */
export function openWeChatPay(settings: WeChatPaySettings, now: () => number = Date.now): PaymentProvider {
  if (Buffer.byteLength(settings.apiKey) !== API_KEY_BYTES)
    throw new TypeError(`the APIv3 key must have ${API_KEY_BYTES} bytes`);
  const { appId: appid, merchantId: mchid } = settings;
  const platformKeys = Object.fromEntries(
    Object.entries(settings.platformKeys).map(([id, pem]) => [id, Rsa.from(publicKeyPem(pem), 'public')]),
  );
  const client = new Decorator({
    mchid,
    serial: settings.serial,
    privateKey: settings.privateKey,
    certs: { ...platformKeys },
    baseURL: `${settings.origin ?? ORIGIN}/`,
    timeout: TIMEOUT_MS,
  });

  async function call<T extends z.ZodType>(
    method: 'get' | 'post',
    path: string,
    { body, params, answer }: { body?: object; params?: Record<string, string>; answer: T },
  ): Promise<z.output<T>> {
    let data: unknown;
    try {
      ({ data } = await client.request(path, method, body, params && { params }));
    } catch (error) {
      const told = Failure.safeParse((error as { response?: unknown }).response).data;
      const code = told?.data?.code ?? (told?.status === undefined ? 'unreachable' : `http_${told.status}`);
      throw new ProviderError(NAME, code, told?.data?.message ?? String(error), error);
    }
    const read = answer.safeParse(data);
    if (!read.success) throw new ProviderError(NAME, 'unreadable', read.error.message);
    return read.data;
  }

  async function query(attemptNo: string): Promise<Trade> {
    try {
      const told = await call('get', `v3/pay/transactions/out-trade-no/${attemptNo}`, {
        params: { mchid },
        answer: TradeBody,
      });
      const trade = told.mchid === mchid && told.out_trade_no === attemptNo ? tradeOf(told) : undefined;
      if (!trade) throw new ProviderError(NAME, 'unreadable', `the trade ${attemptNo}`);
      return trade;
    } catch (error) {
      if (isCode(error, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'))
        return { outcome: 'absent', attemptNo };
      throw error;
    }
  }

  return {
    name: NAME,
    currencies: ['CNY'],
    async start(charge) {
      const { code_url } = await call('post', 'v3/pay/transactions/native', {
        body: {
          appid,
          mchid,
          description: charge.subject,
          out_trade_no: charge.attemptNo,
          time_expire: chinaInstant(charge.expiresAt),
          notify_url: charge.notifyUrl,
          amount: { total: charge.amountMinor, currency: charge.currency },
        },
        answer: NativeBody,
      });
      return { qr: code_url };
    },
    readNotification: (raw) =>
      readNotification({ appid, mchid, apiKey: settings.apiKey, platformKeys, now }, raw),
    acknowledge: (taken) =>
      taken
        ? { status: 204, contentType: 'application/json', body: '' }
        : { status: 500, contentType: 'application/json', body: '{"code":"FAIL","message":"失败"}' },
    query,
    async close(attemptNo) {
      try {
        await call('post', `v3/pay/transactions/out-trade-no/${attemptNo}/close`, {
          body: { mchid },
          answer: z.unknown(),
        });
        return { outcome: 'closed', attemptNo };
      } catch (error) {
        if (isCode(error, 'ORDER_PAID', 'ORDERPAID', 'ORDER_CLOSED', 'ORDERCLOSED')) return query(attemptNo);
        if (isCode(error, 'ORDER_NOT_EXIST', 'ORDERNOTEXIST')) return { outcome: 'absent', attemptNo };
        throw error;
      }
    },
    async refund(order) {
      const told = await call('post', 'v3/refund/domestic/refunds', {
        body: {
          out_trade_no: order.attemptNo,
          out_refund_no: order.refundNo,
          reason: order.reason,
          amount: { refund: order.amountMinor, total: order.totalMinor, currency: order.currency },
        },
        answer: RefundBody,
      });
      return refundStatus(order, told);
    },
    async queryRefund(order) {
      const path = `v3/refund/domestic/refunds/${order.refundNo}`;
      return refundStatus(order, await call('get', path, { answer: RefundBody }));
    },
  };
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof ProviderError && codes.includes(error.code);
}

function refundStatus(order: RefundOrder, told: z.output<typeof RefundBody>): RefundStatus {
  if (told.out_refund_no !== order.refundNo || told.amount.refund !== order.amountMinor)
    throw new ProviderError(NAME, 'other_refund', `asked for ${order.refundNo}`);
  if (told.status === 'SUCCESS') return { state: 'done', detail: told.status };
  return { state: told.status === 'PROCESSING' ? 'waiting' : 'failed', detail: told.status };
}

interface Verifier {
  readonly appid: string;
  readonly mchid: string;
  readonly apiKey: string;
  readonly platformKeys: Readonly<Record<string, ReturnType<typeof Rsa.from>>>;
  readonly now: () => number;
}

function readNotification(verifier: Verifier, { headers, body }: RawNotification): NotificationReading {
  const header = (name: string): string => {
    const value = headers[`wechatpay-${name}`];
    return typeof value === 'string' ? value : '';
  };
  const [timestamp, nonce, serial] = [header('timestamp'), header('nonce'), header('serial')];
  if (!/^\d{1,12}$/.test(timestamp)) return refused('malformed', 'no timestamp');
  if (Math.abs(verifier.now() / 1000 - Number(timestamp)) > SIGNED_AGO_SECONDS_MAX)
    return refused('stale', `signed at ${timestamp}`);
  const key = Object.hasOwn(verifier.platformKeys, serial) ? verifier.platformKeys[serial] : undefined;
  if (!key) return refused('signature', `unknown key ${serial}`);
  if (!Rsa.verify(Formatter.response(timestamp, nonce, body), header('signature'), key))
    return refused('signature', 'RSA does not verify');
  const told = decrypted(body, verifier.apiKey);
  if (!told) return refused('malformed', 'a signed body that cannot be read');
  if (told.appid !== verifier.appid || told.mchid !== verifier.mchid)
    return refused('not_ours', `appid ${told.appid}, mchid ${told.mchid}`);
  const trade = tradeOf(told);
  return trade ? { believed: true, trade } : refused('malformed', 'a paid trade without its amount or time');
}

/** The trade inside a verified notification; undefined when it is something else. GCM's tag is checked on the way. */
function decrypted(body: string, apiKey: string): z.output<typeof TradeBody> | undefined {
  try {
    const { resource } = NotificationBody.parse(JSON.parse(body));
    const { ciphertext, nonce, associated_data } = resource;
    return TradeBody.parse(JSON.parse(Aes.AesGcm.decrypt(ciphertext, apiKey, nonce, associated_data)));
  } catch {
    return undefined;
  }
}

type Reason = Exclude<NotificationReading, { believed: true }>['reason'];
const refused = (reason: Reason, detail: string): NotificationReading => ({
  believed: false,
  reason,
  detail,
});

/** A trade in `REFUND` was told as paid before. */
function tradeOf(told: z.output<typeof TradeBody>): Trade | undefined {
  const attemptNo = told.out_trade_no;
  switch (told.trade_state) {
    case 'NOTPAY':
    case 'USERPAYING':
    case 'PAYERROR':
      return { outcome: 'unpaid', attemptNo };
    case 'CLOSED':
    case 'REVOKED':
    case 'REFUND':
      return { outcome: 'closed', attemptNo };
    case 'SUCCESS': {
      const { transaction_id: tradeNo, success_time: paidAt, amount } = told;
      if (!tradeNo || !paidAt || !amount) return undefined;
      const { total: amountMinor, currency } = amount;
      return { outcome: 'paid', attemptNo, tradeNo, amountMinor, currency, paidAt: new Date(paidAt) };
    }
  }
}
