import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BreakableProxy, openBreakableProxy } from './breakable-proxy.ts';

let echo: Server;
let heard: string;
let proxy: BreakableProxy;
let client: Socket;
let answers: string;

beforeEach(async () => {
  heard = '';
  answers = '';
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk;
      socket.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await openBreakableProxy((echo.address() as { port: number }).port);
  client = connect(proxy.port, '127.0.0.1');
  client.on('error', () => undefined);
  client.on('data', (chunk) => {
    answers += chunk;
  });
  client.write('a');
  await expect.poll(() => answers).toBe('a');
});
afterEach(async () => {
  client.destroy();
  await proxy.close();
  echo.close();
});

const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

it('holds answers back and then lets each through once', async () => {
  proxy.stall('answers');
  client.write('b');
  await expect.poll(() => heard).toBe('ab');
  await aWhile();
  expect(answers).toBe('a');
  proxy.resume();
  proxy.resume();
  await expect.poll(() => answers).toBe('ab');
  client.write('c');
  await expect.poll(() => answers).toBe('abc');
  expect(heard).toBe('abc');
});

it('holds everything back', async () => {
  proxy.stall('everything');
  client.write('b');
  await aWhile();
  expect(heard).toBe('a');
  proxy.resume();
  await expect.poll(() => answers).toBe('ab');
});

it('breaks what is connected, and what connects until it is mended', async () => {
  const closed = (socket: Socket): Promise<void> =>
    new Promise((resolve) => socket.once('close', () => resolve()));
  const broken = closed(client);
  proxy.cut();
  await broken;
  const next = connect(proxy.port, '127.0.0.1');
  next.on('error', () => undefined);
  await closed(next);
  proxy.mend();
  client = connect(proxy.port, '127.0.0.1');
  client.on('data', (chunk) => {
    answers += chunk;
  });
  client.write('b');
  await expect.poll(() => answers).toBe('ab');
});
