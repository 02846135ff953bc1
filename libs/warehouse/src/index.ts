/** The warehouse: what the projector writes and the query API reads in ClickHouse. */
export * from './calendar-days';
export {
  type CaseAppend,
  type CaseFact,
  type CaseQuestion,
  type CaseSums,
  readCaseAppends,
  readCaseFacts,
  readCaseSums,
} from './case-history';
export { WarehouseClient, WarehouseError, type WarehouseOptions } from './client';
export * from './complaint-ledger';
export { type CaseCell, type EvidenceCase, type EvidencePlace, type EvidenceQuestion, readEvidence } from './evidence';
export { PROJECTED_FAMILIES, type ProjectedFamily } from './families';
export * from './fold-fingerprints';
export * from './metric-sums';
export { migrate } from './migrate';
export { Projection, type ProjectionOptions } from './projection';
export * from './projectors';
export * from './rebuild';
export * from './reference';
export { readUnripeCases, type UnripeCase } from './unripe';
