import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  boardFigures,
  expectBooksBalance,
  expectSnapshot,
  expectSnapshotOnPage,
  moneyOnPage,
  moveClock,
  openBoard,
  receive,
  refund,
  type Shares,
  sharesOf,
  ship,
} from './money.ts';
import {
  chooseOffer,
  enterRoom,
  expectHanging,
  expectNeverReloaded,
  expectPinned,
  hang,
  type Offer,
  openPlan,
  pin,
} from './selling.ts';
import { expectNoFaults, keepEvidence, openStage, PATIENT, type Stage } from './stage.ts';

interface Telling {
  /** Fills the data folder before the platform starts on it. */
  readonly prepare?: (dataDir: string) => Promise<void>;
  /** Words in the title of the product that is sold; any that hangs nowhere by default. */
  readonly words?: string;
  /** How the buyer buys what she tapped; gives the order's id. */
  readonly buy: (stage: Stage, offer: Offer) => Promise<string>;
}

/** The main job in several browsers at once: what one person does, the others see. Each step needs those before it. */
export function tellMainJob(title: string, { prepare, words = '', buy }: Telling): void {
  describe(title, () => {
    let stage: Stage;
    let offer: Offer;
    let boardBefore: Record<string, string>;
    let itemsBefore: number;
    let orderId: string;
    let shares: Shares;
    let broken = '';

    beforeAll(async () => {
      stage = await openStage(prepare);
      offer = await chooseOffer(stage, words);
    });
    afterAll(() => stage?.close());
    beforeEach(({ skip }) => skip(broken !== '', `“${broken}” failed before`));
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') return;
      broken = task.name;
      await keepEvidence(stage, task.name);
    });

    it('the operator watches the board, on which nothing has happened today', async () => {
      boardBefore = await openBoard(stage);
      expect(boardBefore).toMatchObject({ gmv: '¥0.00', orders: '0', buyers: '0', viewers: '0' });
    });

    it('the merchant opens a commission plan on a product that hangs nowhere yet', async () => {
      await openPlan(stage, offer);
    });

    it('a creator finds it in the library and hangs it, and a viewer in her room sees it appear', async () => {
      itemsBefore = await enterRoom(stage, offer);
      await hang(stage, offer);
      await expectHanging(stage, offer, itemsBefore);
    });

    it('she pins it, and the viewer sees the card', async () => {
      await pin(stage, offer);
      await expectPinned(stage, offer);
      await expectNeverReloaded(stage);
    });

    it('a buyer taps the card, orders, and pays with the test pay', async () => {
      orderId = await buy(stage, offer);
    });

    it('the board shows the sale, the viewers and the conversion without being touched', async () => {
      const order = await stage.api.buyer.call('GET /api/v1/orders/:orderId', { params: { orderId } });
      const gmv = (order.totalMinor / 100).toLocaleString('en', { minimumFractionDigits: 2 });
      await expect
        .poll(() => boardFigures(stage), PATIENT)
        .toMatchObject({ gmv: `¥${gmv}`, orders: '1', buyers: '1' });
      const now = await boardFigures(stage);
      expect(Number(now.viewers)).toBeGreaterThan(0);
      expect(now.conversion).not.toBe(boardBefore.conversion);
      expect(now.conversion).toMatch(/^\d+(\.\d+)?%$/);
    });

    it('the order carries who led the buyer there, and the plan as it was, whatever the merchant does to it', async () => {
      await expectSnapshot(stage, offer, orderId);
      await expectSnapshotOnPage(stage, orderId);
    });

    it('each party sees its estimate, and the books sum to zero', async () => {
      shares = await sharesOf(stage, orderId, 'estimated');
      const { merchant, creator, operator } = shares;
      expect(await moneyOnPage(stage, 'creator')).toEqual({
        earned: creator.amountMinor,
        pending: creator.amountMinor,
        wallet: 0,
        reserve: 0,
      });
      expect(await moneyOnPage(stage, 'merchant')).toMatchObject({ pending: merchant.amountMinor });
      expect(await moneyOnPage(stage, 'operator')).toMatchObject({ pending: operator.amountMinor });
      await expectBooksBalance(stage);
    });

    it('the merchant ships and the buyer confirms that it has come', async () => {
      await ship(stage);
      await receive(stage, orderId);
      await sharesOf(stage, orderId, 'confirmed');
    });

    it('eight days later it has settled: to the creator less her reserve, to the merchant, to the platform', async () => {
      await moveClock(stage, '7d', '1d');
      await sharesOf(stage, orderId, 'settled');
      const { merchant, creator, operator } = shares;
      const hers = await moneyOnPage(stage, 'creator');
      expect(hers).toMatchObject({ earned: creator.amountMinor, pending: 0 });
      expect(hers.wallet + hers.reserve).toBe(creator.amountMinor);
      // 5 % of her share, to the fen.
      expect(Math.abs(hers.reserve - creator.amountMinor * 0.05)).toBeLessThan(1);
      expect(await moneyOnPage(stage, 'merchant')).toMatchObject({
        pending: 0,
        wallet: merchant.amountMinor,
      });
      expect(await moneyOnPage(stage, 'operator')).toMatchObject({
        pending: 0,
        wallet: operator.amountMinor,
      });
      await expectBooksBalance(stage);
    });

    it('a refund takes it back from everyone', async () => {
      await refund(stage, orderId);
      const nothing = { earned: 0, pending: 0, wallet: 0, reserve: 0 };
      expect(await moneyOnPage(stage, 'creator')).toEqual(nothing);
      expect(await moneyOnPage(stage, 'merchant')).toEqual(nothing);
      expect(await moneyOnPage(stage, 'operator')).toEqual(nothing);
      await expectBooksBalance(stage);
    });

    it('and nothing broke on anyone’s page meanwhile', async () => {
      await expectNeverReloaded(stage);
      expectNoFaults(Object.values(stage.people));
    });
  });
}
