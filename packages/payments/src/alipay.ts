import { AlipayRequestError, AlipaySdk, type AlipaySdkCommonResult } from 'alipay-sdk';
import { chinaTime, fromChinaTime } from './china-time.ts';
import { privateKeyPem, publicKeyPem } from './key-pem.ts';
import {
  type Charge,
  type NotificationReading,
  type PaymentProvider,
  type PayScreen,
  ProviderError,
  type RawNotification,
  type RefundOrder,
  type RefundStatus,
  type Trade,
} from './provider.ts';
import { fenOf, yuanOf } from './yuan.ts';

export interface AlipaySettings {
  readonly appId: string;
  /** The app's private key: PEM, or bare base64 as Alipay's key tool gives it. */
  readonly privateKey: string;
  /** Alipay's public key (not the app's): PEM or bare base64. */
  readonly alipayPublicKey: string;
  /** The seller's Alipay user id (2088…); notifications that name another are not believed. */
  readonly sellerId?: string | undefined;
  /** `qr`: a code to scan (alipay.trade.precreate). `page`: Alipay's own page (alipay.trade.page.pay). */
  readonly mode?: 'qr' | 'page' | undefined;
  readonly gateway?: string | undefined;
}

const NAME = 'alipay';
const TIMEOUT_MS = 10_000;
const ABSENT = 'ACQ.TRADE_NOT_EXIST';

/** Alipay through its official SDK: RSA2 signatures both ways, amounts in yuan, times in UTC+8. Throws when a key cannot be read. */
export function openAlipay(settings: AlipaySettings): PaymentProvider {
  const sdk = new AlipaySdk({
    appId: settings.appId,
    privateKey: privateKeyPem(settings.privateKey),
    keyType: 'PKCS8',
    alipayPublicKey: publicKeyPem(settings.alipayPublicKey),
    signType: 'RSA2',
    timeout: TIMEOUT_MS,
    ...(settings.gateway !== undefined && { gateway: settings.gateway }),
  });

  async function call(
    method: string,
    bizContent: Record<string, unknown>,
    common: Record<string, unknown> = {},
  ): Promise<AlipaySdkCommonResult> {
    let result: AlipaySdkCommonResult;
    try {
      // The SDK would write the time of the server's own zone.
      const timestamp = chinaTime(new Date());
      result = await sdk.exec(method, { ...common, timestamp, bizContent }, { validateSign: true });
    } catch (error) {
      const code = error instanceof AlipayRequestError ? (error.code ?? 'unreachable') : 'unreachable';
      throw new ProviderError(NAME, code, error instanceof Error ? error.message : String(error), error);
    }
    if (result.code === '10000') return result;
    throw new ProviderError(
      NAME,
      String(result.subCode ?? result.code),
      String(result.subMsg ?? result.msg ?? ''),
    );
  }

  async function query(attemptNo: string): Promise<Trade> {
    try {
      const result = await call('alipay.trade.query', { outTradeNo: attemptNo });
      if (result.outTradeNo !== attemptNo) {
        throw new ProviderError(NAME, 'other_trade', `asked for ${attemptNo}`);
      }
      const trade = tradeOf({
        attemptNo,
        status: String(result.tradeStatus),
        tradeNo: String(result.tradeNo),
        amount: String(result.totalAmount),
        paidAt: String(result.sendPayDate),
      });
      if (!trade) throw new ProviderError(NAME, 'unreadable', `the trade ${attemptNo}`);
      return trade;
    } catch (error) {
      if (error instanceof ProviderError && error.code === ABSENT) return { outcome: 'absent', attemptNo };
      throw error;
    }
  }

  async function queryRefund(order: RefundOrder): Promise<RefundStatus> {
    const { attemptNo, refundNo, amountMinor } = order;
    const result = await call('alipay.trade.fastpay.refund.query', {
      outTradeNo: attemptNo,
      outRequestNo: refundNo,
    });
    const done =
      result.refundStatus === 'REFUND_SUCCESS' && fenOf(String(result.refundAmount)) === amountMinor;
    return { state: done ? 'done' : 'waiting', detail: String(result.refundStatus ?? 'not known yet') };
  }

  return {
    name: NAME,
    currencies: ['CNY'],
    async start(charge): Promise<PayScreen> {
      const common = { notifyUrl: charge.notifyUrl };
      if (settings.mode === 'page') {
        const bizContent = { ...contentOf(charge), productCode: 'FAST_INSTANT_TRADE_PAY' };
        const timestamp = chinaTime(new Date());
        return {
          redirect: sdk.pageExec('alipay.trade.page.pay', 'GET', { ...common, timestamp, bizContent }),
        };
      }
      const { qrCode } = await call('alipay.trade.precreate', contentOf(charge), common);
      if (typeof qrCode !== 'string')
        throw new ProviderError(NAME, 'unreadable', 'the answer holds no QR code');
      return { qr: qrCode };
    },
    readNotification: (raw) => readNotification(sdk, settings, raw),
    acknowledge: (taken) => ({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: taken ? 'success' : 'fail',
    }),
    query,
    async close(attemptNo) {
      try {
        await call('alipay.trade.close', { outTradeNo: attemptNo });
        return { outcome: 'closed', attemptNo };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        // It was never scanned, or it is not waiting to be paid: how it stands is the answer.
        if (error.code === ABSENT) return { outcome: 'absent', attemptNo };
        if (error.code === 'ACQ.TRADE_STATUS_ERROR') return query(attemptNo);
        throw error;
      }
    },
    async refund(order) {
      const result = await call('alipay.trade.refund', {
        outTradeNo: order.attemptNo,
        refundAmount: yuanOf(order.amountMinor),
        outRequestNo: order.refundNo,
        refundReason: order.reason,
      });
      // `N` says that this call moved no money: a repeat of one that did, or one that has to be asked about.
      return result.fundChange === 'Y' ? { state: 'done', detail: 'fund_change Y' } : queryRefund(order);
    },
    queryRefund,
  };
}

