import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { exactCount } from '../../format/count.ts';
import { type Key, type Translate, useT } from '../../i18n/index.ts';
import { Chart } from '../../parts/chart.tsx';
import { CountFigure, MoneyFigure } from '../../parts/figure.tsx';
import { useWhen } from '../../parts/when.tsx';
import { useDark } from '../../shell/theme.ts';
import { LOW_STOCK } from '../merchant/stock.ts';
import type { DeskView } from './desk-events.ts';
import type { PinSeen } from './use-room.ts';

/** The last ten minutes and the show so far, with what the host should know now. */
export function DeskMinutes({ view, pins }: { view: DeskView; pins: readonly PinSeen[] }) {
  const t = useT();
  const when = useWhen();
  const dark = useDark();
  const option = useMemo(
    () => minutesChart(view.lastMinutes, pins, (at) => when(at, 'clock'), dark, t),
    [view.lastMinutes, pins, when, dark, t],
  );
  const tenGmv = view.lastMinutes.reduce((sum, minute) => sum + minute.gmvMinor, 0);
  const tenOrders = view.lastMinutes.reduce((sum, minute) => sum + minute.orders, 0);
  const warnings = warningsOf(view);
  return (
    <aside className="desk-minutes" aria-label={t('desk.minutes')}>
      <dl className="desk-sums">
        <div className="desk-sum-main">
          <dt>{t('desk.gmvShow')}</dt>
          <dd data-testid="desk-gmv">
            <MoneyFigure minor={view.gmvMinor} />
          </dd>
        </div>
        <div>
          <dt>{t('desk.ordersShow')}</dt>
          <dd data-testid="desk-orders">
            <CountFigure value={view.ordersPaid} />
          </dd>
        </div>
        <div>
          <dt>{t('desk.viewersNow')}</dt>
          <dd>
            <CountFigure value={view.viewers} />
          </dd>
        </div>
      </dl>
      <h2>{t('desk.minutes')}</h2>
      <p className="quiet small">
        <MoneyFigure minor={tenGmv} /> · {t('desk.tenOrders', { count: exactCount(tenOrders) })}
      </p>
      <div className="desk-chart">
        <Chart option={option} label={t('desk.chart')} />
      </div>
      <p className="legend small quiet">
        <span className="legend-bar" /> {t('desk.ordersPerMinute')} <span className="legend-line" />{' '}
        {t('desk.viewersLine')}
      </p>
      <h2 className="desk-warn-head">{t('desk.warnings')}</h2>
      {warnings.length === 0 ? (
        <p className="quiet">{t('desk.noWarnings')}</p>
      ) : (
        <ul className="warnings" data-testid="desk-warnings">
          {warnings.map((warning) => (
            <li key={warning.itemId}>
              <span className={warning.grave ? 'bad' : ''}>{t(warning.key, warning.values)}</span>
              <span className="one-line quiet" title={warning.title}>
                {warning.place}. {warning.title}
              </span>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}

interface Warning {
  readonly itemId: string;
  readonly key: Key;
  readonly values: Record<string, string>;
  readonly grave: boolean;
  readonly place: number;
  readonly title: string;
}

function warningsOf(view: DeskView): Warning[] {
  const rows = view.items.flatMap((item, index): Warning[] => {
    const row = { itemId: item.itemId, place: index + 1, title: item.title };
    if (item.reason) return [{ ...row, key: `suspend.${item.reason}`, values: {}, grave: true }];
    if (item.available < LOW_STOCK) {
      const values = { count: exactCount(item.available) };
      return [{ ...row, key: 'stock.left', values, grave: item.itemId === view.pinnedItemId }];
    }
    return [];
  });
  return rows.sort((a, b) => Number(b.grave) - Number(a.grave));
}

function minutesChart(
  minutes: DeskView['lastMinutes'],
  pins: readonly PinSeen[],
  clock: (at: string) => string,
  dark: boolean,
  t: Translate,
): EChartsCoreOption {
  const ink = dark ? '#f1f0ec' : '#16181d';
  const quiet = dark ? '#a09d96' : '#716e67';
  const pinned = minutes.flatMap((minute, index) =>
    pins.some((pin) => pin.minute === minute.minute) ? [{ xAxis: index }] : [],
  );
  return {
    grid: [{ left: 28, right: 40, top: 12, bottom: 24 }],
    tooltip: { trigger: 'axis' },
    xAxis: {
      type: 'category',
      data: minutes.map((minute) => clock(minute.minute)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: quiet } },
      axisLabel: { color: quiet, interval: 2 },
    },
    yAxis: [
      {
        type: 'value',
        minInterval: 1,
        splitNumber: 2,
        axisLabel: { color: quiet },
        splitLine: { show: false },
      },
      {
        type: 'value',
        minInterval: 1,
        splitNumber: 2,
        axisLabel: { color: quiet },
        splitLine: { show: false },
      },
    ],
    series: [
      {
        id: 'orders',
        type: 'bar',
        name: t('desk.ordersPerMinute'),
        data: minutes.map((minute) => minute.orders),
        itemStyle: { color: dark ? '#4a4843' : '#c9c6bd', borderRadius: [2, 2, 0, 0] },
        barCategoryGap: '25%',
        markLine: {
          symbol: ['none', 'triangle'],
          symbolSize: 7,
          silent: true,
          label: { show: false },
          lineStyle: { color: quiet, type: 'dotted' },
          data: pinned,
        },
      },
      {
        id: 'viewers',
        type: 'line',
        name: t('desk.viewersLine'),
        yAxisIndex: 1,
        data: minutes.map((minute) => minute.viewers),
        showSymbol: false,
        lineStyle: { color: ink, width: 2 },
        itemStyle: { color: ink },
      },
    ],
  };
}
