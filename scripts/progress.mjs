const FRAME_MS = 250;

/** Ends a script in words that help, without a stack trace. */
export class CannotGoOn extends Error {}

/**
 * Shows that something long is going on: one line with the seconds counted up on a terminal,
 * a line at the start and one at the end elsewhere (logs are not flooded) and where `live` is false because
 * something else writes meanwhile.
 */
export async function showing(label, work, { live = process.stderr.isTTY } = {}) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const line = (text) => process.stderr.write(live ? `\r\x1b[2K${text}` : `${text}\n`);
  line(`${label} …`);
  const timer = live
    ? setInterval(() => line(`${label} … ${Math.floor((Date.now() - started) / 1000)} s`), FRAME_MS)
    : undefined;
  try {
    const result = await work();
    line(`${label}: done in ${seconds()} s${live ? '\n' : ''}`);
    return result;
  } catch (error) {
    line(`${label}: failed after ${seconds()} s${live ? '\n' : ''}`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Runs a script's main function: what it returns is the exit code; a CannotGoOn is told in words. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
