import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { loadNow } from '../machine.ts';
import type { Result } from '../report/results.ts';
import { runWrk } from '../wrk/run-wrk.ts';

const file = fileURLToPath(new URL('bare-http.ts', import.meta.url));
const leash = new URL('../../../scripts/leash.mjs', import.meta.url).href;
const WARM_UP_S = 1;

/** The limit of answering: Node's own HTTP server, saying hello to wrk. */
export async function measureBareHttp(connections: number, seconds: number): Promise<Result> {
  const child = spawn(process.execPath, ['--import', leash, file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const [port] = (await once(child, 'message')) as [number];
    const url = `http://127.0.0.1:${port}/`;
    await runWrk({ url, connections, seconds: WARM_UP_S });
    const report = await runWrk({ url, connections, seconds });
    return {
      name: 'limit.bare-http',
      engine: 'none',
      connections,
      value: report.accepted / report.seconds,
      unit: 'answers/s',
      p50_ms: report.p50Ms,
      p99_ms: report.p99Ms,
      load: loadNow(),
    };
  } finally {
    child.kill('SIGKILL');
  }
}
