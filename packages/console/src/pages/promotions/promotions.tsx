import type { ReactNode } from 'react';
import { useT } from '../../i18n/index.ts';
import { useFilters } from '../../parts/filters.ts';
import { PageHead } from '../../parts/page.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Combinations, FlashSales, Presales } from './deals.tsx';
import { DeliveryTerms } from './delivery.tsx';
import { GiftRules } from './gift-rules.tsx';
import { Simulator } from './simulator.tsx';
import '../../styles/stock.css';
import '../../styles/promotions.css';

const tabs = ['gifts', 'combinations', 'flash', 'presales', 'delivery', 'simulator'] as const;

/** What a shop offers beside its prices. */
export default function PromotionsPage() {
  const t = useT();
  const filters = useFilters();
  const tab = filters.oneOf('tab', tabs) ?? 'gifts';
  return (
    <>
      <PageHead title={t('nav.promotions')} note={t('promo.note')} />
      <Tabs
        label={t('nav.promotions')}
        value={tab}
        options={tabs.map((value) => ({ value, label: t(`promo.tab.${value}`) }))}
        onChange={(value) => filters.set({ tab: value })}
      />
      <div className="promo-part">{parts[tab]()}</div>
    </>
  );
}

const parts: Readonly<Record<(typeof tabs)[number], () => ReactNode>> = {
  gifts: () => <GiftRules />,
  combinations: () => <Combinations />,
  flash: () => <FlashSales />,
  presales: () => <Presales />,
  delivery: () => <DeliveryTerms />,
  simulator: () => <Simulator />,
};
