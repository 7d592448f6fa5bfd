/** Says what is going on, on standard error: standard output is for the figures. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
