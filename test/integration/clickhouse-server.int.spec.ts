/**
 * What is written for a ClickHouse server or cluster, as far as the engine goes: it parses every statement, runs none that needs
 * replicas, ON CLUSTER or accounts, and loads a server's configuration for clusters and macros.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WarehouseClient } from '@plumbline/warehouse';
import { schemaStatements } from '../../libs/warehouse/src/schema';
import {
  createTableAs,
  dropTable,
  exchangeTables,
  schemaSql,
  SINGLE,
  type Topology,
} from '../../libs/warehouse/src/topology';
import { EngineUnderTest } from '../harness/engine';
import { statementsOf } from '../harness/statements';

const INFRA = path.resolve(__dirname, '../../infra/clickhouse');
const ACCOUNTS = path.join(INFRA, 'initdb/accounts');
const CLUSTER: Topology = { kind: 'cluster', name: 'bank', database: 'scores' };

const filesIn = (folder: string): string[] => readdirSync(folder).map((name) => path.join(folder, name));
const SQL_FILES = [...filesIn(ACCOUNTS), ...filesIn(path.join(ACCOUNTS, 'users'))].filter((file) =>
  file.endsWith('.sql'),
);

describe('what is written for a ClickHouse server', () => {
  const engine = new EngineUnderTest();
  const environment = {
    CLICKHOUSE_SHARD: '02',
    CLICKHOUSE_REPLICA: 'b',
    CLICKHOUSE_HOST_NAME: 'clickhouse-02-b',
    CLICKHOUSE_CLUSTER_SECRET: 'secret',
    CLICKHOUSE_INTERSERVER_PASSWORD: 'secret',
  };
  let client: WarehouseClient;
  beforeAll(async () => {
    Object.assign(process.env, environment);
    await engine.start(path.join(INFRA, 'cluster/config.d/cluster.xml'));
    client = engine.connect('default');
  });
  afterAll(async () => {
    for (const name of Object.keys(environment)) delete process.env[name];
    await engine.stop();
  });

  /** What the parser makes of a statement. @throws WarehouseError where it cannot be parsed */
  const parsed = async (statement: string): Promise<string> =>
    (await client.rows<[string]>('SELECT formatQuerySingleLine({statement:String})', { statement }))[0]?.[0] ?? '';

  it.each([
    ['one node', SINGLE],
    ['a cluster', CLUSTER],
  ])('given the schema for %s, then every statement of it and of a rebuild can be parsed', async (_, topology) => {
    const statements = [
      ...schemaStatements().flatMap((statement) => schemaSql(topology, statement)),
      ...['visits', 'calendar_days'].flatMap((table) =>
        [createTableAs, exchangeTables, dropTable].flatMap((make) => make(topology, `${table}_next`, table)),
      ),
    ];
    const onCluster = statements.map(async (statement) => (await parsed(statement)).includes(' ON CLUSTER bank'));
    expect(new Set(await Promise.all(onCluster))).toEqual(new Set([topology.kind === 'cluster']));
  });

  it.each(SQL_FILES.map((file) => [path.relative(INFRA, file), file]))(
    'given %s, then every statement can be parsed, and run again',
    async (_, file) => {
      expect(statementsOf(file).length).toBeGreaterThan(0);
      for (const statement of statementsOf(file)) {
        expect(await parsed(statement)).toMatch(/^(CREATE [A-Z ]+ IF NOT EXISTS|GRANT|REVOKE) /);
      }
    },
  );

  it('given a statement that is none, then it is told apart', async () => {
    await expect(parsed('CREATE TABLE t ON CLUSTER (a UInt8)')).rejects.toThrow('Syntax error');
  });

  it('given a node of the cluster example, then it knows two shards of two replicas, and which of them it is', async () => {
    const nodes = await client.rows(
      "SELECT shard_num, replica_num, host_name, port, internal_replication FROM system.clusters WHERE cluster = 'plumbline' ORDER BY 1, 2",
    );
    expect(nodes).toEqual([
      [1, 1, 'clickhouse-01-a', 9000, 1],
      [1, 2, 'clickhouse-01-b', 9000, 1],
      [2, 1, 'clickhouse-02-a', 9000, 1],
      [2, 2, 'clickhouse-02-b', 9000, 1],
    ]);
    expect(await client.rows('SELECT macro, substitution FROM system.macros ORDER BY macro')).toEqual([
      ['replica', 'b'],
      ['shard', '02'],
    ]);
  });

  it('given a cluster of another name, then the platform says which there is', async () => {
    const other = new WarehouseClient({ ...engine.credentials(), database: 'scores', cluster: 'bank' });
    await expect(other.createDatabase()).rejects.toThrow('no cluster "bank"');
    await expect(other.createDatabase()).rejects.toThrow('it knows: plumbline');
    await other.close();
  });

  it.each(['server/config.d/limits.xml', 'server/users.d/bootstrap.xml', 'cluster/keeper/keeper_config.xml'])(
    'given %s, then it is read without a fault',
    async (file) => {
      const reading = new EngineUnderTest();
      process.env['KEEPER_ID'] = '1';
      await reading.start(path.join(INFRA, file));
      expect(await reading.connect('default').rows('SELECT 1')).toEqual([[1]]);
      await reading.stop();
      delete process.env['KEEPER_ID'];
    },
  );
});

