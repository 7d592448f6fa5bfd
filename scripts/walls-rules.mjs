import { ground, modules, packages, testing, words } from '../modules.map.mjs';

const SRC = 'packages/engine/src';
const TEST = '\\.test\\.tsx?$';
const oneOf = (names) => `(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})`;
const everyPackage = `^${oneOf(Object.keys(packages))}/`;
const moduleFile = `^${SRC}/${oneOf(modules)}/`;

/** From a package to every package that the map does not name for it. */
function packageRules() {
  return Object.entries(packages).flatMap(([name, { may, types = [] }]) => [
    {
      name: `package-${name.split('/').at(-1)}`,
      comment: `${name} may import ${[...may, ...types.map((other) => `types of ${other}`)].join(', ') || 'no other package'}. Move the code to where it may be, or hand it in from the server's compose.ts.`,
      severity: 'error',
      from: { path: `^${name}/` },
      to: { path: everyPackage, pathNot: [`^${oneOf([name, ...may, ...types])}/`] },
    },
    ...types.map((other) => ({
      name: `package-${name.split('/').at(-1)}-types-only`,
      comment: `${name} may import types only from ${other}: write "import type", so that none of its code goes to the browser.`,
      severity: 'error',
      from: { path: `^${name}/`, pathNot: [TEST] },
      to: { path: `^${other}/`, dependencyTypesNot: ['type-only'] },
    })),
  ]);
}

/** From each module to those further up. Tests may look up, since a story needs what is above it. */
function moduleOrderRules() {
  return modules.slice(0, -1).map((name, place) => ({
    name: `module-order-${name}`,
    comment: `${name} lies below the module it imports (modules.map.mjs). Let the upper one call down, or announce an event that it hears.`,
    severity: 'error',
    from: { path: `^${SRC}/${name}/`, pathNot: [TEST] },
    to: { path: `^${SRC}/${oneOf(modules.slice(place + 1))}/` },
  }));
}

const others = [
  {
    name: 'package-face',
    comment:
      'Packages meet by name (@yellowcart/…), through what their exports list. Do not reach into another package by a path.',
    severity: 'error',
    from: { path: `${everyPackage}` },
    to: { path: everyPackage, pathNot: ['^$1/'], dependencyTypes: ['local'] },
  },
  {
    name: 'module-face',
    comment:
      "Modules meet through their face: import '#name', and let that module's index.ts export what you need.",
    severity: 'error',
    from: { path: `^${SRC}/([^/]+)/` },
    to: { path: moduleFile, pathNot: [`^${SRC}/$1/`], dependencyTypesNot: ['aliased-subpath-import'] },
  },
  {
    name: 'own-face',
    comment: 'Inside a module, import the file that has it; going through the own face makes cycles.',
    severity: 'error',
    from: { path: `^${SRC}/([^/]+)/` },
    to: { path: `^${SRC}/$1/`, dependencyTypes: ['aliased-subpath-import'] },
  },
  {
    name: 'ground-below-modules',
    comment: `The words (${words.join(', ')}) and the ground (${ground.join('/, ')}/) know no module. Hand in what they need.`,
    severity: 'error',
    from: { path: `^${SRC}/(${oneOf(words)}$|${oneOf(ground)}/)`, pathNot: [TEST] },
    to: { path: moduleFile },
  },
  {
    name: 'pure-rules',
    comment:
      'A file in rules/ takes plain data and gives plain data or a refusal: no database, no command, no clock, no Node module. Load before you call it and hand in what it needs.',
    severity: 'error',
    from: { path: `^${SRC}/[^/]+/rules/`, pathNot: [TEST] },
    to: {
      path: [
        '/(store|commands|queries)/',
        `^${SRC}/(db|jobs|outbox)/`,
        'node_modules/(kysely|pg|@electric-sql)/',
      ],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'engine-without-http',
    comment: 'The engine knows no HTTP and no pages. Translate in packages/server.',
    severity: 'error',
    from: { path: `^${SRC}/` },
    to: { path: ['node_modules/(@?fastify|react|react-dom|lit)(/|$)', '^(node:)?https?2?$'] },
  },
  {
    name: 'pages-without-node',
    comment: 'Pages run in a browser, where no Node module is.',
    severity: 'error',
    from: { path: '^packages/(storefront|console|sdk|contract)/src/', pathNot: [TEST] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'testing-in-tests-only',
    comment:
      'Only tests and benchmarks may use testing/ or another test. Move what the product needs out of it.',
    severity: 'error',
    from: { path: '^packages/', pathNot: [TEST, `^${SRC}/${oneOf(testing)}/`, '/testing/'] },
    to: { path: [TEST, `^${SRC}/${oneOf(testing)}/`] },
  },
  {
    name: 'no-cycle',
    comment:
      'These files import each other in a circle. Move what both need into a third, or hand it in as an argument.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphan',
    comment: 'Nothing imports this file and it imports nothing. Use it or delete it.',
    severity: 'error',
    from: {
      orphan: true,
      pathNot: [
        TEST,
        '\\.d\\.ts$',
        '\\.config\\.ts$',
        '/testing/',
        '/src/(index|main)\\.tsx?$',
        '/cli(/|\\.ts$)',
      ],
    },
    to: {},
  },
  {
    name: 'resolvable',
    comment:
      'This import leads nowhere: correct the path, or add the dependency to the package.json of this package.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** All walls, for dependency-cruiser. A rule's comment tells the reader what to do. */
export const rules = [...packageRules(), ...moduleOrderRules(), ...others];
