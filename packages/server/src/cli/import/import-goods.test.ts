import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { importGoods } from './import-goods.ts';

let platform: TestPlatform;
let folder: string;
beforeAll(async () => {
  platform = await openTestPlatform();
  folder = await mkdtemp(path.join(os.tmpdir(), 'yellowcart-import-'));
});
afterAll(async () => {
  await platform.close();
  await rm(folder, { recursive: true, force: true });
});

async function importInto(shopId: string | undefined, rows: readonly object[]) {
  const file = path.join(folder, 'goods.jsonl');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return importGoods(platform.engine, { file, skusFile: undefined, shopId, commissionBps: undefined });
}

const mug = { ref: '26', title: '杯子', category_path: '家居 > 杯具', price_minor: 1_900, stock: 3 };

it('goods of two sources with the same code both come into one shop, and once only', async () => {
  const rows = [
    { ...mug, source: 'one' },
    { ...mug, source: 'two' },
  ];
  const { shopId } = platform.shop;
  expect(await importInto(shopId, rows)).toMatchObject({ products: 2, skus: 2, known: 0, errors: 0 });
  expect(await importInto(shopId, rows)).toMatchObject({ products: 0, known: 2, errors: 0 });
});

it('a code that stands twice in a file is taken once', async () => {
  expect(await importInto(undefined, [mug, mug])).toMatchObject({ products: 1, known: 1, errors: 0 });
});
