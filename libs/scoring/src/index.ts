/** The maths of scores: additive sums in, values, scores, intervals, coverage and grades out. Pure. */
export * from './composite';
export { evaluateMetric } from './evaluate-metric';
export { gradesOf, type Grade } from './grade';
export { binOf, boundsOf } from './histogram';
export * from './metric';
export { normalise } from './normalise';
export { REPLICATE_GROUPS, replicateGroupOf } from './replicate-group';
export { respondents } from './respondents';
export { type GroupSums, type KeyedSums, type Sums } from './sums';
export * from './suppression';
