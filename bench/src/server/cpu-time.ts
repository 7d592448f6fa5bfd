import { readdir, readFile } from 'node:fs/promises';

/** A clock tick of /proc; 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

interface ProcessTimes {
  readonly parent: number;
  readonly ownMs: number;
  /** Of children that ended and were waited for. */
  readonly endedChildrenMs: number;
}

/** CPU time in ms that a process and its children took until now; undefined where there is no /proc. */
export async function cpuTime(pid: number): Promise<number | undefined> {
  const root = await timesOf(pid);
  if (!root) return undefined;
  const others = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const times = await Promise.all(others.map(timesOf));
  const children = times.filter((process) => process?.parent === pid);
  return root.ownMs + root.endedChildrenMs + children.reduce((sum, child) => sum + (child?.ownMs ?? 0), 0);
}

async function timesOf(pid: number): Promise<ProcessTimes | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name, in parentheses, may hold spaces; the fields after it are numbers.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields) return undefined;
  const number = (index: number): number => Number(fields[index]);
  return {
    parent: number(1),
    ownMs: (number(11) + number(12)) * TICK_MS,
    endedChildrenMs: (number(13) + number(14)) * TICK_MS,
  };
}
