import type { NewCheckout } from '@yellowcart/contract';
import { systemIds } from '@yellowcart/engine';
import { signClick } from '@yellowcart/engine/attribution';
import type { Session } from '../server/sessions.ts';
import type { Asker } from './asker.ts';
import type { ChaosGoods, ChaosMarket, ChaosShop } from './chaos-market.ts';
import { type Asked, acknowledgement, type ClientLog, type PlacedOrder } from './client-log.ts';
import { type Dice, diceOf } from './dice.ts';

const VISITORS = 24;
const ADDRESS: NewCheckout['address'] = {
  name: '李晓',
  phone: '199 0000 0001',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号 2 幢 301 室',
};

/** Everybody who wants something of the platform in a round: buyers, and the shops that ship to them and restock. */
export interface CrowdParts {
  readonly market: ChaosMarket;
  readonly log: ClientLog;
  readonly asker: Asker;
  /** What chance begins with, so that the round can be played again. */
  readonly words: readonly (string | number)[];
}

/** Lets the crowd act until told to stop; resolves when everybody has had an answer, or none. */
export async function letIn(parts: CrowdParts, isOver: () => boolean): Promise<void> {
  const visitors = Array.from(
    { length: VISITORS },
    (_, number) => new Visitor(parts, diceOf(...parts.words, 'visitor', number)),
  );
  await Promise.all(
    visitors.map(async (visitor) => {
      while (!isOver()) {
        await visitor.act();
        await parts.asker.somebodyIsThere(isOver);
      }
    }),
  );
}

class Visitor {
  readonly #market: ChaosMarket;
  readonly #log: ClientLog;
  readonly #asker: Asker;
  readonly #dice: Dice;

  constructor({ market, log, asker }: CrowdParts, dice: Dice) {
    this.#market = market;
    this.#log = log;
    this.#asker = asker;
    this.#dice = dice;
  }

  async act(): Promise<void> {
    const what = this.#dice.between(1, 100);
    if (what <= 72) await this.#buy();
    else if (what <= 84) await this.#restock();
    else if (what <= 95) await this.#sendAnOldOneAgain();
    else await this.#misuseAKey();
  }

  async #buy(): Promise<void> {
    const dice = this.#dice;
    const buyer = dice.pick(this.#market.buyers);
    const body: NewCheckout = { lines: this.#basket(buyer), address: ADDRESS };
    const path = '/api/v1/checkouts';
    const checkout = this.#log.note({ kind: 'checkout', who: buyer, path, body, key: this.#newKey() });
    await this.#send(checkout, 0.15);
    for (const order of acknowledgement(checkout)?.done?.orders ?? []) await this.#follow(buyer, order);
  }

  /** Lines from one shop or two; a line may come twice, and the same goods are wanted by all. */
  #basket(buyer: Session): NewCheckout['lines'] {
    const dice = this.#dice;
    const { shops } = this.#market;
    const from = dice.chance(0.25) ? [dice.pick(shops), dice.pick(shops)] : [dice.pick(shops)];
    return from.flatMap((shop) =>
      Array.from({ length: dice.between(1, 2) }, () => {
        const goods = dice.pick([...shop.goods, shop.kit]);
        const line = { skuId: goods.skuId, quantity: dice.between(1, 3) };
        return dice.chance(0.7) ? { ...line, clickToken: this.#click(buyer, shop, goods) } : line;
      }),
    );
  }

  #click(buyer: Session, { shopId }: ChaosShop, { productId, planId }: ChaosGoods): string {
    const { creatorId, clickSecret } = this.#market;
    return signClick(clickSecret, {
      clickId: systemIds.next(),
      at: new Date(),
      buyerId: buyer.partyId,
      creatorId,
      surface: 'live_cart',
      contentId: creatorId,
      itemId: productId,
      shopId,
      productId,
      planId,
      planVersion: 1,
    });
  }

