import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a program and a TCP server on 127.0.0.1, so that what lies between them can fail. */
export interface BreakableProxy {
  readonly port: number;
  /** Where new connections go from now on. */
  aim(port: number): void;
  /** From now on nothing gets through and nobody is told; `answers`: only what the server says is held back. */
  stall(what: 'everything' | 'answers'): void;
  /** What was held back gets through, in order. */
  resume(): void;
  /** Breaks every connection; new ones break at once until `mend`. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/** Opens a proxy on a free port that passes everything on to `port`. */
export async function openBreakableProxy(port: number): Promise<BreakableProxy> {
  const pairs = new Set<Pair>();
  let target = port;
  let held: 'nothing' | 'everything' | 'answers' = 'nothing';
  let broken = false;

  const flow = ({ client, server }: Pair): void => {
    // Piped twice, everything would arrive twice.
    client.unpipe(server).pause();
    server.unpipe(client).pause();
    if (held !== 'everything') client.pipe(server);
    if (held === 'nothing') server.pipe(client);
  };
  const listener = createServer((client) => {
    client.on('error', () => undefined);
    if (broken) {
      client.resetAndDestroy();
      return;
    }
    const pair = { client, server: connect(target, '127.0.0.1') };
    pairs.add(pair);
    pair.server.on('error', () => client.resetAndDestroy());
    client.on('close', () => {
      pairs.delete(pair);
      pair.server.destroy();
    });
    pair.server.on('close', () => client.destroy());
    flow(pair);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();

  const hold = (what: typeof held): void => {
    held = what;
    for (const pair of pairs) flow(pair);
  };
  const cut = (): void => {
    broken = true;
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    aim(next) {
      target = next;
    },
    stall: hold,
    resume: () => hold('nothing'),
    cut,
    mend() {
      broken = false;
    },
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
