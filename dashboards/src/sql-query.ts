/** Questions in SQL for the ClickHouse data source, which Grafana alone has. */
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { CLICKHOUSE_TYPE, type ClickHouseQuery, SQL_FORMATS, type SqlFormat } from '@plumbline/grafana-sdk-mocks';

export const SQL_SOURCE = { type: CLICKHOUSE_TYPE, uid: 'sq-clickhouse' } as const;
/** The plugin that the compose file pins. */
export const CLICKHOUSE_PLUGIN_VERSION = '4.20.0';

export interface SqlSpec {
  readonly sql: string;
  readonly format: SqlFormat;
}

export function sqlTarget(refId: string, { sql, format }: SqlSpec): Builder<Dataquery> {
  const query: ClickHouseQuery = {
    refId,
    datasource: SQL_SOURCE,
    editorType: 'sql',
    rawSql: sql,
    queryType: format,
    format: SQL_FORMATS[format],
    pluginVersion: CLICKHOUSE_PLUGIN_VERSION,
  };
  return { build: () => ({ ...query, _implementsDataqueryVariant: () => undefined }) };
}
