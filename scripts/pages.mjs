import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withNode } from './child.mjs';
import { cache, inRoot } from './paths.mjs';
import { CannotGoOn, showing } from './progress.mjs';

/** Each set of pages and the packages whose sources go into it. */
const PAGES = [
  { name: 'storefront', sources: ['storefront', 'sdk', 'contract'] },
  { name: 'console', sources: ['console', 'sdk', 'contract'] },
];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage']);
const STAMP = '.built-from';
const LOW_PRIORITY = 10;

/** Every source file below a folder, in a stable order; tests do not change a page. */
function sourcesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory())
        return NOT_SOURCES.has(entry.name) ? [] : sourcesBelow(path.join(folder, entry.name));
      return entry.name.includes('.test.') ? [] : [path.join(folder, entry.name)];
    });
}

function fingerprint({ sources }) {
  const hash = createHash('sha256');
  const files = [
    inRoot('package-lock.json'),
    ...sources.flatMap((name) => sourcesBelow(inRoot('packages', name))),
  ];
  for (const file of files)
    hash.update(path.relative(inRoot(), file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function builtFrom({ name }) {
  try {
    return readFileSync(inRoot('packages', name, 'dist', STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

/** The pages whose sources changed since they were built. */
export function stalePages() {
  return PAGES.filter(
    (pages) =>
      existsSync(inRoot('packages', pages.name, 'index.html')) && builtFrom(pages) !== fingerprint(pages),
  );
}

/**
 * Builds pages with vite at low priority, each beside and put in place at the end: whoever serves `dist` meanwhile
 * sees the old pages or the new ones, never half of them. Throws CannotGoOn with vite's output.
 * `onChild` hears of every process started, so that a caller may stop it; `live` is the progress line's.
 */
export async function buildPages(node, stale, { onChild = () => undefined, live } = {}) {
  for (const pages of stale) {
    const from = fingerprint(pages);
    const beside = path.join(cache, 'pages', `${pages.name}.${process.pid}`);
    const dist = inRoot('packages', pages.name, 'dist');
    try {
      await showing(`Building the ${pages.name} pages`, () => vite(node, pages.name, beside, onChild), {
        live,
      });
      writeFileSync(path.join(beside, STAMP), from);
      rmSync(dist, { recursive: true, force: true });
      renameSync(beside, dist);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
  }
}

function vite(node, name, outDir, onChild) {
  mkdirSync(outDir, { recursive: true });
  return new Promise((resolve, reject) => {
    const args = [
      inRoot('node_modules/vite/bin/vite.js'),
      'build',
      '--outDir',
      outDir,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ];
    const child = spawn(node, args, {
      cwd: inRoot('packages', name),
      env: withNode(node),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onChild(child);
    child.on('spawn', () => {
      try {
        os.setPriority(child.pid, LOW_PRIORITY);
      } catch {
        // It only costs a little speed elsewhere.
      }
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new CannotGoOn(`${output.trimEnd()}\n\nThe ${name} pages could not be built.`)),
    );
  });
}
