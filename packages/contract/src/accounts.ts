import { z } from 'zod';
import { Picture } from './catalog.ts';
import { route } from './route.ts';
import { Address, Id, Role } from './shapes.ts';

export const Me = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  partyId: Id,
  partyName: z.string(),
  avatar: Picture,
  shopId: Id.nullable().describe("A merchant's shop"),
  address: Address.nullable().describe('Where the last order went'),
});
export type Me = z.infer<typeof Me>;

export const accountsRoutes = {
  'POST /api/v1/session': route({
    tag: 'Accounts',
    summary: 'Sign in',
    description: 'Sets a session cookie for browsers and answers with a bearer token for programs.',
    permission: 'public',
    body: z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) }),
    response: z.object({ token: z.string(), me: Me }),
    status: 201,
    errors: ['wrong_credentials', 'too_many_requests'],
  }),
  'DELETE /api/v1/session': route({
    tag: 'Accounts',
    summary: 'Sign out',
    permission: 'signed-in',
    response: z.object({}),
    errors: [],
  }),
  'GET /api/v1/me': route({
    tag: 'Accounts',
    summary: 'Who I am',
    permission: 'signed-in',
    response: Me,
    errors: [],
  }),
  'GET /api/v1/platform': route({
    tag: 'Accounts',
    summary: 'What this platform is, for the pages',
    permission: 'public',
    response: z.object({
      version: z.string(),
      sample: z.boolean(),
      notice: z.object({ 'zh-CN': z.string(), en: z.string() }).nullable(),
      logins: z
        .array(z.object({ role: Role, email: z.string(), password: z.string(), name: z.string() }))
        .describe('Of a sample platform only'),
    }),
    errors: [],
  }),
};
