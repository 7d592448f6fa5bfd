import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';

/** Bytes that may wait for one slow socket; beyond, it is dropped and comes back for a snapshot. */
export const WAITING_BYTES_MAX = 64 * 1024;
/** Events kept for those who reconnect: more than a minute at the rate a busy room has. */
const KEPT_MAX = 512;

const HEAD = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-store\r\n' +
    'x-accel-buffering: no\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\nretry: 1000\n\n',
);
const BEAT = Buffer.from(':\n\n');
/** Event ids hold it, so that an id of another run of the server is never taken for one of this run. */
const BOOT = randomBytes(4).toString('hex');

/**
 * One stream of server-sent events with any number of followers. An event is serialised once and the same bytes are
 * written to every socket, below the HTTP layer: a follower costs its socket and one entry in a set.
 */
export class Channel {
  #seq = 0;
  /** The latest events, oldest first; the last one has the number `#seq`. */
  readonly #kept: Buffer[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #onChange: () => void;
  readonly #leave: (this: Socket) => void;

  /** `onChange` hears that somebody came or went. */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
    const leave = (socket: Socket): void => this.#drop(socket);
    this.#leave = function (this: Socket) {
      leave(this);
    };
  }

  get followers(): number {
    return this.#sockets.size;
  }

  /** Number of the latest event; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /** Sends an event to everyone and keeps it for those who come back. */
  publish(event: unknown): void {
    this.#seq += 1;
    const bytes = this.frame(this.#seq, event);
    this.#kept.push(bytes);
    if (this.#kept.length > KEPT_MAX) this.#kept.shift();
    for (const socket of this.#sockets) this.#write(socket, bytes);
  }

  /** The bytes of an event under a number, for a snapshot that stands for everything up to it. */
  frame(seq: number, event: unknown): Buffer {
    return Buffer.from(`id: ${BOOT}-${seq}\ndata: ${JSON.stringify(event)}\n\n`);
  }

  /** What came after a number; undefined when some of it is no longer kept. */
  since(seq: number): readonly Buffer[] | undefined {
    const missed = this.#seq - seq;
    if (missed < 0 || missed > this.#kept.length) return undefined;
    return this.#kept.slice(this.#kept.length - missed);
  }

  /** The number in an event id of this run of the server; undefined for any other text. */
  static seqOf(lastEventId: unknown): number | undefined {
    if (typeof lastEventId !== 'string' || !lastEventId.startsWith(`${BOOT}-`)) return undefined;
    const seq = Number(lastEventId.slice(BOOT.length + 1));
    return Number.isSafeInteger(seq) && seq >= 0 ? seq : undefined;
  }

  /** Takes over a socket: writes the HTTP head and what the follower starts with, and all events from now on. */
  follow(socket: Socket, start: readonly Buffer[]): void {
    if (socket.destroyed) return;
    socket.setTimeout(0);
    socket.once('close', this.#leave);
    // A broken pipe is how most followers leave.
    socket.on('error', ignore);
    this.#sockets.add(socket);
    socket.write(Buffer.concat([HEAD, ...start]));
    this.#onChange();
  }

  /** Says that the stream is alive, so that proxies keep it open and dead peers are noticed. */
  beat(): void {
    for (const socket of this.#sockets) this.#write(socket, BEAT);
  }

  /** Sends everyone away to come back for a snapshot: nothing that was kept counts any more. */
  disconnect(): void {
    this.#kept.length = 0;
    this.#seq += 1;
    this.close();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroySoon();
  }

  #write(socket: Socket, bytes: Buffer): void {
    if (socket.writableLength + bytes.length > WAITING_BYTES_MAX) {
      this.#drop(socket);
      socket.destroy();
    } else {
      socket.write(bytes);
    }
  }

  #drop(socket: Socket): void {
    if (this.#sockets.delete(socket)) this.#onChange();
  }
}

function ignore(): void {}
