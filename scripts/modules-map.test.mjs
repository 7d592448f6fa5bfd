import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ground, modules, packages, testing, words } from '../modules.map.mjs';
import { inRoot } from './paths.mjs';

const source = inRoot('packages/engine/src');
const entries = readdirSync(source, { withFileTypes: true });
const sorted = (names) => [...names].sort();

test('every folder of the engine is in the map, and the map names no other', () => {
  const folders = entries.filter(
    (entry) => entry.isDirectory() && readdirSync(`${source}/${entry.name}`).length > 0,
  );
  expect(sorted(folders.map(({ name }) => name))).toEqual(sorted([...ground, ...modules, ...testing]));
});

test('every file beside them is a shared word of the map or the package face', () => {
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map(({ name }) => name);
  expect(sorted(files)).toEqual(sorted([...words, 'index.ts']));
});

test('the engine lists a face (#name) for every module that has one, and for nothing else', () => {
  const { imports } = JSON.parse(readFileSync(inRoot('packages/engine/package.json'), 'utf8'));
  const faces = modules
    .filter((name) => existsSync(`${source}/${name}/index.ts`))
    .map((name) => [`#${name}`, `./src/${name}/index.ts`]);
  expect(imports).toEqual(Object.fromEntries(faces));
});

test('every package is in the map', () => {
  const folders = readdirSync(inRoot('packages')).map((name) => `packages/${name}`);
  const there = [...folders, 'bench', 'e2e'].filter((folder) => existsSync(inRoot(folder, 'package.json')));
  expect(sorted(Object.keys(packages))).toEqual(sorted(there));
});
