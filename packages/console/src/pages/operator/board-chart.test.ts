import { expect, test } from 'vitest';
import { pinMarks } from './board-chart.ts';

const minutes = (pins: Record<number, string[]>) =>
  Array.from({ length: 60 }, (_, index) => ({
    minute: new Date(index * 60_000).toISOString(),
    gmvMinor: 0,
    orders: 0,
    viewers: 0,
    pins: pins[index] ?? [],
  }));

test('labels stand on the lowest row that is free, so that neighbours do not cover each other', () => {
  expect(pinMarks(minutes({ 3: ['a'], 5: ['b'], 20: ['c'] }))).toEqual([
    { index: 3, title: 'a', row: 0 },
    { index: 5, title: 'b', row: 1 },
    { index: 20, title: 'c', row: 0 },
  ]);
});

test('a minute shows its last pin, and the latest pins win', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at * 3, [`x${at}`, `y${at}`]]));
  const marks = pinMarks(minutes(many), 2);
  expect(marks.map((mark) => mark.title)).toEqual(['y18', 'y19']);
});

test('an hour without pins has no marks', () => {
  expect(pinMarks(minutes({}))).toEqual([]);
});
