import { expect, it } from 'vitest';
import { selfTimes } from './profile.ts';

const node = (id: number, functionName: string, url = '') => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

it('sums the samples of a window by function, without idle time', () => {
  const profile = {
    nodes: [
      node(1, 'work', 'node:net'),
      node(2, '(idle)'),
      node(3, '', 'node:net'),
      node(4, 'work', 'node:net'),
    ],
    samples: [1, 1, 2, 3, 4, 1],
    timeDeltas: [1000, 1000, 1000, 1000, 2000, 1000],
  };
  expect(selfTimes(profile, 1.5, 6)).toEqual([
    { name: 'work node:net:10', selfMs: 3, share: 0.75 },
    { name: '(anonymous) node:net:10', selfMs: 1, share: 0.25 },
  ]);
});
