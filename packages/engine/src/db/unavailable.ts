/**
 * The database did not answer, or the connection was lost on the way. What was asked may have been done or not: when a
 * commit was under way, only asking again can tell.
 */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super(`The database does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'DatabaseUnavailable';
  }
}

/**
 * SQLSTATEs that are about the connection or the server and not about the statement: connection exceptions, shutting
 * down or starting, too many connections, a statement or a transaction that took too long, a standby.
 */
const SQLSTATE = /^(?:08...|57P0\d|57014|53300|25P03|25006)$/;
/** What the operating system says of a connection. */
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** node-postgres gives these no code. */
const WORDS =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired|timeout exceeded when trying to connect|Postgres connection has been discarded)/;

/** The error as DatabaseUnavailable where it says that, and as it is otherwise. */
export function namedByCause(error: unknown): unknown {
  return isUnavailable(error) ? new DatabaseUnavailable(error) : error;
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SYSTEM.has(code) || SQLSTATE.test(code) || WORDS.test(error.message);
}
