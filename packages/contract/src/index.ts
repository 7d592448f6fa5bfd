/** The wire: every route with its shapes, permission and refusals. OpenAPI, server and client all derive from here. */
import { accountsRoutes } from './accounts.ts';
import { boardRoutes } from './board.ts';
import { catalogRoutes } from './catalog.ts';
import { giftRulesRoutes } from './gift-rules.ts';
import { moneyRoutes } from './money.ts';
import { ordersRoutes } from './orders.ts';
import { paymentsRoutes } from './payments.ts';
import { plansRoutes } from './plans.ts';
import { promotionsRoutes } from './promotions.ts';
import { roomsRoutes } from './rooms.ts';
import { stockRoutes } from './stock.ts';

export const routes = {
  ...accountsRoutes,
  ...catalogRoutes,
  ...stockRoutes,
  ...plansRoutes,
  ...roomsRoutes,
  ...ordersRoutes,
  ...paymentsRoutes,
  ...giftRulesRoutes,
  ...promotionsRoutes,
  ...moneyRoutes,
  ...boardRoutes,
};
export type Routes = typeof routes;
export type RouteKey = keyof Routes;

export * from './accounts.ts';
export * from './board.ts';
export * from './catalog.ts';
export * from './gift-rules.ts';
export * from './money.ts';
export * from './orders.ts';
export * from './payments.ts';
export * from './plans.ts';
export * from './problems.ts';
export * from './promotions.ts';
export * from './rooms.ts';
export * from './route.ts';
export * from './shapes.ts';
export * from './stock.ts';
