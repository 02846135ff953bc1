/** The part of the ClickHouse data source's query model that our dashboards use: SQL as text, answered as a table or as time series. */

export const CLICKHOUSE_TYPE = 'grafana-clickhouse-datasource';

/** The plugin's numbers for how an answer is read. */
export const SQL_FORMATS = { timeseries: 0, table: 1 } as const;
export type SqlFormat = keyof typeof SQL_FORMATS;

export interface ClickHouseQuery {
  readonly refId: string;
  readonly datasource: { readonly type: typeof CLICKHOUSE_TYPE; readonly uid: string };
  readonly editorType: 'sql';
  readonly rawSql: string;
  readonly queryType: SqlFormat;
  readonly format: (typeof SQL_FORMATS)[SqlFormat];
  /** Of the plugin that the query is written for. */
  readonly pluginVersion: string;
}

export function isClickHouseQuery(target: { readonly datasource?: { readonly type?: string } }): boolean {
  return target.datasource?.type === CLICKHOUSE_TYPE;
}
