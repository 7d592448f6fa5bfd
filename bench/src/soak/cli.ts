import { CannotGoOn } from '../cannot-go-on.ts';
import { soak } from './soak.ts';
import { readSoakOptions, SOAK_USAGE } from './soak-options.ts';

/** Plays for as long as it is told, and says what was played. Answers with the exit code: 1 where something was not explained. */
async function main(argv: readonly string[]): Promise<number> {
  const options = readSoakOptions(argv);
  if (options === 'help') {
    process.stdout.write(SOAK_USAGE);
    return 0;
  }
  const started = performance.now();
  const { histories, tally, failure } = await soak(options, (seed, played) => {
    const seconds = Math.round((performance.now() - started) / 1_000);
    process.stderr.write(`seed ${seed} went well: ${played} histories in ${seconds} s\n`);
  });
  const heard = [...tally].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [what, times] of heard) process.stdout.write(`${String(times).padStart(8)}  ${what}\n`);
  const total = heard.reduce((sum, [, times]) => sum + times, 0);
  process.stdout.write(
    `\n${histories} histories, ${total} commands, ${failure ? 'one' : 'none'} unexplained\n`,
  );
  if (failure) process.stdout.write(`\n${failure}\n`);
  return failure ? 1 : 0;
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
