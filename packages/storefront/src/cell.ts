import type { ReactiveControllerHost } from 'lit';

/** A value that several parts of the page share; listeners hear of each change. */
export class Cell<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Draws `host` again whenever one of the cells changes, for as long as it is in the page. */
export function watch(
  host: ReactiveControllerHost,
  ...cells: readonly Pick<Cell<unknown>, 'subscribe'>[]
): void {
  let stops: (() => void)[] = [];
  host.addController({
    hostConnected: () => {
      stops = cells.map((cell) => cell.subscribe(() => host.requestUpdate()));
    },
    hostDisconnected: () => {
      for (const stop of stops) stop();
    },
  });
}
