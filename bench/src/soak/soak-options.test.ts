import { expect, it } from 'vitest';
import { readSoakOptions } from './soak-options.ts';

it('reads how long and where to begin', () => {
  expect(readSoakOptions(['--minutes', '0.5', '--seed', '7'])).toEqual({
    minutes: 0.5,
    seed: 7,
    path: undefined,
  });
  expect(readSoakOptions([])).toMatchObject({ minutes: 10 });
  expect(readSoakOptions(['--help'])).toBe('help');
});

it.each([
  [['--minutes', 'x'], '--minutes'],
  [['--minutes', '0'], '--minutes'],
  [['--seed', '-1'], '--seed'],
  [['--path', '1:2'], '--path'],
  [['--seed', '1', '--path', 'a'], '--path'],
  [['--hours', '1'], '--hours'],
])('says what is wrong with %s', (argv, names) => {
  expect(() => readSoakOptions(argv)).toThrow(names);
});
