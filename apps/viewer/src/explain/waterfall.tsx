/** Steps that add up: each bar begins where the one above it ends. */
import type { GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useLayoutEffect, useRef, useState } from 'react';
import { Chart } from '../charts/chart';
import type { ChartOption } from '../charts/echarts';
import { number, signed } from './words';

export interface Step {
  readonly name: string;
  readonly amount: number;
  /** A sum rather than a step: it stands on zero. */
  readonly isTotal?: boolean;
}

const ROW_PX = 30;

export function Waterfall({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  const theme = useTheme2();
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={element}>
      {width > 0 && (
        <Chart
          option={waterfallOption(steps, theme, width)}
          width={width}
          height={steps.length * ROW_PX + 40}
          label={label}
        />
      )}
    </div>
  );
}

interface Bar {
  readonly start: number;
  readonly end: number;
}

/** Where each bar begins and ends. */
export function barsOf(steps: readonly Step[]): Bar[] {
  let level = 0;
  return steps.map(({ amount, isTotal }) => {
    const start = isTotal ? 0 : level;
    level = start + amount;
    return { start, end: level };
  });
}

function waterfallOption(steps: readonly Step[], theme: GrafanaTheme2, width: number): ChartOption {
  const bars = barsOf(steps);
  const { getColorByName } = theme.visualization;
  const colourOf = ({ amount, isTotal }: Step): string =>
    getColorByName(isTotal ? 'text' : amount < 0 ? 'dark-red' : 'semi-dark-blue');
  const lowest = Math.min(...bars.flatMap(({ start, end }) => [start, end]));
  const highest = Math.max(...bars.flatMap(({ start, end }) => [start, end]));
  // Where every bar is far from zero, the steps would be slivers beside the sums.
  const isChange = steps.some(({ isTotal }, index) => isTotal && index === 0);
  const margin = Math.max(
    0.5,
    (highest - Math.min(...bars.map(({ start, end }, index) => (steps[index]!.isTotal ? end : Math.min(start, end))))) *
      0.6,
  );
  const base = isChange
    ? Math.max(0, Math.floor(Math.min(...bars.map(({ end }) => end)) - margin))
    : Math.min(0, lowest);
  return {
    grid: { left: 4, right: 64, top: 4, bottom: 4, containLabel: true },
    tooltip: { show: false },
    xAxis: {
      type: 'value',
      min: base,
      axisLabel: { color: theme.colors.text.secondary, hideOverlap: true },
      splitLine: { lineStyle: { color: theme.colors.border.weak } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map(({ name }) => name),
      axisLabel: { color: theme.colors.text.primary, width: Math.min(220, width * 0.34), overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.colors.border.medium } },
    },
    series: [
      {
        type: 'bar',
        stack: 'steps',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map(({ start, end }) => Math.max(Math.min(start, end), 0)),
      },
      {
        type: 'bar',
        stack: 'steps',
        barMaxWidth: 20,
        data: bars.map(({ start, end }, index) => ({
          value: Math.abs(end - start),
          itemStyle: { color: colourOf(steps[index]!) },
        })),
        label: {
          show: true,
          position: 'right',
          color: theme.colors.text.primary,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const { amount, isTotal } = steps[dataIndex]!;
            return isTotal ? number(amount) : signed(amount);
          },
        },
      },
    ],
  };
}
