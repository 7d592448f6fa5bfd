/**
 * Who may import whom. The dependency rules (scripts/walls-rules.mjs) are made from this file, and a test checks that
 * it agrees with the folders. Changing it is a decision about the design: say why in the commit.
 */

/**
 * Packages by where their code runs. `may`: imports at run time. `types`: imports of types only, which vanish.
 * Only what a package's `exports` lists can be imported at all; Node refuses the rest.
 */
export const packages = {
  'packages/contract': { may: [] },
  'packages/payments': { may: [] },
  'packages/pictures': { may: [] },
  'packages/sample': { may: ['packages/pictures'] },
  // The engine's queries answer in the wire's shapes, so it shares the words but runs none of the contract's code.
  // Ways to pay are handed to it; it knows their interface and runs none of their code.
  'packages/engine': { may: [], types: ['packages/contract', 'packages/payments'] },
  'packages/sdk': { may: ['packages/contract'] },
  'packages/server': {
    may: [
      'packages/contract',
      'packages/engine',
      'packages/payments',
      'packages/sample',
      'packages/pictures',
      'packages/sdk',
    ],
  },
  'packages/storefront': { may: ['packages/sdk'], types: ['packages/contract'] },
  'packages/console': { may: ['packages/sdk'], types: ['packages/contract'] },
  bench: {
    may: ['packages/contract', 'packages/engine', 'packages/sample', 'packages/sdk', 'packages/server'],
  },
  e2e: {
    may: ['packages/contract', 'packages/engine', 'packages/sample', 'packages/sdk', 'packages/server'],
  },
};

/** Words of the engine that every module may use by a relative path: closed, so that it does not become a drawer. */
export const words = ['money.ts', 'ids.ts', 'clock.ts', 'refusal.ts', 'engine.ts'];

/** Folders of the engine below all modules, used by a relative path like the words. */
export const ground = ['db', 'jobs'];

/**
 * Modules of the engine, bottom to top: each may import those above it in this list, through their face (`#name`).
 * What it needs from further down the list, it hears by an event instead.
 */
export const modules = [
  'outbox',
  'accounts',
  'parties',
  'stock',
  'quotas',
  'catalog',
  'promotions',
  'ledger',
  'plans',
  'library',
  'placements',
  'attribution',
  'commission',
  'orders',
  'settlement',
  'fulfilment',
  'aftersale',
  'payments',
  'orderbook',
  'insights',
];

/** Folders of the engine that only tests and benchmarks use. */
export const testing = ['testing'];
