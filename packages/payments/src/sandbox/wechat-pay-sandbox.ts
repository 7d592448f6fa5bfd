import { createCipheriv, randomBytes } from 'node:crypto';
import { chinaInstant } from '../china-time.ts';
import type { WeChatPaySettings } from '../wechat-pay.ts';
import { type KeyPair, newKeyPair, signed, verified } from './keys.ts';
import {
  openSandbox,
  type PaymentSandbox,
  type SandboxOptions,
  type Wire,
  type WireAnswer,
  type WireRequest,
} from './sandbox.ts';
import {
  type SandboxRefund,
  type SandboxTrade,
  TradeBook,
  type TradeFault,
  TradeRefused,
} from './trade-book.ts';

export interface WeChatPaySandbox extends PaymentSandbox {
  /** What a provider needs to use the box. */
  readonly settings: WeChatPaySettings;
}

const APP_ID = 'wx0000000000000001';
const MERCHANT_ID = '1900000001';
const MERCHANT_SERIAL = '5A00000000000000000000000000000000000001';
const PLATFORM_KEY_ID = 'PUB_KEY_ID_0119000000012026010100000000000001';
const STATE = { unpaid: 'NOTPAY', paid: 'SUCCESS', closed: 'CLOSED' } as const;
const SIGNED_AGO_SECONDS_MAX = 300;
const FAULTS: Readonly<Record<TradeFault, readonly [status: number, code: string]>> = {
  absent: [404, 'ORDER_NOT_EXIST'],
  other_amount: [400, 'INVALID_REQUEST'],
  paid: [400, 'ORDERPAID'],
  closed: [400, 'ORDER_CLOSED'],
  not_paid: [400, 'INVALID_REQUEST'],
  over_paid: [400, 'INVALID_REQUEST'],
  other_refund: [400, 'INVALID_REQUEST'],
};

/** Opens a box that speaks WeChat Pay v3: signed JSON both ways, encrypted and signed notifications. */
export async function openWeChatPaySandbox({
  port = 0,
  now = () => new Date(),
}: SandboxOptions = {}): Promise<WeChatPaySandbox> {
  const [merchant, platform, nobody] = [newKeyPair(), newKeyPair(), newKeyPair()];
  const apiKey = randomBytes(16).toString('hex');
  const book = new TradeBook(now);
  const { sandbox } = await openSandbox(book, port, (url) =>
    weChatPayWire({ url, book, apiKey, merchant, platform, nobody }),
  );
  const settings = {
    appId: APP_ID,
    merchantId: MERCHANT_ID,
    serial: MERCHANT_SERIAL,
    privateKey: merchant.privateKey,
    apiKey,
    platformKeys: { [PLATFORM_KEY_ID]: platform.publicKey },
    origin: sandbox.url,
  };
  return { ...sandbox, settings };
}

interface Parts {
  readonly url: string;
  readonly book: TradeBook;
  readonly apiKey: string;
  readonly merchant: KeyPair;
  readonly platform: KeyPair;
  readonly nobody: KeyPair;
}
interface NativeBody {
  readonly out_trade_no: string;
  readonly description: string;
  readonly notify_url: string;
  readonly time_expire: string;
  readonly amount: { readonly total: number; readonly currency: string };
}
interface RefundBody {
  readonly out_trade_no: string;
  readonly out_refund_no: string;
  readonly amount: { readonly refund: number; readonly total: number; readonly currency: string };
}

const TRADES = '/v3/pay/transactions/';
const REFUNDS = '/v3/refund/domestic/refunds';

