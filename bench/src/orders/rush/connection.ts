import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type HttpAnswer, readAnswer } from './http-answer.ts';

/** The connection broke before it answered. */
export const BROKEN: HttpAnswer = { status: 0, body: '' };

/**
 * One connection of a client that costs as little as Node can: bytes that are ready go out, and the answer is cut from
 * what comes in. One request at a time. Node's own HTTP client takes as much of a core as the server under it.
 */
export class Connection {
  readonly #socket: Socket;
  #came: Buffer | undefined;
  #answer: ((answer: HttpAnswer) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => this.#settle(BROKEN));
    socket.on('close', () => this.#settle(BROKEN));
  }

  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request and waits for its answer; BROKEN where none comes. */
  ask(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve) => {
      this.#answer = resolve;
      if (this.#socket.destroyed) this.#settle(BROKEN);
      else this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const bytes = this.#came ? Buffer.concat([this.#came, chunk]) : chunk;
    const answer = readAnswer(bytes);
    this.#came = answer ? undefined : bytes;
    if (answer) this.#settle(answer);
  }

  #settle(answer: HttpAnswer): void {
    const waiting = this.#answer;
    this.#answer = undefined;
    waiting?.(answer);
  }
}

/** A POST of JSON as bytes that can be sent as they are. */
export function postBytes(
  path: string,
  credential: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${credential}\r\nContent-Type: application/json\r\n${more.join('')}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
