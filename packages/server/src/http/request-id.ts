import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Names every request: by the X-Request-Id it came with, where that is harmless to print, or by a count of our own. */
export function requestIds(): (request: IncomingMessage) => string {
  const start = randomBytes(4).toString('hex');
  let count = 0;
  return (request) => {
    const given = request.headers['x-request-id'];
    if (typeof given === 'string' && /^[\w.:-]{1,80}$/.test(given)) return given;
    count += 1;
    return `${start}-${count.toString(36)}`;
  };
}
