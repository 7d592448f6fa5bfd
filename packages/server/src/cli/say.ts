import process from 'node:process';

/** A line for the reader, on standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
