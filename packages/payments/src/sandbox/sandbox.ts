import { createServer } from 'node:http';
import type { RawNotification } from '../provider.ts';
import { payPage } from './pay-page.ts';
import { type SandboxTrade, type TradeBook, TradeRefused } from './trade-book.ts';

/** What is wrong with a notification on purpose. */
export interface Tampering {
  /** Signed with a key that is nobody's. */
  readonly signature?: 'wrong';
  readonly amountMinor?: number;
  readonly appId?: string;
  readonly merchantId?: string;
  /** When it was signed, by the real world's clock. */
  readonly signedAt?: Date;
}

/** How the sandbox fails on purpose; may be changed at any time. */
export interface Faults {
  /** Answers nothing but errors. */
  down: boolean;
  /** Takes refunds and does not finish them. */
  slowRefunds: boolean;
}

/** What came back for a notification. */
export interface Delivery {
  readonly status: number;
  readonly body: string;
  /** The receiver said that it has it, in the provider's own way. */
  readonly acknowledged: boolean;
}

/** A payment provider in a box: speaks the real one's wire with keys of its own. */
export interface PaymentSandbox {
  readonly url: string;
  readonly faults: Faults;
  trades(): readonly SandboxTrade[];
  trade(attemptNo: string): SandboxTrade;
  /** The buyer pays; nobody is told yet. Throws when the trade is closed or its time is over. */
  pay(attemptNo: string): SandboxTrade;
  /** A notification of how the trade stands, as it would be sent. */
  notification(attemptNo: string, tampering?: Tampering): RawNotification;
  /** Sends it to where the trade said. */
  deliver(attemptNo: string, tampering?: Tampering): Promise<Delivery>;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Port to listen on; 0 = any free one. */
  readonly port?: number;
  /** The clock of trades (not of signatures). */
  readonly now?: () => Date;
}

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  /** Path and query as they came. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a provider's wire adds to the box. */
export interface Wire {
  /** Answers a request of the provider's API; undefined = not one of them. */
  answer(request: WireRequest, faults: Faults): WireAnswer | undefined;
  notification(trade: SandboxTrade, tampering: Tampering): RawNotification;
  acknowledged(status: number, body: string): boolean;
}

const BODY_BYTES_MAX = 65_536;

/** Opens a box on the loopback address. `wire` is made once its address is known. */
export async function openSandbox<W extends Wire>(
  book: TradeBook,
  port: number,
  makeWire: (url: string) => W,
): Promise<{ readonly sandbox: PaymentSandbox; readonly wire: W }> {
  const faults: Faults = { down: false, slowRefunds: false };
  const server = createServer((request, response) => {
    readBody(request)
      .then((body) => answer(request, body))
      .catch((error: unknown) => plain(error instanceof TradeRefused ? 409 : 500, String(error)))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  const url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`;
  const wire = makeWire(url);

  async function answer(
    request: {
      readonly method?: string | undefined;
      readonly url?: string | undefined;
      readonly headers: WireRequest['headers'];
    },
    body: string,
  ): Promise<WireAnswer> {
    const target = request.url ?? '/';
    const at = new URL(target, url);
    if (at.pathname.startsWith('/pay/')) return payAnswer(request.method, at.pathname.slice(5));
    if (faults.down) return plain(502, 'down on purpose');
    const { method = 'GET', headers } = request;
    return wire.answer({ method, url: at, target, headers, body }, faults) ?? plain(404, 'nothing here');
  }

  async function payAnswer(method: string | undefined, attemptNo: string): Promise<WireAnswer> {
    let told = '';
    if (method === 'POST') {
      book.pay(attemptNo);
      const { acknowledged, status } = await deliver(attemptNo).catch(() => ({
        acknowledged: false,
        status: 0,
      }));
      told = acknowledged ? 'notified' : `not taken (${status})`;
    }
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    return { status: 200, headers, body: payPage(book.find(attemptNo), told) };
  }

  async function deliver(attemptNo: string, tampering: Tampering = {}): Promise<Delivery> {
    const { headers, body } = wire.notification(book.find(attemptNo), tampering);
    const response = await fetch(book.find(attemptNo).notifyUrl, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    const text = await response.text();
    return { status: response.status, body: text, acknowledged: wire.acknowledged(response.status, text) };
  }

  const sandbox: PaymentSandbox = {
    url,
    faults,
    trades: () => book.all(),
    trade: (attemptNo) => book.find(attemptNo),
    pay: (attemptNo) => book.pay(attemptNo),
    notification: (attemptNo, tampering = {}) => wire.notification(book.find(attemptNo), tampering),
    deliver,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return { sandbox, wire };
}

async function readBody(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function plain(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
