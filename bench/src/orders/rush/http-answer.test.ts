import { describe, expect, it } from 'vitest';
import { readAnswer } from './http-answer.ts';

const whole = Buffer.from(
  'HTTP/1.1 409 Conflict\r\ncontent-type: application/json\r\nContent-Length: 10\r\nConnection: keep-alive\r\n\r\n{"a":"é"}',
);

describe('an answer', () => {
  it('is its status and its body, whose length is counted in bytes', () => {
    expect(readAnswer(whole)).toEqual({ status: 409, body: '{"a":"é"}' });
  });

  it('is waited for until the last byte is there', () => {
    for (let end = 0; end < whole.length; end += 1)
      expect(readAnswer(whole.subarray(0, end))).toBeUndefined();
  });

  it('without a length is not understood', () => {
    expect(() => readAnswer(Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'))).toThrow(
      /without a length/,
    );
  });
});
