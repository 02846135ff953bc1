/** The model as a tree of nodes: overall, dimensions, indicators, metrics, with what stands below each. */
import type { Label } from './label';
import type { MetricDefinition } from './metric-definition';
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

const METRIC_BY_ID: ReadonlyMap<string, MetricDefinition> = new Map(METRICS.map((metric) => [metric.id, metric]));
const NODE_BY_ID: ReadonlyMap<string, ModelNode> = new Map(NODES.map((node) => [node.id, node]));
const DIMENSION_OF_INDICATOR: ReadonlyMap<string, string> = new Map(
  DIMENSIONS.flatMap(({ id, indicators }) => indicators.map((indicator) => [indicator.id, id] as const)),
);

/** The nodes right below one, in model order; none below a metric. */
export function childrenOf({ id, level }: ModelNode): readonly ModelNode[] {
  const below = LEVELS[LEVELS.indexOf(level) + 1];
  return NODES.filter((node) => node.level === below && parentOf(node)?.id === id);
}

/** The node right above one; undefined above the overall score. */
export function parentOf(node: ModelNode): ModelNode | undefined {
  const indicator = node.metrics[0]?.indicator ?? '';
  switch (node.level) {
    case 'overall':
      return undefined;
    case 'dimension':
      return NODE_BY_ID.get('overall');
    case 'indicator':
      return NODE_BY_ID.get(dimensionOf(indicator));
    case 'metric':
      return NODE_BY_ID.get(indicator);
  }
}

/** Undefined where no metric has the id. */
export function metricById(id: string): MetricDefinition | undefined {
  return METRIC_BY_ID.get(id);
}

/**
 * The metrics below a node, in model order; itself for a metric.
 * @throws Error where no node has the id
 */
export function metricsUnder(nodeId: string): readonly MetricDefinition[] {
  const node = NODE_BY_ID.get(nodeId);
  if (!node) throw new Error(`The model has no node ${nodeId}.`);
  return node.metrics;
}

/**
 * The dimension that an indicator belongs to.
 * @throws Error where no indicator has the id
 */
export function dimensionOf(indicatorId: string): string {
  const dimension = DIMENSION_OF_INDICATOR.get(indicatorId);
  if (dimension === undefined) throw new Error(`No dimension has the indicator ${indicatorId}`);
  return dimension;
}
