import { existsSync } from 'node:fs';
import process from 'node:process';
import { expect } from 'vitest';
import { buyOnTheProductPage } from './main-job/selling.ts';
import { tellMainJob } from './main-job/story.ts';
import { inRoot, runFile, startServer } from './server-process.ts';

/** A catalogue that is not part of the project; where it is not there, there is no story to tell about it. */
const CATALOGUE = process.env.YELLOWCART_REAL_DATA ?? inRoot('../shared/data/products.jsonl');
/** Two parts of a shelf that the sample does not carry under these words. */
const WORDS = '四件套';

async function importCatalogue(dataDir: string): Promise<void> {
  const sample = await startServer(dataDir, '--no-show');
  expect(await sample.stop()).toBe(0);
  const shop = 'merchant@sample.yellowcart.test';
  const importing = runFile(
    'packages/server/src/cli/yc.ts',
    'import',
    CATALOGUE,
    '--into',
    shop,
    '--data',
    dataDir,
  );
  const code = await importing.ended;
  expect({ code, said: importing.output() }).toEqual({
    code: 0,
    said: expect.stringMatching(
      /[1-9]\d* products with [1-9]\d* SKUs imported, 0 were there already, 0 rows/,
    ),
  });
}

if (existsSync(CATALOGUE)) {
  tellMainJob('the main job on imported goods', {
    prepare: importCatalogue,
    words: WORDS,
    buy: buyOnTheProductPage,
  });
}
