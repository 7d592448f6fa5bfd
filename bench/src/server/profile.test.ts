import { expect, it } from 'vitest';
import { packageOf, selfTimes } from './profile.ts';

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

it('names the package, or the module of ours', () => {
  const root = new URL('../../../', import.meta.url).href;
  const named = (url: string, name = 'work') => packageOf(node(1, name, url));
  expect(named(`${root}node_modules/@fastify/static/index.js`)).toBe('@fastify/static');
  expect(named(`${root}node_modules/pg/node_modules/pg-protocol/dist/x.js`)).toBe('pg-protocol');
  expect(named(`${root}packages/engine/src/orders/store/requests.ts`)).toBe('packages/engine/src/orders');
  expect(named('node:internal/crypto/hash')).toBe('node:internal/crypto');
  expect(named('node:net')).toBe('node:net');
  expect(named('', '(garbage collector)')).toBe('(garbage collector)');
  expect(named('', 'writev')).toBe('native code');
});
