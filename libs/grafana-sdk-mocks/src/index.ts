/** What Grafana does around dashboards, without Grafana. Safe in a browser; what reads files is in ./node. */
export * from './clickhouse-query';
export * from './dashboard';
export * from './expand-sql';
export * from './frame';
export * from './infinity-query';
export * from './lint';
export * from './lint-query';
export * from './lint-sql';
export * from './long-to-wide';
export * from './run-infinity';
export * from './runtime';
export * from './time-macros';
export * from './variables';
