import { sql } from 'kysely';
import { appendEvents } from '#outbox';
import { itemForClick } from '#placements';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { CLICKED } from '../events.ts';
import { type Click, signClick } from '../rules/click-token.ts';

const DAY_MS = 86_400_000;

export interface MintedClick {
  readonly clickToken: string;
  readonly surface: Click['surface'];
  readonly productId: string;
  readonly expiresAt: string;
}

/**
 * A viewer opens an item of a room: records the click and signs its token.
 * Refuses: room_not_found, room_ended, item_not_found, item_not_active.
 */
export async function mintClick(
  engine: Engine,
  input: { readonly buyerId: string | undefined; readonly roomId: string; readonly itemId: string },
): Promise<MintedClick> {
  const now = engine.clock.now();
  const click = await engine.db.transaction().execute(async (tx): Promise<Click> => {
    const item = await itemForClick(tx, input.roomId, input.itemId);
    if (item.state !== 'active') refuse('item_not_active', { reason: item.reason ?? item.state });
    const { creatorId, surface, contentId, itemId, shopId, productId, planId, planVersion } = item;
    const made = {
      clickId: engine.ids.next(),
      at: now,
      buyerId: input.buyerId,
      creatorId,
      surface,
      contentId,
      itemId,
      shopId,
      productId,
      planId,
      planVersion,
    };
    await sql`
      INSERT INTO attribution.click (click_id, at, buyer_id, creator_id, surface, content_id, item_id, shop_id, product_id, plan_id, plan_version)
      VALUES (${made.clickId}, ${now}, ${input.buyerId ?? null}, ${creatorId}, ${surface}, ${contentId}, ${itemId}, ${shopId}, ${productId}, ${planId}, ${planVersion})
    `.execute(tx);
    await appendEvents(tx, [
      { topic: CLICKED, key: contentId, at: now, payload: { roomId: contentId, itemId, productId } },
    ]);
    return made;
  });
  engine.wake();
  return {
    clickToken: signClick(engine.clickSecret, click),
    surface: click.surface,
    productId: click.productId,
    expiresAt: new Date(now.getTime() + engine.settings.attributionWindowDays * DAY_MS).toISOString(),
  };
}
