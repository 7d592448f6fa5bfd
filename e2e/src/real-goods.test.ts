import { expect } from 'vitest';
import { buyOnTheProductPage } from './main-job/selling.ts';
import { tellMainJob } from './main-job/story.ts';
import { realCatalogue } from './real-catalogue.ts';
import { runFile, startServer } from './server-process.ts';

const SHOP = 'merchant@sample.yellowcart.test';
/** Bedding: the shop of that log-in sells none until it is imported. */
const WORDS = '四件套';

/** A sample platform with real goods in its merchant's shop. */
async function importCatalogue(dataDir: string): Promise<void> {
  const sample = await startServer(dataDir, '--no-show');
  expect(await sample.stop()).toBe(0);
  const file = realCatalogue() ?? '';
  const cli = 'packages/server/src/cli/yc.ts';
  const importing = runFile(cli, 'import', file, '--into', SHOP, '--data', dataDir);
  const code = await importing.ended;
  expect({ code, said: importing.output() }).toEqual({
    code: 0,
    said: expect.stringMatching(
      /[1-9]\d* products with [1-9]\d* SKUs imported, 0 were there already, 0 rows/,
    ),
  });
}

tellMainJob('the main job on imported goods', {
  prepare: importCatalogue,
  words: WORDS,
  buy: buyOnTheProductPage,
});
