/** The indicator model of Chapter 8 as data. */
export { exclusionsOf, type KeyedBy, keyedByOf, measuresOf, type MeasureUse } from './measures';
export * from './metric-definition';
export { DIMENSIONS, METRICS } from './model';
export { REFERENCE_MIX, SERVICE_ITEMS, type ServiceItem } from './model/reference-mix';
export { dimensionOf, type Level, LEVELS, type ModelNode, NODES } from './nodes';
export { canonicalJson, type Scheme, SCHEME } from './scheme';
