import type { Engine } from '@yellowcart/engine';
import { roomDeals } from '@yellowcart/engine/promotions';
import { FLASH_INDEX, type ShowStep } from '@yellowcart/sample';
import type { RoomHub } from '../../realtime/room-hub.ts';
import type { Stage } from '../load-sample.ts';
import type { Chance } from './chance.ts';
import { nextViewers } from './crowd.ts';
import { Host } from './host.ts';
import { ScriptPosition } from './script.ts';
import { type Shoppers, unlessRefused } from './shoppers.ts';

/** How much of the script's crowd each room draws, and how many seconds into the script it starts. */
const CASTS = [
  { share: 1, startAt: 0 },
  { share: 0.35, startAt: 70 },
  { share: 0.2, startAt: 140 },
];
export interface PlayParts {
  readonly engine: Engine;
  readonly hub: Pick<RoomHub, 'setScriptedViewers'>;
  readonly script: readonly ShowStep[];
  readonly shoppers: Shoppers;
  readonly chance: Chance;
}

/** One room's part in the show. */
export class RoomPlay {
  readonly #parts: PlayParts;
  readonly #stage: Stage;
  readonly #host: Host;
  readonly #position: ScriptPosition;
  readonly #share: number;
  /** The first room plays all of the script; in the others nothing is hung. */
  readonly #leads: boolean;
  #wanted = 0;
  #viewers = 0;
  #begun = false;

  constructor(parts: PlayParts, stage: Stage, index: number) {
    const { share, startAt } = CASTS[index] ?? { share: 0.1, startAt: 40 * index };
    this.#parts = parts;
    this.#stage = stage;
    this.#host = new Host(parts.engine, stage);
    this.#position = new ScriptPosition(parts.script, startAt);
    this.#share = share;
    this.#leads = index === 0;
  }

  async second(): Promise<void> {
    const { due, looped } = this.#position.advance();
    if (looped || !this.#begun) await unlessRefused(this.#begin());
    this.#begun = true;
    for (const step of due) await unlessRefused(this.#play(step));
    this.#viewers = nextViewers(this.#viewers, this.#wanted, this.#parts.chance);
    this.#parts.hub.setScriptedViewers(this.#stage.roomId, Math.round(this.#viewers));
  }

  /** The crowd goes home: the room is played by nobody, or by another process. */
  rest(): void {
    if (this.#viewers === 0) return;
    this.#viewers = 0;
    this.#parts.hub.setScriptedViewers(this.#stage.roomId, 0);
  }

  async #begin(): Promise<void> {
    if (!this.#leads) return;
    const hung = this.#parts.script.flatMap((step) =>
      step.kind === 'hang' ? this.#productAt(step.productIndex) : [],
    );
    await this.#host.takeOff(hung);
  }

  async #play(step: ShowStep): Promise<void> {
    switch (step.kind) {
      case 'viewers':
        this.#wanted = (await this.#host.glance()) ? step.count * this.#share : 0;
        return;
      case 'pin':
        return this.#host.pin(this.#productAt(step.productIndex), step.line);
      case 'unpin':
        return this.#host.unpin();
      case 'hang':
        return this.#leads ? this.#host.hang(this.#productAt(step.productIndex)) : undefined;
      case 'flash':
        return this.#leads ? this.#host.flash(step, this.#productAt(FLASH_INDEX)) : undefined;
      case 'burst':
        return this.#burst(this.#productAt(step.productIndex), step.orders);
    }
  }

  async #burst(productId: string, orders: number): Promise<void> {
    const room = await this.#host.glance();
    const item = room?.items.find((hung) => hung.productId === productId && hung.state === 'active');
    const count = Math.round(orders * this.#share);
    if (item && count > 0)
      await this.#parts.shoppers.wish(this.#stage.roomId, item, count, await this.#saleOf(productId));
  }

  /** The flash sale of a product that is running in the room. */
  async #saleOf(productId: string): Promise<{ dealId: string; skuId: string } | undefined> {
    const { engine } = this.#parts;
    const sales = await roomDeals(engine.db, this.#stage.roomId, engine.clock.now());
    const sale = sales.find(
      ({ state, item, left }) => state === 'running' && item.productId === productId && left > 0,
    );
    return sale && { dealId: sale.dealId, skuId: sale.item.skuId };
  }

  #productAt(index: number): string {
    const { productIds } = this.#stage;
    return productIds[index % productIds.length] ?? '';
  }
}
