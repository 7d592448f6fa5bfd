import type { CheckoutPreview } from '@yellowcart/contract';
import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { placeQuoted } from './place-quoted.ts';
import { Purchase } from './purchase.ts';
import { Quote } from './quote.ts';

const host: ReactiveControllerHost = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};
const lines = [{ skuId: 'cup', quantity: 1 }];
const address = {
  name: '林',
  phone: '13800000000',
  province: '浙江省',
  city: '',
  district: '',
  street: '1 号',
};

const preview = (previewToken: string, totalMinor = 1000): CheckoutPreview => ({
  previewToken,
  expiresAt: '2026-01-01T00:10:00Z',
  currency: 'CNY',
  goodsMinor: totalMinor,
  discountMinor: 0,
  freightMinor: 0,
  totalMinor,
  payNowMinor: totalMinor,
  orders: [],
});
const placed = {
  checkoutId: 'c',
  orders: [],
  totalMinor: 1000,
  currency: 'CNY',
  expiresAt: '',
  replayed: false,
};
const refusal = (code: string) => ({ status: 409, body: { code, detail: code, context: {} } });

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The server as it answers, one after the other; in place before the pages' client is made. */
const server = vi.hoisted(() => {
  const state = {
    answers: [] as { readonly status: number; readonly body: unknown }[],
    asked: [] as { readonly path: string; readonly body: { readonly previewToken?: string } }[],
  };
  globalThis.fetch = (path, init) => {
    state.asked.push({ path: String(path), body: JSON.parse(String(init?.body)) });
    const answer = state.answers.shift();
    return Promise.resolve(new Response(JSON.stringify(answer?.body), { status: answer?.status ?? 500 }));
  };
  return state;
});

beforeEach(() => {
  server.asked = [];
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
  vi.stubGlobal('localStorage', { getItem: () => 'zh-CN' });
});
afterEach(() => vi.unstubAllGlobals());

/** A buyer who has looked once and now orders. */
async function order(...then: Answer[]) {
  server.answers = [{ status: 200, body: preview('first') }, ...then];
  const purchase = new Purchase(host);
  const quote = new Quote(host);
  quote.want({ lines, province: undefined });
  await quote.askAgain();
  await placeQuoted(purchase, quote, { lines, address });
  const tokens = server.asked
    .filter(({ path }) => path.endsWith('/checkouts'))
    .map(({ body }) => body.previewToken);
  return { purchase, quote, tokens };
}

test('what was shown is ordered', async () => {
  const { purchase, tokens } = await order({ status: 201, body: placed });
  expect(purchase.phase).toBe('unpaid');
  expect(tokens).toEqual(['first']);
});

test('an old preview that still holds is ordered without asking the buyer', async () => {
  const { purchase, quote, tokens } = await order(
    refusal('preview_expired'),
    { status: 200, body: preview('second') },
    { status: 201, body: placed },
  );
  expect(purchase.phase).toBe('unpaid');
  expect(quote.changes).toEqual([]);
  expect(tokens).toEqual(['first', 'second']);
});

test('an old preview that holds no more is shown anew, and the buyer is asked', async () => {
  const { purchase, quote, tokens } = await order(refusal('preview_expired'), {
    status: 200,
    body: preview('second', 1200),
  });
  expect(purchase.phase).toBe('choosing');
  expect(quote.changes.map(({ kind }) => kind)).toEqual(['price', 'total']);
  expect(tokens).toEqual(['first']);
});

test('what changed meanwhile is told, and ordered as it is now when she asks again', async () => {
  const { purchase, quote, tokens } = await order(refusal('preview_changed'), {
    status: 200,
    body: preview('second', 1200),
  });
  expect(quote.changes).not.toEqual([]);
  expect(tokens).toEqual(['first']);
  server.answers = [{ status: 201, body: { ...placed, totalMinor: 1200 } }];
  await placeQuoted(purchase, quote, { lines, address });
  expect(server.asked.at(-1)?.body.previewToken).toBe('second');
  expect(purchase.shown?.totalMinor).toBe(1200);
});
