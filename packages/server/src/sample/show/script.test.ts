import type { ShowStep } from '@yellowcart/sample';
import { expect, test } from 'vitest';
import { ScriptPosition } from './script.ts';

const steps: ShowStep[] = [0, 2, 2, 5].map((atSeconds, count) => ({ atSeconds, kind: 'viewers', count }));

/** Counts of the steps that fall due in each second; a new loop is marked. */
function played(position: ScriptPosition, seconds: number): string[] {
  return Array.from({ length: seconds }, () => {
    const { due, looped } = position.advance();
    return `${looped ? 'again ' : ''}${due.map((step) => (step.kind === 'viewers' ? step.count : '')).join()}`;
  });
}

test('every step falls due once a loop, at its second', () => {
  const loop = ['0', '', '1,2', '', '', '3', '', '', ''];
  expect(played(new ScriptPosition(steps, 0), 18)).toEqual([...loop, 'again 0', ...loop.slice(1)]);
});

test('a room may begin in the middle, or where a loop is over', () => {
  expect(played(new ScriptPosition(steps, 2), 4)).toEqual(['1,2', '', '', '3']);
  expect(played(new ScriptPosition(steps, 3), 3)).toEqual(['', '', '3']);
  expect(played(new ScriptPosition(steps, 9 + 7), 3)).toEqual(['', '', 'again 0']);
});
