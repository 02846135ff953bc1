import fc from 'fast-check';
import { type SchemaStatement, schemaStatement, schemaStatements } from './schema';
import {
  createTableAs,
  dropTable,
  exchangeTables,
  schemaSql,
  settingsOf,
  SINGLE,
  type Topology,
  topologyOf,
} from './topology';

const BANK: Topology = { kind: 'cluster', name: 'bank', database: 'scores' };

const table = (rest: string, placement: string): SchemaStatement =>
  schemaStatement({ text: `CREATE TABLE IF NOT EXISTS t${rest}`, comments: [`cluster: ${placement}`] }, '0001_t.sql');

/** What a cluster makes of a statement, undone: what one node takes. */
function undone(statement: string, cluster: string, database: string): string {
  const quoted = cluster.replace(/[\\']/g, '\\$&');
  return statement
    .replaceAll(` ON CLUSTER '${quoted}'`, '')
    .replaceAll(`${database}.`, '')
    .replace(/_local\b/g, '')
    .replace(/ENGINE = Replicated(\w+)\('[^']*', '[^']*'(?:, (\w+))?\)/, (_, engine: string, version?: string) =>
      version === undefined ? `ENGINE = ${engine}` : `ENGINE = ${engine}(${version})`,
    )
    .replace(/(SETTINGS )replicated_deduplication_window = 0, /, '$1')
    .replace(/\nSETTINGS replicated_deduplication_window = 0$/, '');
}

describe('topology', () => {
  it.each([
    [
      'a table spread by branch',
      table(' (branch String)\nENGINE = ReplacingMergeTree(version)\nORDER BY branch', 'sharded by cityHash64(branch)'),
      [
        "CREATE TABLE IF NOT EXISTS scores.t_local ON CLUSTER 'bank' (branch String)\n" +
          "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', version)\n" +
          'ORDER BY branch\nSETTINGS replicated_deduplication_window = 0',
        "CREATE TABLE IF NOT EXISTS scores.t ON CLUSTER 'bank' AS scores.t_local ENGINE = Distributed('bank', 'scores', 't_local', cityHash64(branch))",
      ],
    ],
    [
      'a small table',
      table(' (a UInt8)\nENGINE = MergeTree\nORDER BY a\nSETTINGS index_granularity = 512', 'everywhere'),
      [
        "CREATE TABLE IF NOT EXISTS scores.t ON CLUSTER 'bank' (a UInt8)\n" +
          "ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/everywhere', '{shard}-{replica}')\n" +
          'ORDER BY a\nSETTINGS replicated_deduplication_window = 0, index_granularity = 512',
      ],
    ],
    [
      'a table like another',
      table(' AS visit_daily', 'sharded by cityHash64(branch)'),
      [
        "CREATE TABLE IF NOT EXISTS scores.t_local ON CLUSTER 'bank' AS scores.visit_daily_local",
        "CREATE TABLE IF NOT EXISTS scores.t ON CLUSTER 'bank' AS scores.t_local ENGINE = Distributed('bank', 'scores', 't_local', cityHash64(branch))",
      ],
    ],
  ])('given %s, then a cluster has it so', (_, object, statements) => {
    expect(schemaSql(BANK, object)).toEqual(statements);
    expect(schemaSql(SINGLE, object)).toEqual([object.statement]);
  });

  it.each([
    ['sharded by cityHash64(branch)', 'FROM scores.visits_local FINAL JOIN scores.calendar_days USING (day)', 2],
    ['everywhere', 'FROM scores.visits FINAL JOIN scores.calendar_days USING (day)', 1],
  ])('given a view that is %s, then it reads %s', (placement, from, statements) => {
    const text = 'CREATE VIEW IF NOT EXISTS v AS SELECT day FROM visits FINAL JOIN calendar_days USING (day)';
    const made = schemaSql(BANK, schemaStatement({ text, comments: [`cluster: ${placement}`] }, '0001_v.sql'));
    expect(made).toHaveLength(statements);
    expect(made[0]).toContain(`ON CLUSTER 'bank' AS SELECT day ${from}`);
  });

  it.each([
    [
      'a column of a sharded table',
      'ALTER TABLE visits ADD COLUMN IF NOT EXISTS late UInt32',
      [
        "ALTER TABLE scores.visits_local ON CLUSTER 'bank' ADD COLUMN IF NOT EXISTS late UInt32",
        "ALTER TABLE scores.visits ON CLUSTER 'bank' ADD COLUMN IF NOT EXISTS late UInt32",
      ],
    ],
    [
      'a column of a table of every node',
      'ALTER TABLE calendar_days ADD COLUMN IF NOT EXISTS name String',
      ["ALTER TABLE scores.calendar_days ON CLUSTER 'bank' ADD COLUMN IF NOT EXISTS name String"],
    ],
    [
      'a view that is no longer read, whatever it was placed as',
      'DROP VIEW IF EXISTS former',
      [
        "DROP TABLE IF EXISTS scores.former ON CLUSTER 'bank'",
        "DROP TABLE IF EXISTS scores.former_local ON CLUSTER 'bank'",
      ],
    ],
  ])('given %s, then a cluster changes so', (_, text, statements) => {
    const change = schemaStatement({ text, comments: [] }, '0001_x.sql');
    expect(schemaSql(BANK, change)).toEqual(statements);
    expect(schemaSql(SINGLE, change)).toEqual([text]);
  });

  it('given a view over shards that is defined anew, then so is the table that stands for it', () => {
    const text = 'CREATE OR REPLACE VIEW v AS SELECT day, late FROM visits FINAL';
    const made = schemaSql(
      BANK,
      schemaStatement({ text, comments: ['cluster: sharded by cityHash64(branch)'] }, '0001_v.sql'),
    );
    expect(made).toEqual([
      "CREATE OR REPLACE VIEW scores.v_local ON CLUSTER 'bank' AS SELECT day, late FROM scores.visits_local FINAL",
      "CREATE OR REPLACE TABLE scores.v ON CLUSTER 'bank' AS scores.v_local ENGINE = Distributed('bank', 'scores', 'v_local', cityHash64(branch))",
    ]);
  });

  it('given the schema and any names, then a cluster’s statements are those of one node but for what a cluster adds', () => {
    const name = fc.stringMatching(/^[a-z]\w{0,15}$/).filter((text) => !text.endsWith('_local'));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), name, (cluster, prefix) => {
        const database = `db_${prefix}`; // no word of a statement
        for (const statement of schemaStatements()) {
          const [rows = '', whole] = schemaSql(topologyOf({ cluster, database }), statement);
          // A view that is no longer read may have been a Distributed table.
          const taken = statement.statement.replace(/^DROP VIEW/, 'DROP TABLE');
          expect(undone(rows, cluster, database)).toBe(taken);
          if (statement.does === 'create') expect(whole !== undefined).toBe(statement.placement.kind === 'sharded');
        }
      }),
      { numRuns: 50 },
    );
  });

  it('given a table to rebuild, then its rows are swapped under the name that everybody asks', () => {
    expect(createTableAs(SINGLE, 'visits_next', 'visits')).toEqual(['CREATE OR REPLACE TABLE visits_next AS visits']);
    expect(exchangeTables(SINGLE, 'visits_next', 'visits')).toEqual(['EXCHANGE TABLES visits_next AND visits']);
    expect(dropTable(SINGLE, 'visits_next', 'visits')).toEqual(['DROP TABLE visits_next']);
    expect(createTableAs(BANK, 'visits_next', 'visits')).toEqual([
      "CREATE OR REPLACE TABLE scores.visits_next_local ON CLUSTER 'bank' AS scores.visits_local",
      "CREATE OR REPLACE TABLE scores.visits_next ON CLUSTER 'bank' AS scores.visits_next_local ENGINE = Distributed('bank', 'scores', 'visits_next_local', cityHash64(branch))",
    ]);
    expect(exchangeTables(BANK, 'visits_next', 'visits')).toEqual([
      "EXCHANGE TABLES scores.visits_next_local AND scores.visits_local ON CLUSTER 'bank'",
    ]);
    expect(dropTable(BANK, 'visits_next', 'visits')).toEqual([
      "DROP TABLE scores.visits_next ON CLUSTER 'bank'",
      "DROP TABLE scores.visits_next_local ON CLUSTER 'bank'",
    ]);
  });

  it('given the calendar, which every node has, then all nodes have its rows before it is swapped', () => {
    expect(createTableAs(BANK, 'calendar_days_next', 'calendar_days')).toEqual([
      "CREATE OR REPLACE TABLE scores.calendar_days_next ON CLUSTER 'bank' AS scores.calendar_days",
    ]);
    expect(exchangeTables(BANK, 'calendar_days_next', 'calendar_days')).toEqual([
      "SYSTEM SYNC REPLICA ON CLUSTER 'bank' scores.calendar_days_next",
      "EXCHANGE TABLES scores.calendar_days_next AND scores.calendar_days ON CLUSTER 'bank'",
    ]);
    expect(dropTable(BANK, 'calendar_days_next', 'calendar_days')).toEqual([
      "DROP TABLE scores.calendar_days_next ON CLUSTER 'bank'",
    ]);
  });

  it('given a table that no migration makes, then nothing can be made like it', () => {
    expect(() => createTableAs(BANK, 'x_next', 'x')).toThrow('No migration makes a table or view x');
  });

  it('given a database whose name would need quotes, then a cluster refuses it', () => {
    expect(() => topologyOf({ cluster: 'bank', database: 'a-b' })).toThrow('"a-b"');
    expect(topologyOf({ database: 'a-b' })).toBe(SINGLE);
  });

  it('given one node, then statements get the settings of a cluster neither there nor elsewhere', () => {
    expect(settingsOf(SINGLE)).toEqual({ async_insert: 0, max_table_size_to_drop: '0' });
    expect(settingsOf(BANK)).toMatchObject({
      async_insert: 0,
      distributed_foreground_insert: 1,
      parallel_distributed_insert_select: '0',
      skip_unavailable_shards: 0,
    });
  });
});
