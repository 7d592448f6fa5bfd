/** The typed client for partners and for our own pages. */
export {
  ApiProblem,
  type CallOf,
  type Client,
  type ClientOptions,
  createClient,
  type ResultOf,
} from './client.ts';
export { followBoard, followRoom, type StreamHandlers } from './stream.ts';
