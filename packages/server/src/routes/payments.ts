import { type PaymentProviderName, PaymentProviderName as providerNames } from '@yellowcart/contract';
import { type Engine, refuse } from '@yellowcart/engine';
import type { OrderDesk } from '@yellowcart/engine/orders';
import { paymentView, startPayment, type Taken, takeNotification } from '@yellowcart/engine/payments';
import { ProviderError } from '@yellowcart/payments';
import type { OpenWays } from '../payments/open-ways.ts';
import type { HandlersOf } from './handler.ts';

/** What people should look at: a notification that was not believed, money that does not fit, a provider that fails. */
export interface PaymentNotice {
  readonly what: Taken['what'] | 'refund failed' | 'failed';
  readonly detail?: string;
  readonly provider?: string;
  readonly error?: unknown;
}

export interface PaymentParts {
  readonly desk: OrderDesk;
  readonly ways: OpenWays;
  readonly onPaymentNotice: (notice: PaymentNotice) => void;
}

export function paymentsHandlers(
  engine: Engine,
  { desk, ways, onPaymentNotice }: PaymentParts,
): HandlersOf<'Payments'> {
  return {
    'GET /api/v1/payments/providers': async () => ({
      items: [...ways.providers.values()].filter(isKnown).map(({ name, currencies }) => ({
        name,
        currencies,
        sandbox: ways.sandbox !== undefined,
      })),
      testPay: ways.testPay,
    }),
    'POST /api/v1/checkouts/:checkoutId/payments': async ({ caller, params, body: { provider } }) => {
      try {
        return await startPayment(engine, ways, {
          buyerId: caller.partyId,
          checkoutId: params.checkoutId,
          provider,
        });
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        onPaymentNotice({ what: 'failed', provider, error });
        return refuse('payment_provider_unavailable', { provider });
      }
    },
    'GET /api/v1/payments/:attemptNo': ({ caller, params }) =>
      paymentView(engine.db, caller.partyId, params.attemptNo),
    'POST /api/v1/payments/notifications/:provider': async ({ params, body, request, reply }) => {
      const provider = ways.providers.get(params.provider);
      if (!provider) refuse('payment_provider_unknown', { provider: params.provider });
      const raw = { headers: request.headers, body };
      const told = await takeNotification(engine, desk, provider, raw).catch((error: unknown) => {
        // The provider sends again, and what was received is finished by the job.
        onPaymentNotice({ what: 'failed', provider: params.provider, error });
        return undefined;
      });
      if (told && !EXPECTED.has(told.what)) onPaymentNotice({ provider: params.provider, ...told });
      const answer = provider.acknowledge(told?.taken ?? false);
      reply.code(answer.status).header('content-type', answer.contentType).send(answer.body);
      return undefined;
    },
  };
}

const EXPECTED: ReadonlySet<Taken['what']> = new Set(['paid', 'repeat', 'nothing']);

function isKnown<P extends { readonly name: string }>(
  provider: P,
): provider is P & { readonly name: PaymentProviderName } {
  return providerNames.safeParse(provider.name).success;
}
