import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LOOK_MS = 10;
const PATIENCE_MS = 10_000;

/** A process and those it started, itself first. */
export async function withChildren(pid: number): Promise<number[]> {
  return [pid, ...(await parents()).filter(([, parent]) => parent === pid).map(([child]) => child)];
}

/** Sends a signal to each that is still there. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone already.
    }
  }
}

/** Resolves when none of them runs any more; one that ended and that nobody waited for does not run. */
export async function allGone(pids: readonly number[]): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const there = await parents();
    if (!there.some(([pid]) => pids.includes(pid))) return;
    await wait(LOOK_MS);
  }
  throw new Error(`Some of the processes ${pids.join(', ')} do not end.`);
}

/** Every process that runs, with its parent: from /proc where there is one, from `ps` elsewhere. */
async function parents(): Promise<(readonly [number, number])[]> {
  const names = await readdir('/proc').catch(() => undefined);
  if (!names) {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
    return stdout.split('\n').flatMap((line) => {
      const [pid, parent, state = 'Z'] = line.trim().split(/\s+/);
      return state.startsWith('Z') ? [] : [[Number(pid), Number(parent)] as const];
    });
  }
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
        // The name, in parentheses, may hold spaces; state and parent follow it.
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return state === 'Z' || parent === undefined ? [] : [[Number(name), Number(parent)] as const];
      }),
  );
  return found.flat();
}
