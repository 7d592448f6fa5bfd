import { describe, expect, it } from 'vitest';
import {
  type Answer,
  type Asked,
  acknowledgement,
  ClientLog,
  contradictions,
  isSettled,
} from './client-log.ts';

const who = { partyId: 'p', credential: 'secret' };
const order = { orderId: 'o', shopId: 's', totalMinor: 100 };
const silence: Answer = { atMs: 0, process: 0, status: 0 };
const yes: Answer = { atMs: 1, process: 0, status: 201, done: { orders: [order] } };
const no: Answer = { atMs: 2, process: 0, status: 409, code: 'stock_short' };
const broken: Answer = { atMs: 3, process: 1, status: 503, code: 'database_unavailable' };

function asked(...answers: Answer[]): Asked {
  const one = new ClientLog().note({ kind: 'checkout', who, path: '/', body: {}, key: 'k' });
  one.answers.push(...answers);
  return one;
}

describe("the clients' log", () => {
  it('takes only a yes for an acknowledgement', () => {
    expect(acknowledgement(asked(silence, broken, no))).toBeUndefined();
    expect(acknowledgement(asked(silence, yes, broken))).toBe(yes);
  });

  it('is settled by a yes or a no, and by neither silence nor a failure', () => {
    expect([asked(), asked(silence), asked(broken), asked(yes, silence)].map(isSettled)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([asked(silence, no), asked(broken, yes)].map(isSettled)).toEqual([true, true]);
  });

  it('counts what was taken back and what changed, once for each thing asked', () => {
    const other: Answer = { ...yes, done: { orders: [{ ...order, orderId: 'another' }] } };
    expect(contradictions([asked(yes, silence, yes), asked(no, yes), asked(broken, yes)])).toEqual({
      refused: 0,
      changed: 0,
    });
    expect(contradictions([asked(yes, no, no), asked(yes, other, other)])).toEqual({
      refused: 1,
      changed: 1,
    });
  });

  it('writes everything down but the credentials', () => {
    const log = new ClientLog();
    log.note({ kind: 'checkout', who, path: '/', body: {}, key: 'k' }).answers.push(silence, no);
    expect(log.text()).not.toContain('secret');
    expect(JSON.parse(log.text())).toMatchObject({ number: 0, who: 'p', answers: [silence, no] });
    expect(log.summary()).toEqual({ 'checkout no answer': 1, 'checkout stock_short': 1 });
  });
});
