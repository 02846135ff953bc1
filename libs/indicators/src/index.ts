/** The indicator model of Chapter 8 as data. */
export * from './case-meanings';
export { canonicalJson } from './canonical-json';
export { type KeyExclusion, keyExclusionOf } from './key-exclusion';
export type { Label } from './label';
export {
  type Exclusion,
  exclusionsOf,
  isLateMeasure,
  type KeyedBy,
  keyedByOf,
  lateMeasureOf,
  measuresOf,
  type MeasureUse,
  readsOf,
  sumOfSquaresOf,
} from './measures';
export type { DimensionDefinition, Estimator, IndicatorDefinition, MetricDefinition, Slice } from './metric-definition';
export { DIMENSIONS, METRICS } from './model';
export { REFERENCE_MIX, SERVICE_ITEMS, type ServiceItem } from './model/service-items';
export {
  childrenOf,
  dimensionOf,
  type Level,
  LEVELS,
  metricById,
  metricsUnder,
  type ModelNode,
  NODES,
  parentOf,
} from './nodes';
export { type Scheme, SCHEME } from './scheme';
