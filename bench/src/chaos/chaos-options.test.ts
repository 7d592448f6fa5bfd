import { describe, expect, it } from 'vitest';
import { readChaosOptions } from './chaos-options.ts';

const read = (...argv: string[]) => readChaosOptions(argv, () => 'new');

describe('the command line of chaos', () => {
  it('plays ten rounds of a new seed where nothing else is asked for', () => {
    expect(read()).toMatchObject({ seed: 'new', json: false, engine: undefined, processes: undefined });
    expect(read()).toMatchObject({ rounds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
  });

  it('plays one round again', () => {
    const again = read('--seed', '17', '--only-round', '42', '--engine', 'pglite', '--processes', '2');
    expect(again).toMatchObject({ seed: '17', rounds: [42], engine: 'pglite', processes: 2 });
  });

  it.each([
    [['--rounds', '0'], /--rounds takes whole numbers/],
    [['--processes', '5'], /--processes takes whole numbers from 1 to 4/],
    [['--engine', 'mysql'], /postgres, pglite or both/],
    [['--seed', '../x'], /--seed takes/],
    [['--gently'], /--gently/],
  ])('refuses %j in words', (argv, words) => {
    expect(() => read(...argv)).toThrow(words);
  });

  it('tells what it can do', () => {
    expect(read('--help')).toBe('help');
  });
});
