import { expect, test } from 'vitest';
import { poolShares } from './pool-shares.ts';

test('the bar parts what is on hand, on the scale of the largest pool', () => {
  expect(poolShares({ onHand: 100, reserved: 20, safety: 10 }, 200)).toEqual({
    available: 35,
    reserved: 10,
    safety: 5,
  });
});

test('more kept back than is there fills the bar and no more', () => {
  expect(poolShares({ onHand: 10, reserved: 4, safety: 50 }, 10)).toEqual({
    available: 0,
    reserved: 40,
    safety: 60,
  });
  expect(poolShares({ onHand: 0, reserved: 0, safety: 5 }, 0)).toEqual({
    available: 0,
    reserved: 0,
    safety: 0,
  });
});
