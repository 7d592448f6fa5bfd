import { useMutation, useQuery } from '@tanstack/react-query';
import type { PlanView, ProductRow } from '@yellowcart/contract';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { client, queries } from '../../api.ts';
import { money } from '../../format/money.ts';
import { parseRate, rate } from '../../format/rate.ts';
import { nextPlatformMidnight } from '../../format/time.ts';
import { useT } from '../../i18n/index.ts';
import { Field } from '../../parts/field.tsx';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { useSay } from '../../parts/say.ts';
import { PlanStateMark } from '../../parts/state.tsx';
import { useWhen } from '../../parts/when.tsx';

const COMMISSION_BPS_MAX = 9_000;
const SERVICE_BPS_MAX = 4_000;

/** Opens a commission plan on a product, changes its rates or closes it, and says when each takes effect. */
export function PlanDrawer({ row, onClose }: { row: ProductRow | undefined; onClose: () => void }) {
  const t = useT();
  return (
    <Drawer open={row !== undefined} onClose={onClose} title={t('product.plan')} size={480} destroyOnHidden>
      {row && <PlanForm row={row} onDone={onClose} />}
    </Drawer>
  );
}

function PlanForm({ row, onDone }: { row: ProductRow; onDone: () => void }) {
  const t = useT();
  const plans = useQuery({
    queryKey: ['merchant', 'plans', row.productId],
    queryFn: ({ signal }) =>
      client.call('GET /api/v1/merchant/plans', { query: { productId: row.productId }, signal }),
  });
  const clock = useQuery({
    queryKey: ['clock'],
    queryFn: ({ signal }) => client.call('GET /api/v1/operator/clock', { signal }),
  });
  if (plans.error) return <Problem error={plans.error} retry={() => void plans.refetch()} />;
  if (!plans.data) return <Waiting />;
  const plan = plans.data.items.find((one) => one.kind === 'normal' && one.state !== 'closed');
  const leaders = plans.data.items.filter((one) => one.kind === 'leader' && one.state !== 'closed');
  const midnight = nextPlatformMidnight(clock.data ? Date.parse(clock.data.now) : Date.now());
  return (
    <div className="form">
      <p className="goods-title">{row.title}</p>
      {plan && <Current plan={plan} />}
      {plan?.state !== 'closing' && (
        <Rates key={plan?.version} row={row} plan={plan} midnight={midnight} onDone={onDone} />
      )}
      {plan?.state === 'open' && <Close plan={plan} midnight={midnight} />}
      {leaders.map((one) => (
        <p key={one.planId} className="quiet">
          {t('plan.leaderToo', {
            name: one.leaderName ?? '',
            commission: rate(one.commissionBps),
            service: rate(one.serviceFeeBps),
          })}
        </p>
      ))}
    </div>
  );
}

function Current({ plan }: { plan: PlanView }) {
  const t = useT();
  const when = useWhen();
  return (
    <dl className="facts">
      <dt>{t('plan.now')}</dt>
      <dd>
        <PlanStateMark state={plan.state} />
        <br />
        {t('plan.rates', { commission: rate(plan.commissionBps), service: rate(plan.serviceFeeBps) })}
      </dd>
      {plan.pending && (
        <>
          <dt>{t('plan.pending')}</dt>
          <dd data-testid="plan-pending">
            {t('plan.pendingFrom', {
              commission: rate(plan.pending.commissionBps),
              service: rate(plan.pending.serviceFeeBps),
              from: when(plan.pending.from),
            })}
          </dd>
        </>
      )}
    </dl>
  );
}

function Rates(props: { row: ProductRow; plan: PlanView | undefined; midnight: string; onDone: () => void }) {
  const { row, plan } = props;
  const t = useT();
  const when = useWhen();
  const say = useSay();
  const [commission, setCommission] = useState(plan ? String(plan.commissionBps / 100) : '20');
  const [service, setService] = useState(plan ? String(plan.serviceFeeBps / 100) : '0');
  const commissionBps = parseRate(commission);
  const serviceFeeBps = parseRate(service);
  const fits =
    commissionBps !== null &&
    serviceFeeBps !== null &&
    serviceFeeBps <= SERVICE_BPS_MAX &&
    commissionBps + serviceFeeBps <= COMMISSION_BPS_MAX;
  const save = useMutation({
    mutationFn: async (): Promise<PlanView> => {
      const rates = { commissionBps: commissionBps ?? 0, serviceFeeBps: serviceFeeBps ?? 0 };
      return plan
        ? client.call('PUT /api/v1/merchant/plans/:planId/rates', {
            params: { planId: plan.planId },
            body: rates,
          })
        : client.call('POST /api/v1/merchant/plans', { body: { productId: row.productId, ...rates } });
    },
    onSuccess: (after) => {
      say.done(after.pending ? t('plan.willApply', { from: when(after.pending.from) }) : t('plan.applied'));
      props.onDone();
    },
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  const creatorMinor = Math.floor((row.priceMinorMin * (commissionBps ?? 0)) / 10_000);
  const leaderMinor = Math.floor((row.priceMinorMin * (serviceFeeBps ?? 0)) / 10_000);
  const cut =
    plan !== undefined &&
    ((commissionBps ?? 0) < plan.commissionBps || (serviceFeeBps ?? 0) < plan.serviceFeeBps);
  const same =
    plan?.commissionBps === commissionBps && plan?.serviceFeeBps === serviceFeeBps && !plan?.pending;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) save.mutate();
      }}
    >
      <Field label={t('plan.commission')}>
        {(id) => (
          <Input
            id={id}
            suffix="%"
            inputMode="decimal"
            value={commission}
            onChange={(event) => setCommission(event.target.value)}
            data-testid="plan-commission"
          />
        )}
      </Field>
      <Field label={t('plan.service')}>
        {(id) => (
          <Input
            id={id}
            suffix="%"
            inputMode="decimal"
            value={service}
            onChange={(event) => setService(event.target.value)}
            data-testid="plan-service"
          />
        )}
      </Field>
      <p className="callout" data-testid="plan-effect">
        {!fits
          ? t('plan.unfit')
          : plan
            ? cut
              ? t('plan.cut', { from: when(props.midnight) })
              : t('plan.raise')
            : t('plan.opens')}
      </p>
      {fits && (
        <p className="quiet">
          {t('plan.example', {
            price: money(row.priceMinorMin),
            creator: money(creatorMinor),
            leader: money(leaderMinor),
            rest: money(row.priceMinorMin - creatorMinor - leaderMinor),
          })}
        </p>
      )}
      <Button
        className="main-action"
        htmlType="submit"
        disabled={!fits || same}
        loading={save.isPending}
        data-testid="plan-save"
      >
        {t(plan ? 'plan.change' : 'plan.open')}
      </Button>
    </form>
  );
}

function Close({ plan, midnight }: { plan: PlanView; midnight: string }) {
  const t = useT();
  const when = useWhen();
  const say = useSay();
  const [sure, setSure] = useState(false);
  const close = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/plans/:planId/closure', { params: { planId: plan.planId } }),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  if (!sure) {
    return (
      <button type="button" className="link plan-close" onClick={() => setSure(true)}>
        {t('plan.close')}
      </button>
    );
  }
  return (
    <div className="callout">
      <p>{t('plan.closeWhat', { from: when(midnight) })}</p>
      <div className="in-place">
        <Button danger loading={close.isPending} onClick={() => close.mutate()}>
          {t('plan.closeAt', { from: when(midnight) })}
        </Button>
        <Button onClick={() => setSure(false)}>{t('plan.keep')}</Button>
      </div>
    </div>
  );
}
