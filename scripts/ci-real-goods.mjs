import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runToEnd, withNode } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { node24 } from './node24.mjs';
import { inRoot } from './paths.mjs';
import { CannotGoOn, main } from './progress.mjs';

// node scripts/ci-real-goods.mjs FOLDER: imports the catalogue in FOLDER and replays its order log, each on a database
// of its own; the commands compare with the reference themselves and end with a code.
await main(async () => {
  const folder = path.resolve(process.argv[2] ?? '');
  const data = (name) => {
    const file = path.join(folder, name);
    if (!existsSync(file)) throw new CannotGoOn(`${file} is missing.`);
    return file;
  };
  const commands = [
    ['import', data('products.jsonl')],
    ['replay', data('orders-uci.csv.gz'), '--reference', data('reference-aggregates.json')],
  ];
  await ensureInstalled();
  const node = await node24();
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'yellowcart-goods-'));
  let failed = 0;
  try {
    for (const [verb, ...args] of commands) {
      const code = await runToEnd(
        node,
        [inRoot('packages/server/src/cli/yc.ts'), verb, ...args, '--data', path.join(scratch, verb)],
        withNode(node),
      );
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  yc ${verb}\n`);
      if (code !== 0) failed += 1;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return failed === 0 ? 0 : 1;
});
