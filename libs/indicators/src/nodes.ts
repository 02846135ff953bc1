/** The model as a tree of nodes: overall, dimensions, indicators, metrics, with what stands below each. */
import type { Label, MetricDefinition } from './metric-definition';
import { DIMENSIONS, METRICS } from './model';

export type Level = 'overall' | 'dimension' | 'indicator' | 'metric';
export const LEVELS: readonly Level[] = ['overall', 'dimension', 'indicator', 'metric'];

export interface ModelNode {
  readonly id: string;
  readonly level: Level;
  readonly name: Label;
  /** All metrics below it; itself for a metric. */
  readonly metrics: readonly MetricDefinition[];
}

/** All nodes in model order: each before those below it. */
export const NODES: readonly ModelNode[] = [
  { id: 'overall', level: 'overall', name: { zh: '总体', en: 'Overall' }, metrics: METRICS },
  ...DIMENSIONS.flatMap((dimension) => [
    {
      id: dimension.id,
      level: 'dimension' as const,
      name: dimension.name,
      metrics: dimension.indicators.flatMap(({ metrics }) => metrics),
    },
    ...dimension.indicators.flatMap((indicator) => [
      { id: indicator.id, level: 'indicator' as const, name: indicator.name, metrics: indicator.metrics },
      ...indicator.metrics.map((metric) => ({
        id: metric.id,
        level: 'metric' as const,
        name: metric.name,
        metrics: [metric],
      })),
    ]),
  ]),
];

/** The dimension that an indicator belongs to. */
export function dimensionOf(indicatorId: string): string {
  const dimension = DIMENSIONS.find(({ indicators }) => indicators.some(({ id }) => id === indicatorId));
  if (!dimension) throw new Error(`No dimension has the indicator ${indicatorId}`);
  return dimension.id;
}