  /** What becomes of an order; one in four is left alone, and expires. */
  async #follow(buyer: Session, order: PlacedOrder): Promise<void> {
    const what = this.#dice.between(1, 100);
    if (what <= 50) await this.#pay(buyer, order);
    else if (what <= 64) await this.#send(this.#cancellation(buyer, order), 0.3);
    else if (what <= 72)
      await Promise.all([
        this.#send(this.#cancellation(buyer, order), 0.3),
        this.#send(this.#payment(buyer, order), 0.3),
      ]);
  }

  async #pay(buyer: Session, order: PlacedOrder): Promise<void> {
    if (this.#dice.chance(0.1)) await this.#send(this.#payment(buyer, order, 'decline'), 0);
    const payment = this.#payment(buyer, order);
    await this.#send(payment, 0.2);
    if (!acknowledgement(payment)) return;
    const what = this.#dice.between(1, 100);
    if (what <= 25) await this.#send(this.#refund(buyer, order), 0.3);
    else if (what <= 33)
      await Promise.all([
        this.#send(this.#refund(buyer, order), 0),
        this.#send(this.#refund(buyer, order), 0),
        this.#send(this.#shipment(order), 0),
      ]);
    else if (what <= 60) {
      await this.#send(this.#shipment(order), 0.1);
      if (this.#dice.chance(0.5)) await this.#send(this.#receipt(buyer, order), 0.1);
    }
  }

  #payment(who: Session, order: PlacedOrder, kind: 'pay' | 'decline' = 'pay'): Asked {
    const outcome = kind === 'pay' ? 'approve' : 'decline';
    const path = `/api/v1/orders/${order.orderId}/payment`;
    return this.#log.note({ kind, who, order, path, body: { provider: 'test', outcome } });
  }

  #cancellation(who: Session, order: PlacedOrder): Asked {
    const path = `/api/v1/orders/${order.orderId}/cancellation`;
    return this.#log.note({ kind: 'cancel', who, order, path, body: undefined });
  }

  #refund(who: Session, order: PlacedOrder): Asked {
    const key = this.#newKey();
    const path = `/api/v1/orders/${order.orderId}/refunds`;
    const body = { key, reason: '不想要了', lines: [{ lineNo: 1, quantity: 1 }] };
    return this.#log.note({ kind: 'refund', who, order, path, body, key });
  }

  #shipment(order: PlacedOrder): Asked {
    const shop = this.#market.shops.find(({ shopId }) => shopId === order.shopId);
    const who = shop?.merchant ?? this.#dice.pick(this.#market.buyers);
    const path = `/api/v1/merchant/orders/${order.orderId}/shipment`;
    return this.#log.note({ kind: 'ship', who, order, path, body: { carrier: '顺丰', trackingNo: 'SF1' } });
  }

  #receipt(who: Session, order: PlacedOrder): Asked {
    const path = `/api/v1/orders/${order.orderId}/receipt`;
    return this.#log.note({ kind: 'receive', who, order, path, body: undefined });
  }

  async #restock(): Promise<void> {
    const dice = this.#dice;
    const shop = dice.pick(this.#market.shops);
    const ofGifts = dice.chance(0.2);
    const { skuId } = ofGifts ? shop.gift : dice.pick(shop.goods);
    const key = this.#newKey();
    const delta = dice.chance(0.2) ? -1 : dice.between(1, 5);
    const path = `/api/v1/merchant/skus/${skuId}/stock`;
    const body = { key, delta, ...(ofGifts ? { pool: 'gift' } : {}) };
    await this.#send(
      this.#log.note({ kind: 'restock', who: shop.merchant, path, body, key, skuId, delta }),
      0.3,
    );
  }

  async #sendAnOldOneAgain(): Promise<void> {
    const { asked } = this.#log;
    if (asked.length === 0) return;
    const old = this.#dice.pick(asked);
    if (old.key !== undefined && old.kind !== 'misuse') await this.#send(old, 0);
  }

  /** The key of a checkout that was acknowledged, on another one: it must be refused. */
  async #misuseAKey(): Promise<void> {
    const { asked } = this.#log;
    if (asked.length === 0) return;
    const old = this.#dice.pick(asked);
    if (old.kind !== 'checkout' || !acknowledgement(old) || old.key === undefined) return;
    const { who, path, key } = old;
    const body: NewCheckout = { lines: this.#basket(who), address: { ...ADDRESS, street: '别处' } };
    await this.#send(this.#log.note({ kind: 'misuse', who, path, body, key }), 0);
  }

  /** Sends it, so often twice at once, and where nothing was heard, half the time again at once. */
  async #send(asked: Asked, twice: number): Promise<void> {
    const copies = this.#dice.chance(twice) ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: copies }, () => this.#asker.send(asked, this.#dice)),
    );
    if (answers.every(({ status }) => status === 0 || status >= 500) && this.#dice.chance(0.5))
      await this.#asker.send(asked, this.#dice);
  }

  #newKey(): string {
    return `chaos-${this.#log.asked.length}-${this.#dice.between(0, 1_000_000_000)}`;
  }
}
