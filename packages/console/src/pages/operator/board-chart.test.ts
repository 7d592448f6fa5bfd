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
  expect(pinMarks(minutes({ 20: ['a'], 25: ['b'], 45: ['c'] }))).toEqual([
    { index: 20, title: 'a', row: 1 },
    { index: 25, title: 'b', row: 0 },
    { index: 45, title: 'c', row: 0 },
  ]);
});

test('labels at the edge lean inwards, and count as standing there', () => {
  expect(pinMarks(minutes({ 46: ['a'], 59: ['b'] })).map((mark) => mark.row)).toEqual([1, 0]);
});

test('where pins crowd, the newest are named and the others only marked', () => {
  const crowd = pinMarks(minutes({ 55: ['a'], 56: ['b'], 57: ['c'], 58: ['d'], 59: ['e'] }));
  expect(crowd.map((mark) => mark.row)).toEqual([null, null, 2, 1, 0]);
});

test('a minute shows its last pin, and the latest pins win', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at * 3, [`x${at}`, `y${at}`]]));
  const marks = pinMarks(minutes(many), 2);
  expect(marks.map((mark) => mark.title)).toEqual(['y18', 'y19']);
});

test('an hour without pins has no marks', () => {
  expect(pinMarks(minutes({}))).toEqual([]);
});
