import type { Role } from '@yellowcart/contract';
import { createShops, listProduct } from '#catalog';
import { createParties } from '#parties';
import { scheduleRoom, startRoom } from '#placements';
import { openPlan } from '#plans';
import type { Engine } from '../engine.ts';

/** Parties and goods for tests: each call adds one more, with whatever it needs to be valid. */
export function market(engine: Engine) {
  let count = 0;

  async function party(role: Role, name = `${role} ${count}`): Promise<string> {
    const partyId = engine.ids.next();
    const row = { partyId, role, ref: null, name, profile: {}, createdAt: engine.clock.now() };
    await engine.db.transaction().execute((tx) => createParties(tx, [row]));
    return partyId;
  }

  /** Opens a shop with a merchant of its own. */
  async function shop(name = '山野小铺'): Promise<string> {
    const merchantId = await party('merchant');
    const shopId = engine.ids.next();
    const row = {
      shopId,
      merchantId,
      ref: null,
      name,
      intro: '',
      city: '杭州',
      openedAt: engine.clock.now(),
    };
    await engine.db.transaction().execute((tx) => createShops(tx, [row]));
    return shopId;
  }

  /** Lists a product with one SKU. Prices in fen. */
  async function product(
    shopId: string,
    {
      title = `商品 ${count}`,
      brand,
      categoryPath = ['食品', '坚果'],
      priceMinor = 5000,
      stock = 10,
    }: {
      title?: string;
      brand?: string;
      categoryPath?: string[];
      priceMinor?: number;
      stock?: number;
    } = {},
  ): Promise<string> {
    count += 1;
    const listed = await listProduct(engine, shopId, {
      ref: `P${count}`,
      title,
      brand,
      categoryPath,
      picture: `/pictures/nuts/${count}.svg`,
      skus: [{ ref: `S${count}`, priceMinor, stock }],
    });
    return listed.productId;
  }

  /** Lists a product that anyone may promote. Rates in basis points. */
  async function promoted(
    shopId: string,
    options: Parameters<typeof product>[1] & { commissionBps?: number; serviceFeeBps?: number } = {},
  ): Promise<{ productId: string; planId: string }> {
    const { commissionBps = 2000, serviceFeeBps = 0, ...goods } = options;
    const productId = await product(shopId, goods);
    const { planId } = await openPlan(engine, shopId, { productId, commissionBps, serviceFeeBps });
    return { productId, planId };
  }

  /** Puts a creator's room on air. */
  async function liveRoom(creatorId: string): Promise<string> {
    const { roomId } = await scheduleRoom(engine, creatorId, { title: '今晚好物' });
    await startRoom(engine, creatorId, roomId);
    return roomId;
  }

  return { party, shop, product, promoted, liveRoom };
}
