export { appendEvents, type EngineEvent, eventsStatement } from './append.ts';
export { type Relay, type Subscriber, startRelay } from './relay.ts';
export { takeEvents, waitingEvents } from './waiting.ts';
