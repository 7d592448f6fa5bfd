import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

// A process of its own beside an embedded PostgreSQL: `node postgres-guard.ts PID [FOLDER]`. Its standard input is a
// pipe from the process that started the server. When that ends, the starter is gone, however it died, and the server
// is stopped; FOLDER, if given, is removed with it.
const STEP_MS = 100;
const STEPS = 100;
const pid = Number(process.argv[2]);
const folder = process.argv[3];

function send(signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

process.stdin.resume();
process.stdin.on('close', async () => {
  send('SIGINT');
  for (let step = 0; step < STEPS && send(0); step += 1) await wait(STEP_MS);
  send('SIGKILL');
  if (folder) rmSync(folder, { recursive: true, force: true });
});
