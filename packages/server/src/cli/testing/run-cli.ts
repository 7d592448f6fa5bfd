import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line of this folder (`yc` or `db`) to its end, as a reader's terminal would. */
export function runCli(
  name: 'yc' | 'db',
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder = process.cwd(),
): Promise<Ended> {
  const file = fileURLToPath(new URL(`../${name}.ts`, import.meta.url));
  const { DATABASE_URL: _elsewhere, ...rest } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...args],
      { env: { ...rest, ...env }, cwd: folder },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
