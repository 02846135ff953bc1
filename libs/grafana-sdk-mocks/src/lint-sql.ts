/** Rules for one SQL query of a panel: a question, in the range and the branches of the dashboard, in a form that both sides know. */
import { type ClickHouseQuery, SQL_FORMATS } from './clickhouse-query';

const MACROS = ['dateFilter', 'conditionalAll'];
const CHANGES = /\b(INSERT|ALTER|DROP|CREATE|TRUNCATE|DELETE|UPDATE|GRANT|SYSTEM|KILL|SETTINGS)\b/;

export function lintSqlQuery({ editorType, rawSql, queryType, format, pluginVersion }: ClickHouseQuery): string[] {
  const faults: string[] = [];
  if (editorType !== 'sql') faults.push('must be edited as SQL');
  if (SQL_FORMATS[queryType] !== format) faults.push(`format ${format} does not fit the query type ${queryType}`);
  if (!pluginVersion) faults.push('has no pluginVersion, so that the plugin may migrate it');
  if (!/^\s*SELECT\b/.test(rawSql) || rawSql.includes(';')) faults.push('must be one SELECT');
  const change = CHANGES.exec(rawSql);
  if (change) faults.push(`holds ${change[0]}, which is no part of a question`);
  if (!rawSql.includes('$__dateFilter(')) faults.push('does not keep to the range of the dashboard');
  for (const [macro, name = ''] of rawSql.matchAll(/\$__(\w+)/g))
    if (!MACROS.includes(name)) faults.push(`${macro} is no macro that is evaluated here`);
  if (queryType === 'timeseries' && !/\bAS time\b/.test(rawSql)) faults.push('a time series needs a column AS time');
  if (queryType === 'table' && !/\bLIMIT \d+/.test(rawSql)) faults.push('a table needs a LIMIT');
  return faults;
}
