import type { AlipaySettings } from '../alipay.ts';
import { chinaTime, fromChinaTime } from '../china-time.ts';
import { fenOf, yuanOf } from '../yuan.ts';
import { type KeyPair, newKeyPair, signed, verified } from './keys.ts';
import {
  openSandbox,
  type PaymentSandbox,
  type SandboxOptions,
  type Wire,
  type WireAnswer,
} from './sandbox.ts';
import { type SandboxTrade, TradeBook, type TradeFault, TradeRefused } from './trade-book.ts';

export interface AlipaySandbox extends PaymentSandbox {
  /** What a provider needs to use the box. */
  readonly settings: AlipaySettings;
}

const APP_ID = '2021000000000001';
const SELLER_ID = '2088000000000001';
const STATUS = { unpaid: 'WAIT_BUYER_PAY', paid: 'TRADE_SUCCESS', closed: 'TRADE_CLOSED' } as const;
const CODES: Readonly<Record<TradeFault, string>> = {
  absent: 'ACQ.TRADE_NOT_EXIST',
  other_amount: 'ACQ.CONTEXT_INCONSISTENT',
  paid: 'ACQ.TRADE_HAS_SUCCESS',
  closed: 'ACQ.TRADE_HAS_CLOSE',
  not_paid: 'ACQ.TRADE_STATUS_ERROR',
  over_paid: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  other_refund: 'ACQ.DISCORDANT_REPEAT_REQUEST',
};

/** Opens a box that speaks Alipay's gateway: RSA2-signed forms in, signed JSON out, signed form notifications. */
export async function openAlipaySandbox({
  port = 0,
  now = () => new Date(),
}: SandboxOptions = {}): Promise<AlipaySandbox> {
  const [app, alipay, nobody] = [newKeyPair(), newKeyPair(), newKeyPair()];
  const book = new TradeBook(now);
  const { sandbox } = await openSandbox(book, port, (url) => alipayWire({ url, book, app, alipay, nobody }));
  const settings = {
    appId: APP_ID,
    privateKey: app.privateKey,
    alipayPublicKey: alipay.publicKey,
    sellerId: SELLER_ID,
    gateway: `${sandbox.url}/gateway.do`,
  };
  return { ...sandbox, settings };
}

interface Parts {
  readonly url: string;
  readonly book: TradeBook;
  readonly app: KeyPair;
  readonly alipay: KeyPair;
  readonly nobody: KeyPair;
}
type Fields = Readonly<Record<string, string>>;

