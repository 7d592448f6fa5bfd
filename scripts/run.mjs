import path from 'node:path';
import { runToEnd, withNode } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { node24 } from './node24.mjs';
import { root } from './paths.mjs';
import { CannotGoOn, main } from './progress.mjs';

// node scripts/run.mjs FILE.ts [args]: the file, on Node 24, with everything installed.
await main(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new CannotGoOn('Say which file to run: node scripts/run.mjs FILE.ts [args]');
  await ensureInstalled();
  const node = await node24();
  return runToEnd(node, [path.resolve(root, file), ...args], withNode(node));
});
