import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the command line of a bench', () => {
  it('measures everything on both engines where nothing else is asked for', () => {
    expect(readOptions(['orders'])).toEqual({
      bench: 'orders',
      options: {
        engines: ['postgres', 'pglite'],
        seconds: 10,
        connections: [64, 256],
        only: undefined,
        json: false,
        kill: false,
        profile: false,
      },
    });
  });

  it('takes lists of connections and of results', () => {
    const { options } = readOptions([
      'orders',
      '--connections',
      '1,64',
      '--only',
      'spread,hot-sku',
      '--json',
    ]);
    expect(options).toMatchObject({ connections: [1, 64], only: ['spread', 'hot-sku'], json: true });
  });

  it.each([
    [['--seconds', '0'], /--seconds takes whole numbers/],
    [['--seconds', '1.5'], /--seconds takes whole numbers/],
    [['--connections', '64,many'], /--connections takes whole numbers/],
    [['--engine', 'mysql'], /pglite, postgres or both/],
    [['--fast'], /--fast/],
    [['feed'], /One bench at a time/],
  ])('refuses %j in words', (args, words) => {
    expect(() => readOptions(['orders', ...args])).toThrow(words);
  });

  it('asks for the name of a bench', () => {
    expect(() => readOptions([])).toThrow(/Say which bench/);
  });
});
