/** The warehouse: what the projector writes and the query API reads in ClickHouse. */
export { dropAbandonedTables } from './abandoned-tables';
export * from './calendar-days';
export {
  type CaseAppend,
  type CaseFact,
  type CaseQuestion,
  type CaseSums,
  readCaseAppends,
  readCaseFacts,
  readCaseStanding,
  readCaseSums,
  type StandingEvent,
} from './case-history';
export * from './chart-reads';
export { type Draft, type DraftsQuestion, withDraftedFacts } from './draft-facts';
export { WarehouseClient, WarehouseError, type WarehouseOptions } from './client';
export * from './complaint-ledger';
export * from './dead-letters';
export { type CaseCell, type EvidenceCase, type EvidencePlace, type EvidenceQuestion, readEvidence } from './evidence';
export { type BuiltCalendar, calendarAt, type FactsQuestion, withFactsAsOf } from './facts-as-of';
export { CASE_FAMILIES, PROJECTED_FAMILIES, type ProjectedFamily } from './families';
export * from './fold-fingerprints';
export * from './metric-sums';
export { migrate } from './migrate';
export { asOf, type Moment, presently } from './moment';
export { Projection, type ProjectionOptions } from './projection';
export * from './projectors';
export * from './rebuild';
export * from './reference';
export type { ScratchTables } from './scratch';
export { readUnripeCases, type UnripeCase } from './unripe';
export { withReference } from './with-reference';
