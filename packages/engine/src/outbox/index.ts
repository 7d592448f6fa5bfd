export { appendEvents, type EngineEvent, eventsStatement } from './append.ts';
export { type Relay, startRelay } from './relay.ts';
export type { Subscriber } from './subscriber.ts';
export { takeEvents, waitingEvents } from './waiting.ts';
