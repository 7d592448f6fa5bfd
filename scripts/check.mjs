import { spawn } from 'node:child_process';
import { withNode } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { node24 } from './node24.mjs';
import { inRoot, root } from './paths.mjs';
import { main } from './progress.mjs';

/** What `npm run check` proves, in this order; each is a program that ends with 0 when all is well. Add yours here. */
const STEPS = [
  { name: 'types', run: ['node_modules/typescript/bin/tsc', '--noEmit'], fix: 'npx tsc --noEmit' },
  {
    name: 'lint and format',
    run: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    fix: 'npx biome check --write',
  },
  { name: 'walls', run: ['scripts/walls.mjs'], fix: 'node scripts/walls.mjs' },
  {
    name: 'unused files and dependencies',
    run: ['scripts/unused.mjs'],
    fix: 'npx knip',
  },
  {
    name: 'schema dump',
    run: ['packages/server/src/cli/db.ts', 'dump', '--fresh', '--check', 'packages/engine/schema.sql'],
    fix: 'npm run db -- dump --fresh --check packages/engine/schema.sql',
  },
];

function runStep(node, { run: [file, ...args] }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(node, [inRoot(file), ...args], {
      cwd: root,
      env: withNode(node),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const end = (ok) =>
      resolve({ ok, output: output.trim(), seconds: ((performance.now() - started) / 1000).toFixed(1) });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

// npm run check [-- NAME]: every step, or those whose name has NAME in it; all failures are shown, not only the first.
await main(async () => {
  await ensureInstalled();
  const node = await node24();
  const only = process.argv[2] ?? '';
  const failed = [];
  let ran = 0;
  for (const step of STEPS.filter(({ name }) => name.includes(only))) {
    const { ok, output, seconds } = await runStep(node, step);
    ran += 1;
    process.stdout.write(`${ok ? 'ok    ' : 'FAILED'}  ${step.name}  (${seconds} s)\n`);
    if (!ok)
      process.stdout.write(`${output.replace(/^/gm, '        ')}\n        To see it alone: ${step.fix}\n`);
    if (!ok) failed.push(step.name);
  }
  process.stdout.write(
    failed.length === 0
      ? `\n${ran} checks passed\n`
      : `\n${failed.length} of ${ran} checks failed: ${failed.join(', ')}\n`,
  );
  return failed.length === 0 && ran > 0 ? 0 : 1;
});
