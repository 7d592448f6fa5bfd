import { CannotGoOn } from './cannot-go-on.ts';
import { thisMachine } from './machine.ts';
import { readOptions, USAGE } from './options.ts';
import { benchOrders } from './orders/bench-orders.ts';
import { faultsOf } from './report/results.ts';
import { tableOf } from './report/table.ts';
import { ensureWrk } from './wrk/run-wrk.ts';

/** Runs a bench and prints what it measured. Answers with the exit code: 1 where a check found a fault. */
async function main(argv: readonly string[]): Promise<number> {
  const asked = readOptions(argv);
  if (asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const { bench, options } = asked;
  if (bench !== 'orders') throw new CannotGoOn(`There is no bench "${bench}".\n\n${USAGE}`);
  await ensureWrk();
  const { results, postgres } = await benchOrders(options);
  const machine = thisMachine(postgres);
  const text = options.json ? JSON.stringify({ bench, machine, results }) : tableOf(machine, results);
  process.stdout.write(`${text}\n`);
  return faultsOf(results) === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    const told =
      error instanceof CannotGoOn ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${told}\n`);
    process.exit(1);
  },
);
