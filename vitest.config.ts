import { configDefaults, defineConfig } from 'vitest/config';
import { realCatalogue } from './e2e/src/real-catalogue.ts';

const STORY_MS = 180_000;

export default defineConfig({
  test: {
    // Two at a time: PostgreSQL and the browser need the processor too.
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['packages/engine/src/testing/postgres-global.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'rules and databases',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'bench/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
          // Generous, so that a busy machine does not fail what is right.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['e2e/src/**/*.test.ts'],
          // Goods that are not the project's to carry: without them there is nothing to skip either.
          exclude: [...configDefaults.exclude, ...(realCatalogue() ? [] : ['e2e/src/real-goods.test.ts'])],
          testTimeout: STORY_MS,
          hookTimeout: STORY_MS,
          // After the others, so that a slow machine does not run both against the clock.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
