import type { BoardView, RoomEvent } from '@yellowcart/contract';
import type { Client } from './client.ts';

export interface StreamHandlers<T> {
  readonly onEvent: (event: T) => void;
  /** 'open' when data flows, 'lost' while it reconnects by itself. */
  readonly onState?: (state: 'open' | 'lost') => void;
}

/** Follows a room; returns a function that stops. The browser resumes by Last-Event-ID after a lost connection. */
export function followRoom(client: Client, roomId: string, handlers: StreamHandlers<RoomEvent>): () => void {
  return follow(client.url('GET /api/v1/rooms/:roomId/events', { roomId }), handlers);
}

/** Follows the operator's live board; returns a function that stops. */
export function followBoard(client: Client, handlers: StreamHandlers<BoardView>): () => void {
  return follow(client.url('GET /api/v1/operator/board/events'), handlers);
}

const RECONNECT_MS_MIN = 500;
const RECONNECT_MS_MAX = 10_000;

function follow<T>(url: string, handlers: StreamHandlers<T>): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = RECONNECT_MS_MIN;
  const open = (): void => {
    source = new EventSource(url);
    source.onopen = () => {
      waitMs = RECONNECT_MS_MIN;
      handlers.onState?.('open');
    };
    source.onmessage = (message: MessageEvent<string>) => handlers.onEvent(JSON.parse(message.data) as T);
    source.onerror = () => {
      handlers.onState?.('lost');
      // A closed source (refused or 5xx) never tries again by itself; an interrupted one does.
      if (source?.readyState === EventSource.CLOSED) {
        timer = setTimeout(open, waitMs + Math.random() * waitMs);
        waitMs = Math.min(waitMs * 2, RECONNECT_MS_MAX);
      }
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
