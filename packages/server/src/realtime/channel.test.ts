import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Channel, WAITING_BYTES_MAX } from './channel.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const thing of open.splice(0)) thing.close();
});

/** A connected pair of sockets: the server's end, and the client's. */
async function pair(): Promise<{ server: Socket; client: Socket }> {
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = connect(address.port, '127.0.0.1');
  const [server] = (await once(listener, 'connection')) as [Socket];
  open.push({
    close() {
      client.destroy();
      server.destroy();
      listener.close();
    },
  });
  return { server, client };
}

test('the same event reaches every follower under one id', async () => {
  const channel = new Channel();
  const ends = [await pair(), await pair()];
  for (const { server } of ends) channel.follow(server, []);
  const texts = ends.map(({ client }) => {
    let text = '';
    client.on('data', (chunk) => {
      text += chunk.toString();
    });
    return () => text;
  });
  channel.publish({ type: 'viewers', viewers: 2 });
  await expect
    .poll(() => texts.map((text) => text()))
    .toEqual([
      expect.stringContaining('data: {"type":"viewers","viewers":2}\n\n'),
      expect.stringContaining('data: {"type":"viewers","viewers":2}\n\n'),
    ]);
  expect(texts[0]?.()).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-type: text\/event-stream/);
});

test('who comes back gets exactly what came meanwhile', () => {
  const channel = new Channel();
  for (let count = 1; count <= 3; count += 1) channel.publish({ count });
  const seen = /^id: (\S+)/.exec(channel.frame(1, {}).toString())?.[1];
  const missed = channel.since(Channel.seqOf(seen) ?? -1);
  expect(missed?.map((bytes) => bytes.toString().split('\n')[1])).toEqual([
    'data: {"count":2}',
    'data: {"count":3}',
  ]);
  expect(channel.since(3)).toEqual([]);
});

test('an id that is too old, of another run, or nonsense starts anew', () => {
  const channel = new Channel();
  for (let count = 0; count < 600; count += 1) channel.publish({ count });
  expect(channel.since(1)).toBeUndefined();
  expect(channel.since(601)).toBeUndefined();
  expect(Channel.seqOf('deadbeef-3')).toBeUndefined();
  expect(Channel.seqOf(undefined)).toBeUndefined();
  expect(Channel.seqOf('x')).toBeUndefined();
});

test('a socket that does not read is dropped instead of buffered without bound', async () => {
  const channel = new Channel();
  const { server, client } = await pair();
  client.pause();
  channel.follow(server, []);
  const event = { text: 'x'.repeat(8_000) };
  for (let count = 0; count < 20_000 && channel.followers > 0; count += 1) {
    channel.publish(event);
    if (count % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(channel.followers).toBe(0);
  expect(server.destroyed).toBe(true);
  expect(server.writableLength).toBeLessThanOrEqual(WAITING_BYTES_MAX);
});

test('who leaves is not counted any more', async () => {
  let changes = 0;
  const channel = new Channel(() => {
    changes += 1;
  });
  const { server, client } = await pair();
  channel.follow(server, []);
  client.destroy();
  await expect.poll(() => channel.followers).toBe(0);
  expect(changes).toBe(2);
});
