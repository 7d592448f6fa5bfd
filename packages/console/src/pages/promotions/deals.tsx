import { useMutation } from '@tanstack/react-query';
import type { DealView } from '@yellowcart/contract';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { client, queries, usePages } from '../../api.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Empty } from '../../parts/notes.tsx';
import { useSay } from '../../parts/say.ts';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { CombinationForm } from './combination-form.tsx';
import { DealGoods, DealLimits } from './deal-cells.tsx';
import { FlashForm } from './flash-form.tsx';
import { PresaleForm } from './presale-form.tsx';
import { PromoStateMark, Span } from './promo-state.tsx';

const kinds = {
  combinations: { kind: 'combination', Form: CombinationForm },
  flash: { kind: 'flash', Form: FlashForm },
  presales: { kind: 'presale', Form: PresaleForm },
} as const;

export function Combinations() {
  return <Deals of="combinations" />;
}
export function FlashSales() {
  return <Deals of="flash" />;
}
export function Presales() {
  return <Deals of="presales" />;
}

/** The shop's deals of one kind, newest first, made in a drawer and stopped in the row. */
function Deals({ of }: { of: keyof typeof kinds }) {
  const t = useT();
  const [making, setMaking] = useState(false);
  const { kind, Form } = kinds[of];
  const data = usePages(
    ['merchant', 'deals', kind],
    (cursor, signal) =>
      client.call('GET /api/v1/merchant/deals', { query: { kind, cursor, limit: 50 }, signal }),
    { refetchInterval: 10_000 },
  );
  const columns: Column<DealView>[] = [
    { key: 'goods', head: t('promo.goods'), lead: true, cell: (deal) => <DealGoods deal={deal} /> },
    {
      key: 'price',
      head: t('promo.price'),
      right: true,
      cell: (deal) => (
        <>
          {money(deal.priceMinor, deal.currency)}
          {deal.normalMinor > deal.priceMinor && (
            <div className="quiet small">
              {t('promo.instead', { amount: money(deal.normalMinor, deal.currency) })}
            </div>
          )}
        </>
      ),
    },
    { key: 'state', head: t('promo.state'), cell: (deal) => <PromoStateMark state={deal.state} /> },
    { key: 'time', head: t('promo.time'), cell: (deal) => <Span from={deal.startsAt} until={deal.endsAt} /> },
    { key: 'limits', head: t('promo.limits'), right: true, cell: (deal) => <DealLimits deal={deal} /> },
    {
      key: 'stop',
      head: '',
      cell: (deal) => deal.state !== 'ended' && deal.state !== 'closed' && <StopDeal deal={deal} />,
    },
  ];
  return (
    <>
      <div className="promo-action">
        <Button className="main-action" onClick={() => setMaking(true)} data-testid={`${of}-new`}>
          {t(`${of}.new`)}
        </Button>
      </div>
      <Sheet
        data={data}
        columns={columns}
        rowKey={(deal) => deal.dealId}
        label={t(`promo.tab.${of}`)}
        testid="deal-row"
        empty={<Empty title={t(`${of}.empty`)} next={t(`${of}.emptyNext`)} />}
      />
      <Drawer
        open={making}
        onClose={() => setMaking(false)}
        title={t(`${of}.new`)}
        size={640}
        destroyOnHidden
      >
        {making && <Form onDone={() => setMaking(false)} />}
      </Drawer>
    </>
  );
}

function StopDeal({ deal }: { deal: DealView }) {
  const t = useT();
  const say = useSay();
  const [sure, setSure] = useState(false);
  const stop = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/deals/:dealId/stop', { params: { dealId: deal.dealId } }),
    onSuccess: () => say.done(t('promo.stopped', { name: deal.name })),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  if (!sure) return <Button onClick={() => setSure(true)}>{t('promo.stop')}</Button>;
  return (
    <span className="in-place">
      <Button danger loading={stop.isPending} onClick={() => stop.mutate()} data-testid="deal-stop">
        {t('promo.stopSure')}
      </Button>
      <Button onClick={() => setSure(false)}>{t('promo.keep')}</Button>
    </span>
  );
}
