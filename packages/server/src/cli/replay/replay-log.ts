import type { Engine, Tx } from '@yellowcart/engine';
import { createShops, insertProducts, shopByRef, skusByRef } from '@yellowcart/engine/catalog';
import {
  bodyHash,
  type Checkout,
  OfferBook,
  OrderNumbers,
  payOrders,
  placeOrders,
  type SalesRow,
  Snapshots,
  salesReport,
} from '@yellowcart/engine/orders';
import { createParties, partiesByRef } from '@yellowcart/engine/parties';
import { type LogOrder, placedAt, salesOrders } from './log-rows.ts';

export interface ReplayOptions {
  readonly file: string;
  readonly currency: string;
  readonly onProgress?: (stage: 'reading' | 'ordering', done: number, total: number, orders: number) => void;
}
export interface ReplayResult {
  readonly sales: readonly SalesRow[];
  readonly placed: number;
  /** Orders that an earlier run had placed already. */
  readonly replayed: number;
  readonly seconds: number;
}

const SHOP_REF = 'replay';
const GUEST = '';
const LINES_PER_BATCH = 4_000;
const ADDRESS = { name: 'Replay', phone: '000000', province: '-', city: '-', district: '-', street: '-' };

/**
 * Places and pays every sale of an order log through the order path, at the log's own times and prices. Goods are listed
 * first with just the units that the log sells, so that an oversold or lost unit would show. The invoice is the
 * idempotency key: a run that was cut off is simply run again.
 */
export async function replayLog(engine: Engine, options: ReplayOptions): Promise<ReplayResult> {
  const { shopId, skus, buyers } = await prepare(engine, options);
  const desk = { offers: new OfferBook(), numbers: new OrderNumbers(), snapshots: new Snapshots() };
  const began = performance.now();
  let placed = 0;
  let replayed = 0;
  let batch: LogOrder[] = [];
  let lines = 0;
  const flush = async (): Promise<void> => {
    const checkouts = batch.map((order) => checkoutOf(order, skus, buyers));
    const answers = await placeOrders(engine, desk, checkouts);
    const payments = answers.flatMap((answer, index) => {
      const checkout = checkouts[index];
      if ('refused' in answer || !checkout)
        throw new Error(
          `Invoice ${batch[index]?.invoice} was refused: ${'refused' in answer ? answer.refused : ''}`,
        );
      if (answer.replayed) replayed += 1;
      else placed += 1;
      return answer.orders.map(({ orderId }) => ({
        buyerId: checkout.buyerId,
        orderId,
        provider: 'test',
        approved: true,
        ...(checkout.placedAt ? { paidAt: checkout.placedAt } : {}),
      }));
    });
    for (const paid of await payOrders(engine, desk, payments))
      if ('refused' in paid) throw new Error(`A payment was refused: ${paid.refused}`);
    batch = [];
    lines = 0;
  };
  let done = 0;
  let bytes = 0;
  for await (const order of salesOrders(options.file, (read, total) => ([done, bytes] = [read, total]))) {
    batch.push(order);
    lines += order.lines.length;
    if (lines < LINES_PER_BATCH) continue;
    await flush();
    options.onProgress?.('ordering', done, bytes, placed + replayed);
  }
  await flush();
  const seconds = (performance.now() - began) / 1000;
  return {
    sales: await salesReport(engine.db, shopId, buyers.get(GUEST) ?? null),
    placed,
    replayed,
    seconds,
  };
}

interface Prepared {
  readonly shopId: string;
  readonly skus: ReadonlyMap<string, string>;
  readonly buyers: ReadonlyMap<string, string>;
}

