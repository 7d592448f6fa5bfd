export { appendEvents, type EngineEvent } from './append.ts';
export { type Relay, type Subscriber, startRelay } from './relay.ts';
export { waitingEvents } from './waiting.ts';
