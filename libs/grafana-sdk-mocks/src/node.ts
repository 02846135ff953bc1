/** The parts that read files: dashboards of a folder, and their check against a schema generated from Grafana's own types. */
export * from './dashboard-files';
export * from './dashboard-schema';
