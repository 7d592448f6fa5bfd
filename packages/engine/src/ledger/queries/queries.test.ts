import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { createParties } from '#parties';
import { Refused } from '../../refusal.ts';
import {
  describeOnBothDatabases,
  makeEngine,
  PLATFORM_ID,
  refusalOf,
  type TestEngine,
} from '../../testing/index.ts';
import { post } from '../commands/post.ts';
import { type AccountKey, accountId } from '../rules/account.ts';
import { accountEntries } from './account-entries.ts';
import { balancesOf } from './balances-of.ts';
import { ledgerAccounts } from './ledger-accounts.ts';
import { verifyLedger } from './verify-ledger.ts';

const CREATOR = '0190f000-0000-7000-8000-00000000000a';
const pending: AccountKey = { partyId: CREATOR, purpose: 'pending', currency: 'CNY' };
const clearing: AccountKey = { partyId: PLATFORM_ID, purpose: 'clearing', currency: 'CNY' };

describeOnBothDatabases('the books', (open) => {
  let engine: TestEngine;

  beforeEach(async () => {
    engine = makeEngine(await open());
    const at = engine.clock.now();
    const party = {
      partyId: CREATOR,
      role: 'creator',
      ref: null,
      name: '小鹿',
      profile: {},
      createdAt: at,
    } as const;
    await engine.db.transaction().execute(async (tx) => {
      await createParties(tx, [party]);
      for (const [reference, amountMinor] of [
        ['one', 300],
        ['two', 40],
        ['two', 40],
      ] as const) {
        const postings = [
          { ...pending, amountMinor },
          { ...clearing, amountMinor: -amountMinor },
        ];
        await post(tx, [
          { entryId: engine.ids.next(), kind: 'paid', reference, idempotencyKey: reference, at, postings },
        ]);
      }
    });
  });

  test('tell what a party has in each currency, each key counted once', async () => {
    expect(await balancesOf(engine.db, CREATOR)).toEqual([
      { currency: 'CNY', pendingMinor: 340, walletMinor: 0, reserveMinor: 0, debtMinor: 0 },
    ]);
    expect(await balancesOf(engine.db, PLATFORM_ID)).toEqual([]);
  });

  test('list accounts in pages, with the sum of all', async () => {
    const first = await ledgerAccounts(engine.db, { limit: 1 });
    const second = await ledgerAccounts(engine.db, { limit: 1, cursor: first.nextCursor ?? '' });
    expect(
      [...first.items, ...second.items].map(({ partyName, balanceMinor }) => [partyName, balanceMinor]),
    ).toEqual([
      ['', -340],
      ['小鹿', 340],
    ]);
    expect(second.nextCursor).toBeNull();
    expect(first.sums).toEqual([{ currency: 'CNY', sumMinor: 0 }]);
    expect((await ledgerAccounts(engine.db, { limit: 9, purpose: 'pending' })).items).toHaveLength(1);
  });

  test('refuse a cursor that is not of their lists', async () => {
    const query = { limit: 1, cursor: 'garbage' };
    expect(await refusalOf(ledgerAccounts(engine.db, query))).toBe('invalid_request');
    expect(await refusalOf(accountEntries(engine.db, accountId(pending), query))).toBe('invalid_request');
  });

  test('show the entries behind an account, newest first, with all their postings', async () => {
    const id = accountId(pending);
    const newest = await accountEntries(engine.db, id, { limit: 1 });
    const older = await accountEntries(engine.db, id, { limit: 1, cursor: newest.nextCursor ?? '' });
    expect([...newest.items, ...older.items].map(({ reference }) => reference)).toEqual(['two', 'one']);
    expect(older.nextCursor).toBeNull();
    expect(newest.items[0]?.postings).toEqual([
      { accountId: id, partyName: '小鹿', purpose: 'pending', currency: 'CNY', amountMinor: 40 },
      {
        accountId: accountId(clearing),
        partyName: '',
        purpose: 'clearing',
        currency: 'CNY',
        amountMinor: -40,
      },
    ]);
    await expect(accountEntries(engine.db, PLATFORM_ID, { limit: 1 })).rejects.toThrow(Refused);
  });

  test('are proved from the postings up, and a balance that was tampered with is found', async () => {
    expect(await verifyLedger(engine.db)).toEqual({
      ok: true,
      accounts: 2,
      entries: 2,
      postings: 4,
      sums: [{ currency: 'CNY', sumMinor: 0 }],
      wrongBalances: [],
      unbalancedEntries: [],
    });
    await sql`UPDATE ledger.account SET balance_minor = balance_minor + 1 WHERE purpose = 'pending'`.execute(
      engine.db,
    );
    expect(await verifyLedger(engine.db)).toMatchObject({
      ok: false,
      sums: [{ currency: 'CNY', sumMinor: 1 }],
      wrongBalances: [{ accountId: accountId(pending), balanceMinor: 341, postedMinor: 340 }],
    });
  });
});
