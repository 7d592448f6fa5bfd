import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

let folder: Promise<string> | undefined;

/** A path in a temporary folder that goes with the test file. Call `dropScratchFiles` at the top of the file. */
export async function scratchPath(name: string): Promise<string> {
  folder ??= mkdtemp(path.join(tmpdir(), 'yellowcart-cli-'));
  return path.join(await folder, name);
}

/** Writes a file there, lines joined or bytes as they are, and gives its path. */
export async function scratchFile(name: string, content: readonly string[] | Uint8Array): Promise<string> {
  const file = await scratchPath(name);
  await writeFile(
    file,
    content instanceof Uint8Array ? content : content.map((line) => `${line}\n`).join(''),
  );
  return file;
}

export function dropScratchFiles(): void {
  afterAll(async () => {
    if (folder) await rm(await folder, { recursive: true, force: true });
    folder = undefined;
  });
}

export async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