function alipayWire({ url, book, app, alipay, nobody }: Parts): Wire {
  /** One answer of the gateway; the signature is over the response's text exactly as it stands. */
  function answer(method: string, response: object): WireAnswer {
    const text = JSON.stringify(response);
    const body = `{"${method.replaceAll('.', '_')}_response":${text},"sign":"${signed(text, alipay)}"}`;
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
  }
  const failure = (subCode: string): object => ({
    code: '40004',
    msg: 'Business Failed',
    sub_code: subCode,
    sub_msg: subCode,
  });

  function run(method: string, content: Fields, common: Fields, slowRefunds: boolean): object {
    const ok = { code: '10000', msg: 'Success' };
    const attemptNo = content.out_trade_no ?? '';
    switch (method) {
      case 'alipay.trade.precreate': {
        opened(content, common);
        return { ...ok, out_trade_no: attemptNo, qr_code: `${url}/pay/${attemptNo}` };
      }
      case 'alipay.trade.query': {
        const { tradeNo, state, amountMinor, paidAt } = book.find(attemptNo);
        return {
          ...ok,
          out_trade_no: attemptNo,
          trade_no: tradeNo,
          trade_status: STATUS[state],
          total_amount: yuanOf(amountMinor),
          ...(paidAt && { send_pay_date: chinaTime(paidAt) }),
        };
      }
      case 'alipay.trade.close': {
        const { state, tradeNo } = book.find(attemptNo);
        if (state !== 'unpaid') throw new TradeRefused('not_paid');
        book.close(attemptNo);
        return { ...ok, out_trade_no: attemptNo, trade_no: tradeNo };
      }
      case 'alipay.trade.refund': {
        const { refund, moved } = book.refund(attemptNo, {
          refundNo: content.out_request_no ?? '',
          amountMinor: fenOf(content.refund_amount ?? '') ?? 0,
          waiting: slowRefunds,
        });
        const fund_change = moved && refund.state === 'done' ? 'Y' : 'N';
        return { ...ok, out_trade_no: attemptNo, refund_fee: yuanOf(refund.amountMinor), fund_change };
      }
      case 'alipay.trade.fastpay.refund.query': {
        const refund = book.find(attemptNo).refunds.get(content.out_request_no ?? '');
        return {
          ...ok,
          out_trade_no: attemptNo,
          ...(refund && { out_request_no: refund.refundNo, refund_amount: yuanOf(refund.amountMinor) }),
          ...(refund?.state === 'done' && { refund_status: 'REFUND_SUCCESS' }),
        };
      }
      default:
        return failure('isv.invalid-method');
    }
  }

  function opened(content: Fields, common: Fields): SandboxTrade {
    return book.open({
      attemptNo: content.out_trade_no ?? '',
      amountMinor: fenOf(content.total_amount ?? '') ?? 0,
      currency: 'CNY',
      subject: content.subject ?? '',
      notifyUrl: common.notify_url ?? '',
      expiresAt: fromChinaTime(content.time_expire ?? '') ?? new Date(0),
    });
  }

  return {
    answer(request, faults) {
      if (request.url.pathname !== '/gateway.do') return undefined;
      const fields: Fields = Object.fromEntries([
        ...request.url.searchParams,
        ...new URLSearchParams(request.body),
      ]);
      const method = fields.method ?? '';
      const { sign = '', ...rest } = fields;
      const right =
        rest.app_id === APP_ID && rest.sign_type === 'RSA2' && verified(signText(rest), sign, app);
      if (!right) return answer(method, failure('isv.invalid-signature'));
      const content = JSON.parse(fields.biz_content ?? '{}') as Fields;
      try {
        if (method !== 'alipay.trade.page.pay')
          return answer(method, run(method, content, fields, faults.slowRefunds));
        const { attemptNo } = opened(content, fields);
        return { status: 302, headers: { location: `${url}/pay/${attemptNo}` }, body: '' };
      } catch (error) {
        if (error instanceof TradeRefused) return answer(method, failure(CODES[error.fault]));
        throw error;
      }
    },
    notification(trade, tampering) {
      const at = tampering.signedAt ?? new Date();
      const fields: Fields = {
        notify_time: chinaTime(at),
        notify_type: 'trade_status_sync',
        notify_id: `${trade.tradeNo}${at.getTime()}`,
        charset: 'utf-8',
        version: '1.0',
        app_id: tampering.appId ?? APP_ID,
        seller_id: tampering.merchantId ?? SELLER_ID,
        out_trade_no: trade.attemptNo,
        trade_no: trade.tradeNo,
        trade_status: STATUS[trade.state],
        total_amount: yuanOf(tampering.amountMinor ?? trade.amountMinor),
        subject: trade.subject,
        ...(trade.paidAt && { gmt_payment: chinaTime(trade.paidAt) }),
      };
      const key = tampering.signature === 'wrong' ? nobody : alipay;
      const body = new URLSearchParams({ ...fields, sign_type: 'RSA2', sign: signed(signText(fields), key) });
      return {
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: body.toString(),
      };
    },
    acknowledged: (status, body) => status === 200 && body === 'success',
  };
}

/** What is signed: every field but the signature, by name, as `name=value` joined by `&`. */
function signText(fields: Fields): string {
  return Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
}
