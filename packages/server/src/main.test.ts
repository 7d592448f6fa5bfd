import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataDirInUse, lockDataDir } from '@yellowcart/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resetData } from './reset-data.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const START_MS = 60_000;
const running: ChildProcess[] = [];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yellowcart-'));
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly exited: Promise<number | null>;
}

function start(...options: string[]): Run {
  const child = spawn(process.execPath, [main, '--no-sample', ...options], {
    env: { PATH: process.env.PATH },
  });
  running.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return { child, out: () => out, err: () => err, exited };
}

async function originOf(run: Run): Promise<string> {
  await expect
    .poll(() => run.out() + run.err(), { timeout: START_MS, interval: 100 })
    .toMatch(/http:\/\/localhost:\d+\//);
  return /http:\/\/localhost:\d+/.exec(run.out())?.[0] ?? '';
}

describe('a process', { timeout: 3 * START_MS }, () => {
  it('serves, refuses a second one on its data, finishes what is under way, and ends with 0', async () => {
    const data = join(folder, 'data');
    const first = start('--port', '0', '--data', data);
    const origin = await originOf(first);
    const health = await (await fetch(`${origin}/healthz`)).json();
    expect(health).toMatchObject({ status: 'ready', database: { kind: 'pglite', state: 'up' } });

    const second = start('--port', '0', '--data', data);
    expect(await second.exited).toBe(1);
    expect(second.err()).toContain(`Another Yellowcart process is using ${data}`);
    expect(second.err()).not.toContain('at ');

    const stopped = await requestUnderWay(origin, () => first.child.kill('SIGTERM'));
    expect(stopped).toMatchObject({ status: 422 });
    expect(await first.exited).toBe(0);
    expect(first.err()).toBe('');

    const again = start('--port', '0', '--data', data);
    await originOf(again);
    again.child.kill('SIGINT');
    expect(await again.exited).toBe(0);
  });

  it('says so when the port is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const run = start('--port', String(port), '--data', join(folder, 'other'));
    expect(await run.exited).toBe(1);
    expect(run.err()).toBe(
      `Port ${port} is in use. Stop what listens there, or choose another with --port.\n`,
    );
    holder.close();
  });

  it('says what is wrong with an option', async () => {
    const run = start('--port', 'eighty');
    expect(await run.exited).toBe(1);
    expect(run.err()).toContain('A port is a whole number');
  });
});

/** Sends the head of a request, lets `during` happen while the server waits for the body, then sends the rest. */
async function requestUnderWay(origin: string, during: () => void): Promise<{ status: number | undefined }> {
  const body = JSON.stringify({ nothing: 'that a click needs' });
  const call = request(`${origin}/api/v1/clicks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  call.write(body.slice(0, 5));
  await new Promise((resolve) => setTimeout(resolve, 300));
  during();
  await new Promise((resolve) => setTimeout(resolve, 300));
  call.end(body.slice(5));
  const [response] = await once(call, 'response');
  response.resume();
  return { status: response.statusCode };
}

describe('--reset', () => {
  it('leaves alone a folder that is not Yellowcart’s', async () => {
    const stranger = join(folder, 'stranger');
    const mine = await mkdtemp(stranger);
    await writeFile(join(mine, 'thesis.txt'), 'years of work');
    await expect(resetData(mine)).rejects.toThrow(/does not look like a data folder .* thesis\.txt/);
  });

  it('empties a data folder, unless a process has it open', async () => {
    const data = await mkdtemp(join(folder, 'reset-'));
    const lock = await lockDataDir(data);
    await mkdir(join(data, 'pg'));
    await expect(resetData(data)).rejects.toThrow(DataDirInUse);
    lock.release();
    await resetData(data);
    expect(await readdir(data)).toEqual(['lock.db']);
  });

  it('does nothing where there is nothing', async () => {
    await resetData(join(folder, 'not-there'));
  });
});