function contentOf(charge: Charge): Record<string, unknown> {
  return {
    outTradeNo: charge.attemptNo,
    totalAmount: yuanOf(charge.amountMinor),
    subject: charge.subject,
    timeExpire: chinaTime(charge.expiresAt),
  };
}

function readNotification(
  sdk: AlipaySdk,
  settings: AlipaySettings,
  raw: RawNotification,
): NotificationReading {
  const fields = new URLSearchParams(raw.body);
  const field = (name: string): string => fields.get(name) ?? '';
  // Given twice, a field could be read as one thing and signed as another.
  if (fields.size === 0 || fields.size !== new Set(fields.keys()).size)
    return refused('malformed', 'not a form with each field once');
  // The older type hashes with SHA-1; whoever may choose could choose that.
  if (field('sign_type') !== 'RSA2') return refused('signature', `sign_type ${field('sign_type')}`);
  if (!sdk.checkNotifySignV2(Object.fromEntries(fields))) return refused('signature', 'RSA2 does not verify');
  if (field('app_id') !== settings.appId) return refused('not_ours', `app_id ${field('app_id')}`);
  if (settings.sellerId !== undefined && field('seller_id') !== settings.sellerId)
    return refused('not_ours', `seller_id ${field('seller_id')}`);
  const trade = tradeOf({
    attemptNo: field('out_trade_no'),
    status: field('trade_status'),
    tradeNo: field('trade_no'),
    amount: field('total_amount'),
    paidAt: field('gmt_payment'),
  });
  return trade ? { believed: true, trade } : refused('malformed', 'a signed trade that cannot be read');
}

type Reason = Exclude<NotificationReading, { believed: true }>['reason'];
const refused = (reason: Reason, detail: string): NotificationReading => ({
  believed: false,
  reason,
  detail,
});

/** A trade wholly refunded is `TRADE_CLOSED` too; it was told as paid before. */
function tradeOf(told: {
  readonly attemptNo: string;
  readonly status: string;
  readonly tradeNo: string;
  readonly amount: string;
  readonly paidAt: string;
}): Trade | undefined {
  const { attemptNo, tradeNo } = told;
  if (attemptNo === '') return undefined;
  switch (told.status) {
    case 'WAIT_BUYER_PAY':
      return { outcome: 'unpaid', attemptNo };
    case 'TRADE_CLOSED':
      return { outcome: 'closed', attemptNo };
    case 'TRADE_SUCCESS':
    case 'TRADE_FINISHED': {
      const amountMinor = fenOf(told.amount);
      const paidAt = fromChinaTime(told.paidAt);
      if (amountMinor === undefined || !paidAt || tradeNo === '') return undefined;
      return { outcome: 'paid', attemptNo, tradeNo, amountMinor, currency: 'CNY', paidAt };
    }
    default:
      return undefined;
  }
}
