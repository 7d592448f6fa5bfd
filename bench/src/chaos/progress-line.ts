import { faultsOfRun, type Totals } from './report.ts';

const FRAME_MS = 250;
const WIDTH = 20;

/** Shows how far a run is: on a terminal a bar that is drawn again and again, elsewhere nothing but the lines said. */
export interface ProgressLine {
  /** What is going on now, and what it has come to. */
  show(totals: Totals, now: string): void;
  /** Says a line that stays. */
  say(line: string): void;
  end(): void;
}

export function openProgressLine(rounds: number, out: NodeJS.WriteStream): ProgressLine {
  const started = Date.now();
  let drawn: (() => string) | undefined;
  const wipe = (): void => {
    if (drawn) out.write('\r\x1b[2K');
  };
  const draw = (): void => {
    if (drawn && out.isTTY) out.write(`\r\x1b[2K${drawn().slice(0, (out.columns || 80) - 1)}`);
  };
  const timer = out.isTTY ? setInterval(draw, FRAME_MS) : undefined;
  timer?.unref();
  return {
    show(totals, now) {
      drawn = () => `${barOf(totals, rounds)} · ${Math.round((Date.now() - started) / 1_000)} s · ${now}`;
      draw();
    },
    say(line) {
      if (out.isTTY) wipe();
      out.write(`${line}\n`);
      draw();
    },
    end() {
      clearInterval(timer);
      if (out.isTTY) wipe();
      drawn = undefined;
    },
  };
}

/** `[######--------------] 31/100 · 38 kills · 40,210 acknowledged · 0 faults` */
export function barOf(totals: Totals, rounds: number): string {
  const full = Math.round((WIDTH * totals.rounds) / rounds);
  const bar = `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}]`;
  const acknowledged = totals.acknowledged.toLocaleString('en');
  return `${bar} ${totals.rounds}/${rounds} · ${totals.kills} kills · ${acknowledged} acknowledged · ${faultsOfRun(totals)} faults`;
}
