import { useMutation } from '@tanstack/react-query';
import type { GiftRuleView } from '@yellowcart/contract';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { client, queries, usePages } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { useT } from '../../i18n/index.ts';
import { Empty } from '../../parts/notes.tsx';
import { useSay } from '../../parts/say.ts';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { GiftRuleForm } from './gift-rule-form.tsx';
import { useBandText } from './gift-words.ts';
import { PromoStateMark, Span } from './promo-state.tsx';

/** The shop's gift rules, newest first; opened to be changed. */
export function GiftRules() {
  const t = useT();
  const bandText = useBandText();
  const [open, setOpen] = useState<GiftRuleView | 'new'>();
  const data = usePages(['merchant', 'gift-rules'], (cursor, signal) =>
    client.call('GET /api/v1/merchant/gift-rules', { query: { cursor, limit: 50 }, signal }),
  );
  const columns: Column<GiftRuleView>[] = [
    {
      key: 'name',
      head: t('promo.name'),
      lead: true,
      cell: (rule) => (
        <>
          <strong>{rule.name}</strong>{' '}
          <span className="quiet small">
            {t(`gifts.kind.${rule.kind}`)} · {t('gifts.version', { version: rule.version })}
          </span>
          <div className="small gift-summary">
            {rule.bands.map((band) => bandText(rule.kind, band)).join('；')}
            {rule.repeats && ` · ${t('gifts.repeatsShort')}`}
            {!rule.stacks && ` · ${t('gifts.alone')}`}
          </div>
        </>
      ),
    },
    {
      key: 'scope',
      head: t('gifts.scope'),
      cell: (rule) =>
        rule.productIds === null
          ? t('gifts.scopeAll')
          : t('gifts.scopeCount', { count: rule.productIds.length }),
    },
    { key: 'state', head: t('promo.state'), cell: (rule) => <PromoStateMark state={rule.state} /> },
    { key: 'time', head: t('promo.time'), cell: (rule) => <Span from={rule.startsAt} until={rule.endsAt} /> },
    {
      key: 'given',
      head: t('gifts.given'),
      right: true,
      cell: (rule) =>
        rule.totalMax === null && rule.buyerMax === null ? (
          <span className="quiet">{t('promo.noLimit')}</span>
        ) : (
          <>
            {rule.totalMax === null
              ? exactCount(rule.given)
              : t('promo.total', { used: exactCount(rule.given), max: exactCount(rule.totalMax) })}
            {rule.buyerMax !== null && (
              <div className="quiet small">{t('promo.perBuyer', { count: exactCount(rule.buyerMax) })}</div>
            )}
          </>
        ),
    },
    { key: 'end', head: '', cell: (rule) => rule.state !== 'ended' && <EndRule rule={rule} /> },
  ];
  return (
    <>
      <div className="promo-action">
        <Button className="main-action" onClick={() => setOpen('new')} data-testid="gift-rule-new">
          {t('gifts.new')}
        </Button>
      </div>
      <Sheet
        data={data}
        columns={columns}
        rowKey={(rule) => rule.ruleId}
        label={t('promo.tab.gifts')}
        testid="gift-rule-row"
        onOpen={(rule) => rule.state !== 'ended' && setOpen(rule)}
        empty={<Empty title={t('gifts.empty')} next={t('gifts.emptyNext')} />}
      />
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={t(open === 'new' ? 'gifts.new' : 'gifts.change')}
        size={640}
        destroyOnHidden
      >
        {open && <GiftRuleForm rule={open === 'new' ? undefined : open} onDone={() => setOpen(undefined)} />}
      </Drawer>
    </>
  );
}

function EndRule({ rule }: { rule: GiftRuleView }) {
  const t = useT();
  const say = useSay();
  const [sure, setSure] = useState(false);
  const end = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/merchant/gift-rules/:ruleId/end', { params: { ruleId: rule.ruleId } }),
    onSuccess: () => say.done(t('gifts.ended', { name: rule.name })),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: ['merchant'] }),
  });
  if (!sure) return <Button onClick={() => setSure(true)}>{t('gifts.end')}</Button>;
  return (
    <span className="in-place">
      <Button danger loading={end.isPending} onClick={() => end.mutate()}>
        {t('gifts.endSure')}
      </Button>
      <Button onClick={() => setSure(false)}>{t('promo.keep')}</Button>
    </span>
  );
}
