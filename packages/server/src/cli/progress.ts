import { SingleBar } from 'cli-progress';

/** Shows how far long work has come: a bar on a terminal, a line each tenth elsewhere. */
export interface Progress {
  /** Units done so far, and what to say beside them. */
  at(done: number, note?: string): void;
  end(): void;
}

function startProgress(label: string, total: number): Progress {
  return process.stderr.isTTY ? bar(label, total) : lines(label, total);
}

/** Progress of work in several parts, one after the other, by the part's label. */
export interface Stages {
  at(label: string, done: number, total: number, note?: string): void;
  end(): void;
}

export function startStages(): Stages {
  let open: { label: string; progress: Progress } | undefined;
  return {
    at(label, done, total, note) {
      if (open?.label !== label) {
        open?.progress.end();
        open = { label, progress: startProgress(label, total) };
      }
      open.progress.at(done, note);
    },
    end() {
      open?.progress.end();
      open = undefined;
    },
  };
}

function bar(label: string, total: number): Progress {
  const single = new SingleBar({
    format: `${label} {bar} {percentage}% · {note}`,
    hideCursor: true,
    clearOnComplete: false,
    etaBuffer: 50,
  });
  single.start(total, 0, { note: '' });
  return {
    at: (done, note = '') => single.update(Math.min(done, total), { note }),
    end() {
      single.update(total);
      single.stop();
    },
  };
}

const STEPS = 10;

function lines(label: string, total: number): Progress {
  let said = 0;
  return {
    at(done, note = '') {
      const step = total === 0 ? 0 : Math.floor((done / total) * STEPS);
      if (step <= said || step >= STEPS) return;
      said = step;
      process.stderr.write(`${label} ${step * (100 / STEPS)} % · ${note}\n`);
    },
    end: () => undefined,
  };
}
