import { z } from 'zod';
import { route } from './route.ts';
import { Id, Instant, Minor } from './shapes.ts';

/** The operator's live board: today by the platform's day, in the platform's currency. */
export const BoardView = z.object({
  at: Instant,
  day: z.iso.date(),
  gmvMinor: Minor.describe('Paid amount before refunds, by payment time'),
  ordersPlaced: z.int(),
  ordersPaid: z.int(),
  buyers: z.int().describe('Distinct buyers who paid'),
  viewers: z.int().describe('Now, over all rooms'),
  refundedMinor: Minor,
  funnel: z.object({ visits: z.int(), clicks: z.int(), ordersPlaced: z.int(), ordersPaid: z.int() }),
  minutes: z
    .array(
      z.object({
        minute: Instant,
        gmvMinor: Minor,
        orders: z.int(),
        viewers: z.int(),
        pins: z.array(z.string()),
      }),
    )
    .describe('The last 60, oldest first, gaps filled with zero'),
  rooms: z
    .array(
      z.object({
        roomId: Id,
        title: z.string(),
        creatorName: z.string(),
        viewers: z.int(),
        ordersPaid: z.int(),
        gmvMinor: Minor,
      }),
    )
    .describe('On air, by GMV'),
  ticker: z
    .array(z.object({ at: Instant, text: z.string(), amountMinor: Minor }))
    .describe('The latest paid orders, newest first'),
});
export type BoardView = z.infer<typeof BoardView>;

export const boardRoutes = {
  'GET /api/v1/operator/board': route({
    tag: 'Operator',
    summary: 'The live board',
    permission: ['operator'],
    response: BoardView,
    errors: [],
  }),
  'GET /api/v1/operator/board/events': route({
    tag: 'Operator',
    summary: 'The live board, pushed each second while it changes',
    permission: ['operator'],
    response: BoardView,
    stream: true,
    errors: [],
  }),
};
