import process from 'node:process';
import type { Command } from 'commander';

/** Runs a command line to its end: what went wrong is said in a sentence, and the exit code is 1. */
export async function runProgram(program: Command): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    process.exitCode = 1;
  }
}

/** What the reader can do about an error of a server or a file; its own message where there is nothing to add. */
export function sentence(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const advice = code === undefined ? undefined : ADVICE[code];
  if (advice === undefined) return message || String(error);
  return message ? `${message}\n${advice}` : advice;
}

/** By the code of the operating system or of PostgreSQL. */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The PostgreSQL server does not answer there: is it running, and are host and port right?',
  ENOTFOUND: 'There is no such PostgreSQL server: is its name right?',
  ETIMEDOUT: 'The PostgreSQL server does not answer: is it reachable from here?',
  '3D000': 'Create the database first, for example with createdb.',
  '28P01': 'Check user and password in the address.',
  '28000': 'Check user and password in the address.',
  '42501': 'The user in the address needs the right to create schemas in that database.',
  EACCES: 'This user may not read or write there.',
  ENOSPC: 'The disk is full.',
};
