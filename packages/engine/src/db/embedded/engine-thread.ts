import { parentPort, workerData } from 'node:worker_threads';
import { type EmbeddedEngine, engineInThisThread, openPglite } from './embedded-engine.ts';
import { type Answer, fieldsOf, type Request } from './messages.ts';

/** The thread that runs the embedded database: PGlite holds its thread while a statement runs, and sockets must not wait for that. */
const port = parentPort;
if (!port) throw new Error('engine-thread.ts runs as a worker thread');
const answer = (message: Answer): void => port.postMessage(message);

async function serve(engine: EmbeddedEngine, request: Request): Promise<void> {
  try {
    if (request.kind === 'run') answer({ id: request.id, results: await engine.run(request.statements) });
    else {
      await engine.close();
      answer({ id: request.id });
    }
  } catch (error) {
    answer({ id: request.id, error: fieldsOf(error) });
  }
}

try {
  const engine = engineInThisThread(await openPglite((workerData as { dataDir: string }).dataDir));
  // One at a time: the engine has one session, and a request's statements belong together.
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: Request) => {
    last = last.then(() => serve(engine, request));
  });
  answer({ id: 0 });
} catch (error) {
  answer({ id: 0, error: fieldsOf(error) });
}
