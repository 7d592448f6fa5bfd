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

/**
 * Functions, or what `nameOf` makes of them, by the time spent in themselves, longest first, between two times in ms
 * since the start. Idle time is left out.
 */
export function selfTimes(
  profile: Profile,
  fromMs: number,
  toMs: number,
  nameOf: (node: ProfileNode) => string = functionOf,
): FunctionTime[] {
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

/** The package of a function, the module of ours, or what Node and V8 do by themselves. */
export function packageOf({ callFrame: { functionName, url } }: ProfileNode): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native code';
  if (!url.startsWith('file:')) return /^node:[^/]*(?:\/crypto)?/.exec(url)?.[0] ?? url;
  const file = fileURLToPath(url).replace(root, '');
  const installed = file.split('node_modules/').at(-1);
  if (installed !== file) return /^(?:@[^/]+\/)?[^/]+/.exec(installed ?? '')?.[0] ?? file;
  return file.split('/').slice(0, 4).join('/');
}

function functionOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const name = functionName || '(anonymous)';
  if (url === '') return name;
  const file = url.startsWith('file:') ? fileURLToPath(url).replace(root, '') : url;
  return `${name} ${file}:${lineNumber + 1}`;
}
