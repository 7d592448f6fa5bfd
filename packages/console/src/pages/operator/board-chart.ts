import type { BoardView } from '@yellowcart/contract';
import type { EChartsCoreOption } from 'echarts/core';
import { minorDigits, money, shortMoney } from '../../format/money.ts';
import type { Language } from '../../preferences.ts';

const PIN_LABELS_MAX = 6;
const PIN_TITLE_CHARS_MAX = 10;
/** How many minutes of the axis a label covers. */
const LABEL_MINUTES = 14;
const MINUTES = 60;
const ROWS_MAX = 3;
const FONT = '"DIN Alternate", "SF Pro Text", "Inter", "PingFang SC", "Noto Sans CJK SC", sans-serif';

export interface PinMark {
  readonly index: number;
  readonly title: string;
  /** How high its label stands, counted from the curve; null where others leave no room for it. */
  readonly row: number | null;
}

/** The latest pins, one a minute and at most six, their labels on the lowest free row; the newest choose first. */
export function pinMarks(minutes: BoardView['minutes'], most = PIN_LABELS_MAX): PinMark[] {
  const rows: Span[][] = Array.from({ length: ROWS_MAX }, () => []);
  return minutes
    .flatMap((minute, index) => {
      const title = minute.pins.at(-1);
      return title === undefined ? [] : [{ index, title }];
    })
    .slice(-most)
    .reverse()
    .map((mark) => {
      const span = spanOf(mark.index);
      const row = rows.findIndex((taken) => taken.every((one) => span.to <= one.from || one.to <= span.from));
      rows[row]?.push(span);
      return { ...mark, row: row === -1 ? null : row };
    })
    .reverse();
}

/** The minutes of the axis over which a label stands. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Near the edges the text leans inwards. */
function alignOf(index: number): 'left' | 'right' | 'center' {
  return index < LABEL_MINUTES / 2 ? 'left' : index > MINUTES - LABEL_MINUTES / 2 ? 'right' : 'center';
}

function spanOf(index: number): Span {
  const before = { left: 0, center: LABEL_MINUTES / 2, right: LABEL_MINUTES }[alignOf(index)];
  return { from: index - before, to: index - before + LABEL_MINUTES };
}

function short(title: string): string {
  const letters = [...title];
  return letters.length > PIN_TITLE_CHARS_MAX ? `${letters.slice(0, PIN_TITLE_CHARS_MAX).join('')}…` : title;
}

/** One curve: GMV by minute over the last hour, with the moments at which goods were pinned. */
export function boardCurve(
  minutes: BoardView['minutes'],
  language: Language,
  clock: (at: string) => string,
  scale: number,
  labels: boolean,
): EChartsCoreOption {
  const size = Math.round(14 * scale);
  const unit = 10 ** minorDigits('CNY');
  return {
    animationDurationUpdate: 400,
    textStyle: { fontFamily: FONT },
    grid: { left: 64 * scale, right: 16, top: labels ? 76 * scale : 16, bottom: 32 * scale },
    tooltip: {
      trigger: 'axis',
      backgroundColor: '#24262d',
      borderWidth: 0,
      textStyle: { color: '#f1f0ec', fontSize: size },
      valueFormatter: (value: unknown) => money(Math.round(Number(value) * unit)),
    },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: minutes.map((minute) => clock(minute.minute)),
      axisLine: { lineStyle: { color: '#3a3c44' } },
      axisTick: { show: false },
      axisLabel: { color: '#a09d96', fontSize: size, interval: labels ? 9 : 19, showMaxLabel: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      // An hour without a sale still has a scale that reads as money.
      max: minutes.every((minute) => minute.gmvMinor === 0) ? 300 : null,
      axisLabel: {
        color: '#a09d96',
        fontSize: size,
        formatter: (value: number) => axisMoney(value * unit, language),
      },
      splitLine: { lineStyle: { color: '#2a2c33' } },
    },
    series: [
      {
        id: 'gmv',
        type: 'line',
        name: '',
        data: minutes.map((minute) => minute.gmvMinor / unit),
        showSymbol: false,
        smooth: 0.2,
        lineStyle: { color: '#ffd34d', width: 3 * scale },
        areaStyle: { color: 'rgba(255,211,77,0.10)' },
        itemStyle: { color: '#ffd34d' },
        markLine: {
          symbol: 'none',
          silent: true,
          animation: false,
          lineStyle: { color: '#716e67', type: [2, 4], width: 1.5 },
          data: pinMarks(minutes).map((mark) => ({
            xAxis: mark.index,
            label: {
              show: labels && mark.row !== null,
              formatter: short(mark.title),
              position: 'end',
              distance: 6 + (mark.row ?? 0) * 22 * scale,
              align: alignOf(mark.index),
              color: '#cfccc4',
              fontSize: size,
            },
          })),
        },
      },
    ],
  };
}

function axisMoney(minor: number, language: Language): string {
  const text = shortMoney(Math.round(minor), language);
  return `${text.before}${text.number.replace(/\.00$/, '')}${text.after}`;
}
