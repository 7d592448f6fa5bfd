/** An answer over HTTP/1.1, as far as a bench cares. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

const END_OF_HEAD = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const STATUS_AT = 'HTTP/1.1 '.length;

/**
 * Reads the one answer that these bytes hold; undefined while it is not whole. Knows answers with a length only, which
 * is how the platform sends JSON. Throws on others.
 */
export function readAnswer(bytes: Buffer): HttpAnswer | undefined {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const length = LENGTH.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  const bodyStart = headEnd + END_OF_HEAD.length;
  const bodyEnd = bodyStart + Number(length);
  if (bytes.length < bodyEnd) return undefined;
  return {
    status: Number(head.slice(STATUS_AT, STATUS_AT + 3)),
    body: bytes.toString('utf8', bodyStart, bodyEnd),
  };
}
