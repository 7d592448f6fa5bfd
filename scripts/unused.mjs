import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';

const KNIP = inRoot('node_modules/knip/bin/knip.js');

/** A little project in which one file, one export and one dependency are used and one of each is not. */
const PLANTED = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    exports: './src/index.ts',
    dependencies: { used: '1', idle: '1' },
  }),
  'tsconfig.json': '{}',
  'src/index.ts': `import { used } from 'used';\nimport { shown } from './shown.ts';\nimport type { Shape } from './shape.ts';\nexport const all: Shape = [used, shown];\n`,
  'src/shown.ts': 'export const shown = 1;\nexport const hidden = 2;\n',
  'src/shape.ts': 'export type Shape = unknown[];\n',
  'src/lost.ts': 'export const lost = 3;\n',
};
const WANTED = ['src/lost.ts', 'hidden', 'idle'];
const ALLOWED = ['src/shape.ts', 'shown', '"used"'];

function plantedFaults() {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'yellowcart-unused-')));
  try {
    for (const [file, text] of Object.entries(PLANTED)) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const { stdout } = spawnSync(
      process.execPath,
      [KNIP, '--no-progress', '--reporter', 'json', '--directory', folder],
      { cwd: folder, encoding: 'utf8' },
    );
    const names = JSON.stringify(
      JSON.parse(stdout).issues.map(({ file, ...issues }) =>
        Object.values(issues)
          .flat()
          .map(({ name }) => name ?? file),
      ),
    );
    return [
      ...WANTED.filter((name) => !names.includes(`"${name}"`)).map(
        (name) => `knip does not see that ${name} is unused`,
      ),
      ...ALLOWED.filter((name) => names.includes(name)).map((name) => `knip takes ${name} for unused`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const faults = plantedFaults();
for (const fault of faults) process.stdout.write(`the check is broken: ${fault}\n`);
const { status } = spawnSync(
  process.execPath,
  [KNIP, '--no-progress', '--no-config-hints', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status === 0 && faults.length > 0 ? 1 : (status ?? 1);
