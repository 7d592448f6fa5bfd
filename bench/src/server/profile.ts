import { fileURLToPath } from 'node:url';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}
/** A CPU profile as V8 writes it. */
export interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Between samples, in µs; the first since the start. */
  readonly timeDeltas: readonly number[];
}
export interface FunctionTime {
  readonly name: string;
  readonly selfMs: number;
  /** Of all time in the window that was not idle. */
  readonly share: number;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Reads what `--cpu-prof` wrote. */
export function readProfile(text: string): Profile {
  return JSON.parse(text) as Profile;
}

/** Functions by the time spent in themselves, longest first, between two times in ms since the start. Idle time is left out. */
export function selfTimes(profile: Profile, fromMs: number, toMs: number): FunctionTime[] {
  const names = new Map(profile.nodes.map((node) => [node.id, nameOf(node)]));
  const times = new Map<string, number>();
  let at = 0;
  let busy = 0;
  profile.samples.forEach((id, index) => {
    const took = (profile.timeDeltas[index] ?? 0) / 1000;
    at += took;
    const name = names.get(id) ?? '';
    if (at < fromMs || at > toMs || name === '(idle)') return;
    busy += took;
    times.set(name, (times.get(name) ?? 0) + took);
  });
  return [...times]
    .map(([name, selfMs]) => ({ name, selfMs, share: selfMs / busy }))
    .sort((a, b) => b.selfMs - a.selfMs);
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const name = functionName || '(anonymous)';
  if (url === '') return name;
  const file = url.startsWith('file:') ? fileURLToPath(url).replace(root, '') : url;
  return `${name} ${file}:${lineNumber + 1}`;
}
