import type { Engine } from '@yellowcart/engine';
import type { Authority } from '../accounts/authority.ts';
import type { Principals } from '../accounts/principals.ts';
import type { BoardHub } from '../realtime/board-hub.ts';
import type { RoomHub } from '../realtime/room-hub.ts';
import type { LoadedSample } from '../sample/load-sample.ts';
import { accountsHandlers } from './accounts.ts';
import { goodsHandlers } from './goods.ts';
import type { Handlers } from './handler.ts';
import { hostDeskHandlers } from './host-desk.ts';
import { moneyHandlers } from './money.ts';
import { type ClockControl, operatorHandlers } from './operator.ts';
import { type OrderParts, ordersHandlers } from './orders.ts';
import { type PaymentParts, paymentsHandlers } from './payments.ts';
import { plansHandlers } from './plans.ts';
import { promotionsHandlers } from './promotions.ts';
import { roomsHandlers } from './rooms.ts';
import { shopOrdersHandlers } from './shop-orders.ts';
import { stockHandlers } from './stock.ts';

export interface HandlerParts extends OrderParts, PaymentParts {
  readonly authority: Authority;
  readonly principals: Principals;
  readonly rooms: RoomHub;
  readonly board: BoardHub;
  readonly clock: ClockControl;
  readonly sample: () => LoadedSample | undefined;
  readonly version: string;
}

/** Every route's handler. */
export function allHandlers(engine: Engine, parts: HandlerParts): Handlers {
  return {
    ...accountsHandlers(engine, parts),
    ...goodsHandlers(engine),
    ...stockHandlers(engine),
    ...plansHandlers(engine),
    ...promotionsHandlers(engine),
    ...roomsHandlers(engine, parts.rooms),
    ...hostDeskHandlers(engine, parts.rooms),
    ...ordersHandlers(engine, parts),
    ...paymentsHandlers(engine, parts),
    ...shopOrdersHandlers(engine, parts),
    ...moneyHandlers(engine),
    ...operatorHandlers(engine, parts),
  };
}
