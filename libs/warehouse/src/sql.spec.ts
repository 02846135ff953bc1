import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { foldSql, PROJECTED_FAMILIES, sumSql } from './families';
import { migrationNames } from './migrate';
import { loadStatements } from './sql';

const MIGRATIONS = path.join(__dirname, 'migrations');

describe('the SQL of the warehouse', () => {
  it('given the migrations, then their numbers are one after the other and none is left out', () => {
    const names = migrationNames();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
    expect(names.length).toBe(readdirSync(MIGRATIONS).length);
  });

  it.each(migrationNames().map((name) => [name]))(
    'given %s, then it may run at every start, and takes nothing away',
    (name) => {
      for (const statement of loadStatements(`migrations/${name}`)) {
        expect(statement).toMatch(/^(CREATE (TABLE|VIEW) IF NOT EXISTS |ALTER TABLE \w+ ADD COLUMN IF NOT EXISTS )/);
        expect(statement).not.toMatch(/MATERIALIZED VIEW|AggregatingMergeTree|SummingMergeTree/);
      }
    },
  );

  it.each(migrationNames().map((name) => [name]))('given %s, then it says why its order is what it is', (name) => {
    const text = readFileSync(path.join(MIGRATIONS, `${name}.sql`), 'utf8');
    if (/ENGINE = \w*MergeTree/.test(text)) expect(text).toMatch(/^--.*(ORDER BY|Columns of the place)/m);
  });

  it.each(PROJECTED_FAMILIES.map((family) => [family.name, family] as const))(
    'given the family %s, then fold and sum have every part, whichever cases they take',
    (_name, family) => {
      for (const text of [
        foldSql(family, 'touched_cases'),
        foldSql(family, 'case_range'),
        sumSql(family, 'staged_places'),
        sumSql(family, 'day_range'),
      ]) {
        expect(text).not.toMatch(/\{\{|\}\}/);
        expect(text).not.toMatch(/\bnow(64)?\(/);
      }
    },
  );
});
