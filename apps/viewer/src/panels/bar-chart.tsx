/** Bars by a category. Each value is written beside its bar; a bar with a link leads on. */
import {
  type DataFrame,
  type Field,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { useTheme2 } from '@grafana/ui';
import { Chart } from '../charts/chart';
import type { ChartOption } from '../charts/echarts';
import { DRAWN_CONTRAST, legible, legiblePair } from '../colours';
import { isHidden } from './field-options';
import { NoData } from './no-data';

interface BarChartOptions {
  readonly xField: string;
  readonly stacking: 'none' | 'normal';
  readonly legend: { readonly showLegend: boolean };
}

export function BarChartPanel({ data, fieldConfig, options, width, height, title }: PanelProps<BarChartOptions>) {
  const theme = useTheme2();
  const [frame] = data.series;
  const category = frame?.fields.find(({ name }) => name === options.xField);
  if (!frame || !category || frame.length === 0) return <NoData fieldConfig={fieldConfig} height={height} />;
  const values = frame.fields.filter((field) => field.type === FieldType.number && !isHidden(field));
  const option = barOption({ frame, category, values, options, theme });
  const follow = (series: number, row: number): void => {
    const [link] = values[series]?.getLinks?.({ valueRowIndex: row }) ?? [];
    if (link) locationService.push(new URL(link.href, window.location.href).href.slice(window.location.origin.length));
  };
  return <Chart option={option} width={width} height={height} label={title} onClick={follow} />;
}

interface Bars {
  readonly frame: DataFrame;
  readonly category: Field;
  readonly values: readonly Field[];
  readonly options: BarChartOptions;
  readonly theme: GrafanaTheme2;
}

function barOption({ frame, category, values, options, theme }: Bars): ChartOption {
  const isStacked = options.stacking === 'normal';
  const text = (field: Field, value: unknown): string => formattedValueToString(field.display!(value));
  const colour = (field: Field, value: unknown): string =>
    legible(field.display!(value).color!, theme.colors.background.primary, DRAWN_CONTRAST);
  const stackColours = (field: Field) => legiblePair(field.display!(field.values[0]).color!);
  const hasNegative = values.some((field) => field.values.some((value: number | null) => value !== null && value < 0));
  return {
    grid: {
      left: 4,
      right: isStacked ? 16 : 56,
      top: 8,
      bottom: options.legend.showLegend ? 28 : 4,
      containLabel: true,
    },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
    legend: { show: options.legend.showLegend, bottom: 0, textStyle: { color: theme.colors.text.primary } },
    xAxis: {
      type: 'value',
      // Room for the number to the left of a bar that goes left.
      boundaryGap: [hasNegative ? '12%' : 0, 0],
      axisLabel: {
        color: theme.colors.text.secondary,
        hideOverlap: true,
        formatter: (value: number) => text(values[0]!, value),
      },
      splitLine: { lineStyle: { color: theme.colors.border.weak } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: category.values.map((value) => text(category, value)),
      axisLabel: { color: theme.colors.text.primary, width: 160, overflow: 'truncate' },
      axisLine: { lineStyle: { color: theme.colors.border.medium } },
      axisTick: { show: false },
    },
    series: values.map((field) => ({
      type: 'bar',
      name: getFieldDisplayName(field, frame),
      barMaxWidth: 26,
      ...(isStacked ? { stack: 'all', itemStyle: { color: stackColours(field).background } } : {}),
      data: field.values.map((value: number | null) => ({
        value,
        ...(isStacked ? {} : { itemStyle: { color: colour(field, value) } }),
        label: { position: isStacked ? 'inside' : value !== null && value < 0 ? 'left' : 'right' },
      })),
      label: {
        show: true,
        color: isStacked ? stackColours(field).text : theme.colors.text.primary,
        formatter: ({ value }: { value: number | null }) => (isStacked && !value ? '' : text(field, value)),
      },
      tooltip: { valueFormatter: (value: unknown) => text(field, value) },
    })),
  };
}
