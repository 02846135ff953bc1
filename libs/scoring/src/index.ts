/** The maths of scores: additive sums in, values, scores, intervals, coverage and grades out. Pure. */
export { itemsInDispute } from './agreement';
export * from './charts/control-chart';
export { falseDiscoveryRates } from './charts/false-discovery';
export * from './charts/funnel';
export {
  changeOfComposite,
  type ChangeParts,
  type CompositeChange,
  type MemberChange,
  type MemberPeriod,
  addUpParts,
  NO_CHANGE,
} from './change/change-of-composite';
export { changeOfMetric, type MetricChange, type MetricParts, type MetricPeriod } from './change/change-of-metric';
export type { StratumChange } from './change/change-of-terms';
export * from './change/difference-interval';
export { type StratumSums, type ValueTerm, valueTerms } from './change/value-terms';
export {
  type CompositeEvaluation,
  type CompositeMember,
  evaluateComposite,
  isAvailable,
  PUBLISH_OVERALL,
  PUBLISH_PART,
  type PublishRule,
} from './composite';
export { evaluateMetric } from './evaluate-metric';
export { GRADE_BANDS, gradesOf, type Grade } from './grade';
export { binOf, boundsOf } from './histogram';
export { secondsAt, survivalCurve, timeHistograms } from './kaplan-meier';
export * from './metric';
export { normalise } from './normalise';
export { REPLICATE_GROUPS, replicateGroupOf } from './replicate-group';
export { respondents } from './respondents';
export { type GroupSums, type KeyedSums, type Sums } from './sums';
export * from './suppression';
