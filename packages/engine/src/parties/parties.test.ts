import { beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { TEST_ADDRESS } from '../testing/fixtures.ts';
import {
  addressOf,
  bindMember,
  createParties,
  findParty,
  memberOf,
  type NewParty,
  partyNames,
  putSetting,
  saveAddresses,
  setting,
} from './index.ts';

describeOnBothDatabases('parties', (open) => {
  let engine: TestEngine;
  let creator: NewParty;
  let buyer: NewParty;
  const write = <T>(work: (tx: Parameters<typeof createParties>[0]) => Promise<T>) =>
    engine.db.transaction().execute(work);

  beforeAll(async () => {
    engine = makeEngine(await open());
    const party = (role: NewParty['role'], ref: string | null, name: string): NewParty => ({
      partyId: engine.ids.next(),
      role,
      ref,
      name,
      profile: { bio: 'says "hello"', followers: 12 },
      createdAt: engine.clock.now(),
    });
    creator = party('creator', 'xiaoman', '林小满');
    buyer = party('buyer', null, '阿木');
    await write((tx) => createParties(tx, [creator, buyer]));
  });

  it('are read back as they were given', async () => {
    expect(await findParty(engine.db, creator.partyId)).toEqual(creator);
    expect(await findParty(engine.db, engine.ids.next())).toBeUndefined();
  });

  it('are named in sets, unknown ids left out', async () => {
    const names = await partyNames(engine.db, [buyer.partyId, creator.partyId, engine.ids.next()]);
    expect(names).toEqual(
      new Map([
        [buyer.partyId, '阿木'],
        [creator.partyId, '林小满'],
      ]),
    );
    expect(await partyNames(engine.db, [])).toEqual(new Map());
  });

  it('have a ref once in a role', async () => {
    const again = { ...creator, partyId: engine.ids.next() };
    await expect(write((tx) => createParties(tx, [again]))).rejects.toThrow(/unique/);
    await write((tx) => createParties(tx, [{ ...again, role: 'leader' }]));
  });

  it('are acted for by one user, who can be moved', async () => {
    expect(await memberOf(engine.db, 'u1')).toBeUndefined();
    await write((tx) => bindMember(tx, 'u1', creator.partyId));
    expect(await memberOf(engine.db, 'u1')).toEqual({
      partyId: creator.partyId,
      role: 'creator',
      name: '林小满',
    });
    await write((tx) => bindMember(tx, 'u1', buyer.partyId));
    expect(await memberOf(engine.db, 'u1')).toMatchObject({ role: 'buyer' });
  });

  it('keep their last address', async () => {
    expect(await addressOf(engine.db, buyer.partyId)).toBeUndefined();
    await write((tx) => saveAddresses(tx, [{ partyId: buyer.partyId, address: TEST_ADDRESS }]));
    await write((tx) =>
      saveAddresses(tx, [{ partyId: buyer.partyId, address: { ...TEST_ADDRESS, street: '文三路 2 号' } }]),
    );
    expect(await addressOf(engine.db, buyer.partyId)).toEqual({ ...TEST_ADDRESS, street: '文三路 2 号' });
  });

  it.each([['a text'], [7], [{ a: [1, null] }], [null], [false]])(
    'remember the setting %j',
    async (value) => {
      await write((tx) => putSetting(tx, 'k', value));
      expect(await setting(engine.db, 'k')).toEqual(value);
      expect(await setting(engine.db, 'other')).toBeUndefined();
    },
  );
});
