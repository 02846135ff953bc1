/** Macros of SQL panels, as the plugin documents them. */
import { expandSql, type SqlContext } from './expand-sql';

const CONTEXT: SqlContext = {
  range: { fromMs: Date.parse('2026-03-01T16:30:00Z'), toMs: Date.parse('2026-03-31T15:59:00Z') },
  values: { branch: ['B001', 'B002'], channel: ['onsite', 'phone'] },
  atAll: ['channel'],
};

describe('expandSql', () => {
  it.each([
    ['$__dateFilter(day)', "day >= toDate('2026-03-01') AND day <= toDate('2026-03-31')"],
    ['$__conditionalAll(branch IN (${branch:singlequote}), $branch)', "branch IN ('B001','B002')"],
    ['$__conditionalAll(channel IN (${channel:singlequote}), $channel) AND live', '1=1 AND live'],
    ['SELECT count() FROM visits', 'SELECT count() FROM visits'],
  ])('given %s, then %s', (sql, expected) => {
    expect(expandSql(sql, CONTEXT)).toBe(expected);
  });

  it.each([
    ['$__timeFilterOfMine(at)', 'the macro is not known here'],
    ['$__conditionalAll(branch, ${branch:csv})', 'must be a variable as $name'],
    ['${region:csv}', 'the variable region has no value'],
  ])('given %s, then it is said: %s', (sql, message) => {
    expect(() => expandSql(sql, CONTEXT)).toThrow(message);
  });
});
