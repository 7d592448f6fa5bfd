import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './testing/run-cli.ts';
import { dropScratchFiles, scratchPath } from './testing/scratch-files.ts';

dropScratchFiles();

const doc = await readFile(fileURLToPath(new URL('../../../../docs/import.md', import.meta.url)), 'utf8');
/** Every code block: its language, the file it shows, its text. */
const blocks = [...doc.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language, file, text]) => ({
    language,
    file,
    text: text ?? '',
  }),
);
/** Each command with what it is said to print: the next block of text. */
const commands = blocks.flatMap(({ language, text }, index) => {
  if (language !== 'sh') return [];
  const said = blocks.slice(index).find((block) => block.language === 'text')?.text ?? '';
  return [
    {
      args: text
        .trim()
        .replace(/^npm run yc -- /, '')
        .split(' '),
      said: said.trim().split('\n'),
    },
  ];
});

describe('docs/import.md', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await scratchPath('doc');
    for (const { file, text } of blocks) {
      // What a command writes is compared below.
      if (file === undefined || file === 'errors.csv') continue;
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
  });

  it.each(commands)('$args', async ({ args, said }) => {
    const { code, out, err } = await runCli('yc', [...args, '--data', 'data'], {}, folder);
    expect(err).not.toMatch(/Error|at file:/);
    for (const line of said) expect(out).toContain(line);
    expect(code).toBe(out.includes('0 rows with errors') || out.includes('figures equal') ? 0 : 1);
  });

  it('shows the error file as it is written', async () => {
    const shown = blocks.find(({ file }) => file === 'errors.csv')?.text;
    expect(await readFile(path.join(folder, 'errors.csv'), 'utf8')).toBe(shown);
  });
});