describe('accounts.sh', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-accounts-'));
  const log = path.join(folder, 'log');
  // In place of ClickHouse's client: writes down its arguments and what it is given.
  writeFileSync(
    path.join(folder, 'clickhouse-client'),
    `#!/bin/sh\n{ echo "as $CLICKHOUSE_USER $CLICKHOUSE_PASSWORD: $*"; cat; } >>"${log}"\n`,
    { mode: 0o755 },
  );
  const run = (environment: Record<string, string>): string => {
    rmSync(log, { force: true });
    return execFileSync(path.join(INFRA, 'initdb/accounts.sh'), {
      encoding: 'utf8',
      env: {
        PATH: `${folder}:${process.env['PATH']}`,
        CLICKHOUSE_USER: 'admin',
        CLICKHOUSE_PASSWORD: 'of-admin',
        ...environment,
      },
    });
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('given passwords for some accounts, then roles and policies are made first, and these accounts by their hash', () => {
    const file = path.join(folder, 'password');
    writeFileSync(file, 'of-reader\n');
    const said = run({ PLUMBLINE_WRITER_PASSWORD: 'of-writer', PLUMBLINE_READER_PASSWORD_FILE: file });
    const done = readFileSync(log, 'utf8');
    const calls = done.split('\n').filter((line) => line.startsWith('as '));
    // The hashes by: printf %s of-reader | sha256sum
    expect(calls).toEqual([
      'as admin of-admin: --multiquery',
      'as admin of-admin: --multiquery',
      'as admin of-admin: --multiquery --param_sha256=cf14b245b622e02f446ff2b58fda84f95b56a0b9f17a554257568378b220a8a2',
      'as admin of-admin: --multiquery --param_sha256=dafbd2a166d482eb62aea505b187a7412a71b0461ba73718a7c8244ce9aab892',
    ]);
    expect(done).not.toMatch(/of-writer|of-reader/);
    expect(done.indexOf('CREATE ROLE')).toBeLessThan(done.indexOf('CREATE ROW POLICY'));
    expect(done.indexOf('CREATE ROW POLICY')).toBeLessThan(done.indexOf('CREATE USER'));
    expect(said).toContain('plumbline_analyst has no password, left out');
  });

  it('given no password, then nothing is done, and the server is not asked', () => {
    expect(run({})).toContain('none wanted, nothing done');
    expect(readdirSync(folder)).not.toContain('log');
  });
});