function weChatPayWire({ url, book, apiKey, merchant, platform, nobody }: Parts): Wire {
  function answer(status: number, content: object | undefined): WireAnswer {
    const body = content === undefined ? '' : JSON.stringify(content);
    const headers = { 'content-type': 'application/json', ...signatureOf(body, new Date(), platform) };
    return { status, headers, body };
  }

  function run(
    { method, url: { pathname }, body }: WireRequest,
    slowRefunds: boolean,
  ): WireAnswer | undefined {
    if (method === 'POST' && pathname === `${TRADES}native`) {
      const { out_trade_no: attemptNo, ...charge } = JSON.parse(body) as NativeBody;
      book.open({
        attemptNo,
        amountMinor: charge.amount.total,
        currency: charge.amount.currency,
        subject: charge.description,
        notifyUrl: charge.notify_url,
        expiresAt: new Date(charge.time_expire),
      });
      return answer(200, { code_url: `${url}/pay/${attemptNo}` });
    }
    const [, attemptNo, close] =
      /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)(\/close)?$/.exec(pathname) ?? [];
    if (attemptNo !== undefined && method === 'POST' && close !== undefined) {
      book.close(attemptNo);
      return answer(204, undefined);
    }
    if (attemptNo !== undefined && method === 'GET') return answer(200, tradeView(book.find(attemptNo)));
    if (method === 'POST' && pathname === REFUNDS) {
      const asked = JSON.parse(body) as RefundBody;
      if (asked.amount.total !== book.find(asked.out_trade_no).amountMinor)
        throw new TradeRefused('other_amount');
      const { refund } = book.refund(asked.out_trade_no, {
        refundNo: asked.out_refund_no,
        amountMinor: asked.amount.refund,
        waiting: slowRefunds,
      });
      return answer(200, refundView(refund));
    }
    if (method === 'GET' && pathname.startsWith(`${REFUNDS}/`)) {
      const refundNo = pathname.slice(REFUNDS.length + 1);
      const refund = book
        .all()
        .find((trade) => trade.refunds.has(refundNo))
        ?.refunds.get(refundNo);
      if (refund && !slowRefunds) refund.state = 'done';
      return refund
        ? answer(200, refundView(refund))
        : answer(404, { code: 'RESOURCE_NOT_EXISTS', message: 'RESOURCE_NOT_EXISTS' });
    }
    return undefined;
  }

  return {
    answer(request, faults) {
      if (!request.url.pathname.startsWith('/v3/')) return undefined;
      if (!isSigned(request, merchant)) return answer(401, { code: 'SIGN_ERROR', message: 'SIGN_ERROR' });
      try {
        return run(request, faults.slowRefunds);
      } catch (error) {
        if (!(error instanceof TradeRefused)) throw error;
        const [status, code] = FAULTS[error.fault];
        return answer(status, { code, message: error.fault });
      }
    },
    notification(trade, tampering) {
      const signedAt = tampering.signedAt ?? new Date();
      const view = {
        ...tradeView(trade),
        appid: tampering.appId ?? APP_ID,
        mchid: tampering.merchantId ?? MERCHANT_ID,
        amount: { total: tampering.amountMinor ?? trade.amountMinor, currency: trade.currency },
      };
      const body = JSON.stringify({
        id: `EV-${trade.tradeNo}`,
        create_time: chinaInstant(signedAt),
        resource_type: 'encrypt-resource',
        event_type: 'TRANSACTION.SUCCESS',
        summary: '支付成功',
        resource: encrypted(JSON.stringify(view), apiKey),
      });
      const key = tampering.signature === 'wrong' ? nobody : platform;
      return { headers: { 'content-type': 'application/json', ...signatureOf(body, signedAt, key) }, body };
    },
    acknowledged: (status) => status === 200 || status === 204,
  };
}

function tradeView(trade: SandboxTrade): object {
  return {
    appid: APP_ID,
    mchid: MERCHANT_ID,
    out_trade_no: trade.attemptNo,
    trade_type: 'NATIVE',
    trade_state: STATE[trade.state],
    trade_state_desc: trade.state,
    ...(trade.state === 'paid' && { transaction_id: trade.tradeNo }),
    ...(trade.paidAt && { success_time: chinaInstant(trade.paidAt) }),
    amount: { total: trade.amountMinor, currency: trade.currency },
  };
}

function refundView({ refundNo, refundTradeNo, amountMinor, state }: SandboxRefund): object {
  return {
    refund_id: refundTradeNo,
    out_refund_no: refundNo,
    status: state === 'done' ? 'SUCCESS' : 'PROCESSING',
    amount: { refund: amountMinor, currency: 'CNY' },
  };
}

function signatureOf(body: string, at: Date, key: KeyPair): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = randomBytes(16).toString('hex');
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': PLATFORM_KEY_ID,
    'wechatpay-signature': signed(`${timestamp}\n${nonce}\n${body}\n`, key),
  };
}

/** Whether the Authorization header signs this very request, a moment ago. */
function isSigned({ method, target, headers, body }: WireRequest, merchant: KeyPair): boolean {
  const [, list] = /^WECHATPAY2-SHA256-RSA2048 (.+)$/.exec(String(headers.authorization)) ?? [];
  const fields = Object.fromEntries(
    [...(list ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const { timestamp = '', nonce_str = '', signature = '' } = fields;
  return (
    fields.mchid === MERCHANT_ID &&
    fields.serial_no === MERCHANT_SERIAL &&
    Math.abs(Date.now() / 1000 - Number(timestamp)) <= SIGNED_AGO_SECONDS_MAX &&
    verified(`${method}\n${target}\n${timestamp}\n${nonce_str}\n${body}\n`, signature, merchant)
  );
}

function encrypted(text: string, apiKey: string): object {
  const nonce = randomBytes(6).toString('hex');
  const associated_data = 'transaction';
  const cipher = createCipheriv('aes-256-gcm', apiKey, nonce).setAAD(Buffer.from(associated_data));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: 'AEAD_AES_256_GCM',
    original_type: 'transaction',
    ciphertext: ciphertext.toString('base64'),
    nonce,
    associated_data,
  };
}
