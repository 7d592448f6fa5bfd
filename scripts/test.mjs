import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runToEnd, withNode } from './child.mjs';
import { chromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { node24 } from './node24.mjs';
import { buildPages, stalePages } from './pages.mjs';
import { inRoot } from './paths.mjs';
import { main } from './progress.mjs';

/** Whether the run has browser stories in it, so that a filtered run of rules need not build pages. */
function wantsBrowser(args) {
  const folder = inRoot('e2e', 'src');
  const stories = existsSync(folder)
    ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.test.ts'))
    : [];
  const filters = args.filter((arg) => !arg.startsWith('-'));
  return stories.some(
    (story) =>
      filters.length === 0 ||
      filters.some((filter) => path.posix.join('e2e/src', story.replaceAll('\\', '/')).includes(filter)),
  );
}

function readTotals(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

// npm test [-- FILTER]: all tests once, what they need first; the last line is `N passed, N failed, N skipped`.
await main(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  const node = await node24();
  const extra = { NODE_ENV: 'test' };
  if (wantsBrowser(args)) {
    extra.CHROMIUM_PATH = await chromium();
    await buildPages(node, stalePages());
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yellowcart-test-'));
  try {
    extra.TEST_TOTALS = path.join(folder, 'totals.json');
    const reporters = ['--reporter=default', `--reporter=${inRoot('scripts/test-totals.mjs')}`];
    const code = await runToEnd(
      node,
      [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args],
      withNode(node, extra),
    );
    const totals = readTotals(extra.TEST_TOTALS) ?? { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
    return totals.failed > 0 || totals.passed === 0 ? code || 1 : code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
