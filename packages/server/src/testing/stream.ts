import { get } from 'node:http';

type Typed<T, Type> = T extends { readonly type: Type } ? T : never;

/** A follower of a stream of server-sent events, with everything it was told so far. */
export interface Stream<T> {
  readonly events: readonly T[];
  of<Type extends T extends { readonly type: infer Known } ? Known : never>(type: Type): Typed<T, Type>[];
  lastId(): string;
  ended(): boolean;
  stop(): void;
}

/** Opens a stream; resolves once its head has come. */
export function followStream<T>(url: string, headers: Record<string, string> = {}): Promise<Stream<T>> {
  const { promise, resolve, reject } = Promise.withResolvers<Stream<T>>();
  const events: T[] = [];
  let lastId = '';
  let ended = false;
  let text = '';
  const request = get(url, { headers, agent: false }, (response) => {
    if (response.statusCode !== 200) reject(new Error(`the stream answered ${response.statusCode}`));
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      text += chunk;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        lastId = /^id: (.*)$/m.exec(block)?.[1] ?? lastId;
        if (data !== undefined) events.push(JSON.parse(data) as T);
      }
    });
    const end = (): void => {
      ended = true;
    };
    response.on('close', end);
    response.on('error', end);
    resolve({
      events,
      of: (type) => events.filter((event) => (event as { type?: unknown }).type === type) as never,
      lastId: () => lastId,
      ended: () => ended,
      stop: () => request.destroy(),
    });
  });
  request.on('error', reject);
  return promise;
}
