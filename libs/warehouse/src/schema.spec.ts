import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrationNames, schemaObjects, schemaStatement, schemaStatements } from './schema';
import { onCluster, schemaSql, type Topology } from './topology';

const MIGRATIONS = path.join(__dirname, 'migrations');
const SNAPSHOTS = path.join(__dirname, '../../../test/fixtures/schema');
const UPDATE = 'UPDATE_SCHEMA=1 npx jest --config test/jest.config.js libs/warehouse/src/schema';
const TOPOLOGIES: [name: string, topology: Topology][] = [
  ['single', { kind: 'single' }],
  ['cluster', { kind: 'cluster', name: 'plumbline', database: 'plumbline' }],
];

function rendered(name: string, topology: Topology): string {
  const statements = [
    `CREATE DATABASE IF NOT EXISTS plumbline${onCluster(topology)} ENGINE = Atomic`,
    ...schemaStatements().flatMap((statement) => schemaSql(topology, statement)),
  ];
  const heading = `-- The schema as a ${name === 'single' ? 'node of its own' : 'cluster'} takes it, rendered from libs/warehouse/src/migrations.`;
  return `${heading}\n-- After a change of those: ${UPDATE}\n\n${statements.join(';\n\n')};\n`;
}

describe('the schema', () => {
  it.each(TOPOLOGIES)(
    'given the migrations, then rendered for a %s they are what the snapshot says',
    (name, topology) => {
      const file = path.join(SNAPSHOTS, `${name}.sql`);
      if (process.env['UPDATE_SCHEMA']) writeFileSync(file, rendered(name, topology));
      // Different? Read what changed, and if it is meant: see the head of the file.
      expect(rendered(name, topology)).toBe(readFileSync(file, 'utf8'));
    },
  );

  it('given the migrations, then their numbers are one after the other and none is left out', () => {
    const names = migrationNames();
    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
    expect(names.length).toBe(readdirSync(MIGRATIONS).length);
  });

  it('given the migrations, then each makes its own tables, and none keeps count in place of a sum', () => {
    const names = schemaObjects().flatMap(({ name, kind }) => (kind === 'TABLE' ? [name] : []));
    expect(new Set(names).size).toBe(names.length);
    for (const { statement } of schemaStatements()) {
      expect(statement).not.toMatch(/MATERIALIZED VIEW|AggregatingMergeTree|SummingMergeTree/);
    }
  });

  it.each([
    'DROP TABLE t',
    'TRUNCATE TABLE t',
    'ALTER TABLE t DROP COLUMN c',
    'ALTER TABLE t ADD COLUMN c UInt8',
    'ALTER TABLE t ADD COLUMN IF NOT EXISTS c UInt8, ADD COLUMN IF NOT EXISTS d UInt8',
    'DROP TABLE IF EXISTS t',
    'CREATE TABLE t (a UInt8) ENGINE = Memory',
    'CREATE OR REPLACE TABLE t (a UInt8) ENGINE = Memory',
    'INSERT INTO t SELECT 1',
  ])('given the statement %s, then no migration may have it', (text) => {
    expect(() => schemaStatement({ text, comments: ['cluster: everywhere'] }, '0001_x.sql')).toThrow(
      '0001_x.sql: a migration may run at every start',
    );
  });

  it.each([[[]], [['cluster: somewhere']], [['cluster: everywhere', 'cluster: sharded by cityHash64(branch)']]])(
    'given a table with the comments %j, then it is refused, for a cluster would not know where to keep it',
    (comments) => {
      const text = 'CREATE TABLE IF NOT EXISTS t (a UInt8) ENGINE = MergeTree ORDER BY a';
      expect(() => schemaStatement({ text, comments }, '0001_x.sql')).toThrow('t needs one comment');
    },
  );

  it.each(migrationNames().map((name) => [name]))('given %s, then it says why its order is what it is', (name) => {
    const text = readFileSync(path.join(MIGRATIONS, `${name}.sql`), 'utf8');
    if (/ENGINE = \w*MergeTree/.test(text)) expect(text).toMatch(/^--.*(ORDER BY|Columns of the place)/m);
  });
});
