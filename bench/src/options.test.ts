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
        profile: false,
        postgresSettings: 'tuned',
        keep: undefined,
      },
    });
  });

  it('takes lists of connections and of results', () => {
    const asked = readOptions(['orders', '--connections', '1,64', '--only', 'spread,hot-sku', '--json']);
    expect(asked).toMatchObject({
      options: { connections: [1, 64], only: ['spread', 'hot-sku'], json: true },
    });
  });

  it.each([
    [['--seconds', '0'], /--seconds takes whole numbers/],
    [['--seconds', '1.5'], /--seconds takes whole numbers/],
    [['--connections', '64,many'], /--connections takes whole numbers/],
    [['--engine', 'mysql'], /pglite, postgres or both/],
    [['--postgres-settings', 'fast'], /--postgres-settings is tuned or default, not "fast"/],
    [['--fast'], /--fast/],
    [['feed'], /One bench at a time/],
  ])('refuses %j in words', (args, words) => {
    expect(() => readOptions(['orders', ...args])).toThrow(words);
  });

  it('tells what there is where help is asked for, whatever else is said', () => {
    expect(readOptions(['--help'])).toBe('help');
    expect(readOptions(['orders', '--help'])).toBe('help');
  });

  it('asks for the name of a bench', () => {
    expect(() => readOptions([])).toThrow(/Say which bench/);
  });
});
