import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectNoFaults, keepEvidence, openStage, type Stage } from './main-job/stage.ts';
import {
  buyUnderSale,
  chooseScene,
  expectCountdown,
  expectSold,
  makeGiftRule,
  prepareFlashSale,
  type Scene,
  startFlashSale,
} from './offers/under-offers.ts';

describe('a flash sale with a gift, from the office to the phone', () => {
  let stage: Stage;
  let scene: Scene;
  let orderId: string;
  let broken = '';

  beforeAll(async () => {
    stage = await openStage();
    scene = await chooseScene(stage);
  });
  afterAll(() => stage?.close());
  beforeEach(({ skip }) => skip(broken !== '', `“${broken}” failed before`));
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = task.name;
    await keepEvidence(stage, task.name);
  });

  it('the merchant makes a gift rule', async () => {
    await makeGiftRule(stage, scene);
  });

  it('and prepares a flash sale for a room on air', async () => {
    await prepareFlashSale(stage, scene);
  });

  it('its host starts it, and viewers see it count down and run without reloading', async () => {
    const { page } = stage.people.viewer;
    await page.goto(`/room/${scene.roomId}`);
    await page.getByTestId('cart-button').waitFor();
    await startFlashSale(stage, scene);
    await expectCountdown(stage, scene);
  });

  it('a buyer on a phone buys under it, is shown the gift before, and gets it', async () => {
    orderId = await buyUnderSale(stage, scene);
    await expectSold(stage, scene, orderId);
  });

  it('and nothing broke on anyone’s page meanwhile', () => {
    expect(orderId).not.toBe('');
    expectNoFaults(Object.values(stage.people));
  });
});
