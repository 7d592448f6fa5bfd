import type { Role } from '@yellowcart/contract';
import { type Client, createClient } from '@yellowcart/sdk';
import type { Visitor } from './browser.ts';

/** The mailbox of each role's log-in on a sample platform. */
const MAILBOXES: Readonly<Record<Role, string>> = {
  operator: 'operator',
  merchant: 'merchant',
  creator: 'host',
  leader: 'leader',
  buyer: 'buyer',
};
const credentials = (role: Role): { email: string; password: string } => ({
  email: `${MAILBOXES[role]}@sample.yellowcart.test`,
  password: 'yellowcart',
});

/** The API as one of the sample's people uses it from a program. */
export async function apiAs(origin: string, role: Role): Promise<Client> {
  const { token } = await createClient({ baseUrl: origin }).call('POST /api/v1/session', {
    body: credentials(role),
  });
  return createClient({ baseUrl: origin, token, locale: () => 'zh-CN' });
}

/** Signs a visitor in without a page. */
export async function signIn({ page, name }: Visitor, role: Role): Promise<void> {
  const answer = await page.context().request.post('/api/v1/session', { data: credentials(role) });
  if (!answer.ok()) throw new Error(`${name} could not sign in: ${answer.status()} ${await answer.text()}`);
}

/** Opens the console and signs in as its visitors do, by one click on a sample log-in. */
export async function enterConsole({ page }: Visitor, role: Role, path: string): Promise<void> {
  await page.goto(`/console${path}`);
  await page.getByTestId(`sample-login-${role}`).click();
  await page.waitForURL(`**/console${path}`);
}
