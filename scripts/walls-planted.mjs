import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { modules, packages } from '../modules.map.mjs';
import { rules } from './walls-rules.mjs';

const ENGINE = 'packages/engine/src';

/**
 * For each wall (by the name of its rule) a file that breaks it: in a copy of our layout that holds nothing but these,
 * every one of them must be caught, and the clean files beside them must not. `also`: the file's partner in a cycle,
 * either of which may be named.
 */
const PLANTED = [
  ...Object.entries(packages).map(([name, { may, types = [] }]) => {
    const forbidden = Object.keys(packages).find(
      (other) => other !== name && ![...may, ...types].includes(other),
    );
    return {
      rule: `package-${base(name)}`,
      file: `${name}/src/planted.ts`,
      text: `export { word } from '@yellowcart/${base(forbidden)}';`,
    };
  }),
  ...Object.entries(packages).flatMap(([name, { types = [] }]) =>
    types.map((other) => ({
      rule: `package-${base(name)}-types-only`,
      file: `${name}/src/planted-value.ts`,
      text: `export { word } from '@yellowcart/${base(other)}';`,
    })),
  ),
  ...modules.slice(0, -1).map((name, place) => ({
    rule: `module-order-${name}`,
    file: `${ENGINE}/${name}/planted-order.ts`,
    text: `import type { Word } from '#${modules[place + 1]}';\nexport type Upwards = Word;`,
  })),
  {
    rule: 'package-face',
    file: 'packages/server/src/planted-face.ts',
    text: `export { word } from '../../contract/src/index.ts';`,
  },
  {
    rule: 'module-face',
    file: `${ENGINE}/orders/planted-deep.ts`,
    text: `export { deep } from '../ledger/deep.ts';`,
  },
  {
    rule: 'module-face',
    file: `${ENGINE}/orders/planted-late.ts`,
    text: `export const late = () => import('../ledger/deep.ts');`,
  },
  {
    rule: 'module-face',
    file: `${ENGINE}/orders/planted-face-by-path.ts`,
    text: `import { word } from '../ledger/index.ts';\nexport const copy = word;`,
  },
  { rule: 'own-face', file: `${ENGINE}/orders/planted-own.ts`, text: `export { word } from '#orders';` },
  { rule: 'ground-below-modules', file: `${ENGINE}/db/planted.ts`, text: `export { word } from '#outbox';` },
  {
    rule: 'pure-rules',
    file: `${ENGINE}/orders/rules/planted.ts`,
    text: `export { deep } from '../store/deep.ts';`,
  },
  {
    rule: 'pure-rules',
    file: `${ENGINE}/orders/rules/planted-sql.ts`,
    text: `import { sql } from 'kysely';\nexport const query = sql;`,
  },
  {
    rule: 'engine-without-http',
    file: `${ENGINE}/orders/planted-http.ts`,
    text: `import { createServer } from 'node:http';\nexport const open = createServer;`,
  },
  {
    rule: 'engine-without-http',
    file: `${ENGINE}/orders/planted-fastify.ts`,
    text: `export type { Fastify } from 'fastify';`,
  },
  {
    rule: 'pages-without-node',
    file: 'packages/storefront/src/planted-node.tsx',
    text: `import path from 'node:path';\nexport const Page = () => <p>{path.sep}</p>;`,
  },
  {
    rule: 'testing-in-tests-only',
    file: `${ENGINE}/orders/planted-testing.ts`,
    text: `export { deep } from '../testing/deep.ts';`,
  },
  {
    rule: 'no-cycle',
    file: `${ENGINE}/orders/planted-cycle.ts`,
    text: `import type { Other } from './planted-cycle-other.ts';\nexport type One = Other | 1;`,
    also: `${ENGINE}/orders/planted-cycle-other.ts`,
  },
  { rule: 'no-orphan', file: `${ENGINE}/orders/planted-alone.ts`, text: 'export const alone = 1;' },
  {
    rule: 'resolvable',
    file: `${ENGINE}/orders/planted-nowhere.ts`,
    text: `export { word } from '#nowhere';`,
  },
];

function base(name) {
  return name.split('/').at(-1);
}

/** The clean part: every package and module with its face, some files behind faces, and imports that are allowed. */
function cleanFiles() {
  const face = `export { deep as word } from './deep.ts';\nexport type Word = 1;`;
  const deep = 'export const deep = 1;';
  const homes = [
    ...Object.keys(packages).map((name) => `${name}/src`),
    ...modules.map((name) => `${ENGINE}/${name}`),
  ];
  return {
    ...Object.fromEntries(
      homes.flatMap((home) => [
        [`${home}/index.ts`, face],
        [`${home}/deep.ts`, deep],
      ]),
    ),
    ...Object.fromEntries(Object.keys(packages).map((name) => [`${name}/package.json`, manifest(name)])),
    [`${ENGINE}/orders/store/deep.ts`]: deep,
    [`${ENGINE}/testing/deep.ts`]: deep,
    [`${ENGINE}/orders/planted-cycle-other.ts`]: `import type { One } from './planted-cycle.ts';\nexport type Other = One | 2;`,
    [`${ENGINE}/orders/downwards.ts`]: `export { word } from '#ledger';`,
    [`${ENGINE}/orders/upwards.test.ts`]: `export { word } from '#settlement';`,
    'packages/console/src/types.ts': `import { type Word } from '@yellowcart/contract';\nexport type Copy = Word;`,
    'packages/console/src/page.tsx': `import { word } from '@yellowcart/sdk';\nexport const Page = () => <p>{word}</p>;`,
    'node_modules/kysely/package.json': '{ "name": "kysely", "exports": "./index.js", "type": "module" }',
    'node_modules/kysely/index.js': 'export const sql = 1;',
    'node_modules/fastify/package.json': '{ "name": "fastify", "exports": "./index.js", "type": "module" }',
    'node_modules/fastify/index.js': 'export const fastify = 1;',
  };
}

function manifest(name) {
  const imports =
    name === 'packages/engine'
      ? Object.fromEntries(modules.map((module) => [`#${module}`, `./src/${module}/index.ts`]))
      : undefined;
  return JSON.stringify({
    name: `@yellowcart/${base(name)}`,
    type: 'module',
    exports: { '.': './src/index.ts' },
    imports,
  });
}

/** Builds the layout with the planted violations, looks at it with `inspect(folder)`, and gives what is wrong with the walls. */
export async function plantedFaults(inspect) {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'yellowcart-walls-')));
  try {
    const files = { ...cleanFiles(), ...Object.fromEntries(PLANTED.map(({ file, text }) => [file, text])) };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${text}\n`);
    }
    mkdirSync(path.join(folder, 'node_modules/@yellowcart'), { recursive: true });
    for (const name of Object.keys(packages))
      symlinkSync(
        path.join(folder, name),
        path.join(folder, 'node_modules/@yellowcart', base(name)),
        'junction',
      );
    return judge(await inspect(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(violations) {
  const caught = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`));
  const planted = new Set(PLANTED.flatMap(({ file, also }) => [file, also]));
  return [
    ...PLANTED.filter(
      ({ rule, file, also }) => ![file, also].some((from) => caught.has(`${rule} ${from}`)),
    ).map(({ rule, file }) => `${rule} does not catch ${file}`),
    ...rules
      .filter(({ name }) => !PLANTED.some(({ rule }) => rule === name))
      .map(({ name }) => `${name} has no planted violation`),
    ...violations
      .filter(({ from }) => !planted.has(from))
      .map(({ rule, from, to }) => `${rule.name} stops what is allowed: ${from} → ${to}`),
  ];
}
