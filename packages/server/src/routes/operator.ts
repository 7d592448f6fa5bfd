import { type Engine, refuse } from '@yellowcart/engine';
import { accountEntries, ledgerAccounts } from '@yellowcart/engine/ledger';
import { operatorOrders } from '@yellowcart/engine/orderbook';
import type { BoardHub } from '../realtime/board-hub.ts';
import type { Answer, HandlersOf } from './handler.ts';

/** The platform's clock, as far as it may be moved. */
export interface ClockControl {
  /** Only a sample platform's clock may. */
  movable(): boolean;
  advance(ms: number): Promise<void>;
  aheadMs(): number;
  /** Does what has fallen due. */
  runDue(): Promise<void>;
}

export interface OperatorParts {
  readonly board: BoardHub;
  readonly clock: ClockControl;
}

export function operatorHandlers(engine: Engine, { board, clock }: OperatorParts): HandlersOf<'Operator'> {
  const clockView = (): Answer<'GET /api/v1/operator/clock'> => ({
    now: engine.clock.now().toISOString(),
    movable: clock.movable(),
    aheadSeconds: Math.round(clock.aheadMs() / 1000),
  });
  return {
    'GET /api/v1/operator/board': () => board.view(),
    'GET /api/v1/operator/board/events': async ({ request, reply }) => {
      await board.follow(request, reply);
      return undefined;
    },
    'GET /api/v1/operator/orders': ({ query }) => operatorOrders(engine, query),
    'GET /api/v1/operator/ledger/accounts': ({ query }) => ledgerAccounts(engine.db, query),
    'GET /api/v1/operator/ledger/accounts/:accountId/entries': ({ params, query }) =>
      accountEntries(engine.db, params.accountId, query),
    'GET /api/v1/operator/clock': async () => clockView(),
    'POST /api/v1/operator/clock': async ({ body }) => {
      if (!clock.movable()) refuse('clock_fixed');
      await clock.advance(body.advanceSeconds * 1000);
      await clock.runDue();
      return clockView();
    },
  };
}
