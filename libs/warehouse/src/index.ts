/** The warehouse: what the projector writes and the query API reads in ClickHouse. */
export { dropAbandonedTables } from './abandoned-tables';
export * from './calendar-days';
export { WarehouseClient, WarehouseError, type WarehouseOptions } from './client';
export * from './dead-letters';
export { PROJECTED_FAMILIES, type ProjectedFamily } from './families';
export * from './fold-fingerprints';
export * from './metric-sums';
export { migrate } from './migrate';
export { Projection, type ProjectionOptions } from './projection';
export * from './projectors';
export * from './rebuild';
export * from './reference';
export { readUnripeCases, type UnripeCase } from './unripe';
