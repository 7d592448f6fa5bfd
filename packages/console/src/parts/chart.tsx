import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';

const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Series keep their place by `id`; one without is drawn anew from its start with every change. */
function draw(chart: EChartsType, option: EChartsCoreOption): void {
  chart.setOption({ ...option, animation: !stillness.matches }, { replaceMerge: ['series'] });
}

/** A chart that fills its box. `label` says in words what it shows. */
export function Chart({ option, label }: { option: EChartsCoreOption; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const latest = useRef(option);
  latest.current = option;

  useEffect(() => {
    let gone = false;
    const element = box.current;
    if (!element) return;
    const resize = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (gone) return;
      chart.current = init(element);
      draw(chart.current, latest.current);
      resize.observe(element);
    });
    return () => {
      gone = true;
      resize.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    if (chart.current) draw(chart.current, option);
  }, [option]);

  return <div className="chart" ref={box} role="img" aria-label={label} />;
}
