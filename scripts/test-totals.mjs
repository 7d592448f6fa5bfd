import { writeFileSync } from 'node:fs';

/**
 * A vitest reporter that writes what the last line of `npm test` says to the file named by TEST_TOTALS.
 * A file that does not load and an error outside any test count as failed: neither may pass unseen.
 */
export default class TestTotals {
  onTestRunEnd(modules, unhandledErrors) {
    const totals = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      const before = totals.failed;
      for (const test of module.children.allTests())
        totals[test.result().state === 'pending' ? 'skipped' : test.result().state] += 1;
      if (totals.failed === before && module.state() === 'failed') totals.failed += 1;
    }
    if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, JSON.stringify(totals));
  }
}
