import { Worker } from 'node:worker_threads';
import type { EmbeddedEngine } from './embedded-engine.ts';
import { type Answer, errorFrom, type Request } from './messages.ts';
import type { StatementResult } from './wire-session.ts';

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Opens the embedded database of a folder in a thread of its own. Rejects when it will not open. */
export async function startEngineThread(dataDir: string): Promise<EmbeddedEngine> {
  const thread = new Worker(new URL('./engine-thread.ts', import.meta.url), {
    workerData: { dataDir },
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  let gone: Error | undefined;
  let lastId = 0;

  thread.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) one?.reject(errorFrom(answer.error));
    else one?.resolve(answer);
  });
  const end = (error: Error): void => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('the embedded database has stopped')));

  const answerTo = (id: number): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (gone) reject(gone);
      else waiting.set(id, { resolve, reject });
    });
  const ask = (request: Request): Promise<Answer> => {
    const answer = answerTo(request.id);
    thread.postMessage(request);
    return answer;
  };
  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };

  await answerTo(0);
  return {
    async run(statements) {
      const { results } = await ask({ id: nextId(), kind: 'run', statements });
      return results as StatementResult[];
    },
    async close() {
      if (gone) return;
      await ask({ id: nextId(), kind: 'close' });
      await thread.terminate();
    },
  };
}