/** Reads the log once for what it needs, and opens shop, goods and buyers that are not there from an earlier run. */
async function prepare(engine: Engine, options: ReplayOptions): Promise<Prepared> {
  const units = new Map<string, number>();
  const customers = new Set([GUEST]);
  const invoices = new Set<string>();
  for await (const order of salesOrders(options.file, (read, total) =>
    options.onProgress?.('reading', read, total, invoices.size),
  )) {
    if (invoices.has(order.invoice))
      throw new Error(
        `Invoice ${order.invoice} is in two places of the log: sort it, so that its lines stand together.`,
      );
    invoices.add(order.invoice);
    customers.add(order.customer);
    for (const { sku, quantity } of order.lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  }
  return engine.db.transaction().execute(async (tx) => {
    const shopId = (await shopByRef(tx, SHOP_REF)) ?? (await openShop(engine, tx));
    await listGoods(engine, tx, shopId, units, options.currency);
    return {
      shopId,
      skus: await skusByRef(tx, shopId, [...units.keys()]),
      buyers: await buyersFor(engine, tx, [...customers]),
    };
  });
}

async function openShop(engine: Engine, tx: Tx): Promise<string> {
  const now = engine.clock.now();
  const [merchantId, shopId] = [engine.ids.next(), engine.ids.next()];
  await createParties(tx, [
    { partyId: merchantId, role: 'merchant', ref: SHOP_REF, name: 'Order log', profile: {}, createdAt: now },
  ]);
  await createShops(tx, [
    { shopId, merchantId, ref: SHOP_REF, name: 'Order log', intro: '', city: '', openedAt: now },
  ]);
  return shopId;
}

async function listGoods(
  engine: Engine,
  tx: Tx,
  shopId: string,
  units: ReadonlyMap<string, number>,
  currency: string,
): Promise<void> {
  const known = await skusByRef(tx, shopId, [...units.keys()]);
  const fresh = [...units].filter(([sku]) => !known.has(sku));
  await insertProducts(
    tx,
    fresh.map(([sku, stock]) => ({
      productId: engine.ids.next(),
      shopId,
      ref: sku,
      source: 'replay',
      title: `SKU ${sku}`,
      subtitle: '',
      brand: null,
      categoryPath: ['Order log'],
      picture: `/pictures/generic-box/${encodeURIComponent(sku)}.svg`,
      attributes: {},
      currency,
      skus: [{ skuId: engine.ids.next(), ref: sku, spec: {}, priceMinor: 0, listPriceMinor: null, stock }],
    })),
    engine.clock.now(),
  );
}

async function buyersFor(engine: Engine, tx: Tx, customers: readonly string[]): Promise<Map<string, string>> {
  const refOf = (customer: string): string => `replay:${customer}`;
  const known = await partiesByRef(tx, 'buyer', customers.map(refOf));
  const fresh = customers
    .filter((customer) => !known.has(refOf(customer)))
    .map((customer) => ({ customer, partyId: engine.ids.next() }));
  await createParties(
    tx,
    fresh.map(({ customer, partyId }) => ({
      partyId,
      role: 'buyer' as const,
      ref: refOf(customer),
      name: customer === GUEST ? 'Guest' : `Customer ${customer}`,
      profile: {},
      createdAt: engine.clock.now(),
    })),
  );
  for (const { customer, partyId } of fresh) known.set(refOf(customer), partyId);
  return new Map(customers.map((customer) => [customer, known.get(refOf(customer)) ?? '']));
}

function checkoutOf(
  order: LogOrder,
  skus: ReadonlyMap<string, string>,
  buyers: ReadonlyMap<string, string>,
): Checkout {
  const lines = order.lines.map(({ sku, quantity, priceMinor }) => ({
    skuId: skus.get(sku) ?? '',
    quantity,
    click: undefined,
    agreedPriceMinor: priceMinor,
  }));
  return {
    buyerId: buyers.get(order.customer) ?? '',
    key: `invoice:${order.invoice}`,
    bodyHash: bodyHash({ lines, address: ADDRESS }),
    lines,
    province: undefined,
    address: ADDRESS,
    expectedTotalMinor: undefined,
    placedAt: placedAt(order),
  };
}
