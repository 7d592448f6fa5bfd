import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const SLOW_MS = 60_000;

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text).finally(() => client.end());
  return rows;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let step = 0; step < 200 && !holds(); step += 1) await wait(50);
}

test(
  'a folder that is named keeps its rows between two starts',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-kept-'));
    execFileSync('chmod', ['755', folder]);
    const dataDir = path.join(folder, 'pg');
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await second.stop();
    await rm(folder, { recursive: true });
  },
  SLOW_MS,
);

test(
  'a server whose starter is killed stops, and its temporary folder goes',
  async () => {
    const face = new URL('embedded-postgres.ts', import.meta.url).href;
    const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(face)});
    const { pid, dataDir } = await startEmbeddedPostgres();
    console.log(JSON.stringify({ pid, dataDir }));
    setInterval(() => undefined, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await new Promise<string>((resolve) =>
      starter.stdout.once('data', (chunk) => resolve(String(chunk))),
    );
    const { pid, dataDir } = JSON.parse(said) as { pid: number; dataDir: string };
    expect(isAlive(pid)).toBe(true);
    starter.kill('SIGKILL');
    await until(() => !isAlive(pid) && !existsSync(dataDir));
    expect({ alive: isAlive(pid), folder: existsSync(dataDir) }).toEqual({ alive: false, folder: false });
  },
  SLOW_MS,
);
