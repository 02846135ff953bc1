/** The lint of SQL: a good question has no faults, and every seeded fault is named. */
import { CLICKHOUSE_TYPE, type ClickHouseQuery } from './clickhouse-query';
import { lintSqlQuery } from './lint-sql';

const GOOD: ClickHouseQuery = {
  refId: 'A',
  datasource: { type: CLICKHOUSE_TYPE, uid: 'sq-clickhouse' },
  editorType: 'sql',
  rawSql: 'SELECT channel, count() FROM visits FINAL WHERE $__dateFilter(day) GROUP BY channel LIMIT 100',
  queryType: 'table',
  format: 1,
  pluginVersion: '4.20.0',
};

describe('lintSqlQuery', () => {
  it('given a good query, then no faults', () => {
    expect(lintSqlQuery(GOOD)).toEqual([]);
  });

  it.each<[string, Partial<ClickHouseQuery>, string]>([
    ['the builder', { editorType: 'builder' as 'sql' }, 'must be edited as SQL'],
    ['another format', { format: 0 }, 'format 0 does not fit the query type table'],
    ['no version', { pluginVersion: '' }, 'has no pluginVersion, so that the plugin may migrate it'],
    ['two statements', { rawSql: `${GOOD.rawSql}; SELECT 1` }, 'must be one SELECT'],
    ['a change', { rawSql: `${GOOD.rawSql} INSERT` }, 'holds INSERT, which is no part of a question'],
    ['no range', { rawSql: 'SELECT 1 LIMIT 1' }, 'does not keep to the range of the dashboard'],
    ['a strange macro', { rawSql: `${GOOD.rawSql} $__lttb(1)` }, '$__lttb is no macro that is evaluated here'],
    ['no time', { queryType: 'timeseries', format: 0 }, 'a time series needs a column AS time'],
    ['no limit', { rawSql: GOOD.rawSql.replace(' LIMIT 100', '') }, 'a table needs a LIMIT'],
  ])('given %s, then that is its fault', (_, change, fault) => {
    expect(lintSqlQuery({ ...GOOD, ...change })).toEqual([fault]);
  });
});
