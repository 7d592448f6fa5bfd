import type { RoomView } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { Room, type RoomReading } from './room.ts';

const ROOM = '0190f000-0000-7000-8000-00000000a001';
const reading = (title: string): RoomReading => ({
  room: { roomId: ROOM, title, items: [] } as unknown as RoomView,
  flash: [],
});
const snapshotOf = (title: string) => ({ type: 'snapshot', ...reading(title) });

/** What a viewer who had everything up to `seq` gets; undefined = a snapshot of his own. */
const since = (room: Room, seq: number): unknown[] | undefined =>
  room.channel.since(seq)?.map((bytes) => JSON.parse(/^data: (.*)$/m.exec(bytes.toString())?.[1] ?? ''));

test('who may have missed something is given a new reading', async () => {
  const room = new Room(ROOM, () => undefined);
  room.tell({ type: 'viewers', viewers: 1 });
  await room.startAfresh(async () => reading('now'));
  expect(since(room, 1)).toEqual([snapshotOf('now')]);
});

test('a reading never undoes what was told while it was read', async () => {
  const room = new Room(ROOM, () => undefined);
  const titles = ['before', 'after'];
  await room.startAfresh(async () => {
    const title = titles.shift() ?? '';
    if (title === 'before') room.tell({ type: 'viewers', viewers: 1 });
    return reading(title);
  });
  expect(since(room, 0)).toEqual([{ type: 'viewers', viewers: 1 }, snapshotOf('after')]);
});

test('where no reading can be had, everyone comes back for a snapshot', async () => {
  const room = new Room(ROOM, () => undefined);
  room.tell({ type: 'viewers', viewers: 1 });
  const failing = room.startAfresh(async () => {
    throw new Error('the database is away');
  });
  await expect(failing).rejects.toThrow('away');
  expect([since(room, 0), since(room, 1)]).toEqual([undefined, undefined]);
});

test('viewers of other processes are counted, and do not keep an empty room', () => {
  const room = new Room(ROOM, () => undefined);
  room.scripted = 2;
  room.elsewhere = 3;
  expect([room.viewers, room.viewersHere]).toEqual([5, 2]);
  expect(room.takePresence(new Date(0))).toMatchObject({ viewersMax: 5, visits: 2 });
});
