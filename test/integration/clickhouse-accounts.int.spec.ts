/**
 * The accounts of infra/clickhouse, as far as the engine goes: it makes no roles, but takes a user's grants and row filters from its
 * configuration. So each role's grants become those of the engine's only user, who then does what that account is for.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  DIMENSIONS,
  dropAbandonedTables,
  migrate,
  presently,
  PROJECTED_FAMILIES,
  Projection,
  readBranches,
  readProjectors,
  readUnripeCases,
  rebuildFamily,
  recordFingerprint,
  reportProjector,
  replaceCalendarDays,
  type SumsQuestion,
  WarehouseClient,
} from '@plumbline/warehouse';
import { EngineUnderTest, sumsOf } from '../harness/engine';
import { statementsOf } from '../harness/statements';

const ACCOUNTS = path.resolve(__dirname, '../../infra/clickhouse/initdb/accounts');
const ROLES = statementsOf(path.join(ACCOUNTS, '1-roles.sql'));
const POLICIES = statementsOf(path.join(ACCOUNTS, '2-row-policies.sql'));
const DATABASE = 'plumbline';
const DENIED = 'Not enough privileges';

/** The grants of a role, and what is taken back of them, as a user's configuration has them. */
function grantsOf(role: string): string[] {
  return ROLES.flatMap((statement) => {
    const [, grant, roles] = /^((?:GRANT|REVOKE)\s.*)\s(?:TO|FROM)\s([\w\s,]+)$/s.exec(statement) ?? [];
    return grant !== undefined && roles?.split(/[\s,]+/).includes(role) ? [grant] : [];
  });
}

/** The rows that the policy for some branches leaves of each table. */
function filtersOf(policy: string, branches: string): [table: string, filter: string][] {
  const statement = POLICIES.find((text) => text.includes(` ${policy} `)) ?? '';
  const [, tables = '', condition = ''] = /ON\s(.*)\sFOR SELECT USING (.*)\sTO\s/s.exec(statement) ?? [];
  const filter = condition.replace(/getSetting\('SQL_plumbline_branches'\)/, `'${branches}'`);
  return tables.split(',').map((table) => [table.trim().replace(`${DATABASE}.`, ''), filter]);
}

jest.setTimeout(180_000); // engines are started one after the other, on a machine that may be busy

describe('the accounts of a ClickHouse server', () => {
  const engine = new EngineUnderTest();
  let client: WarehouseClient;

  /** What follows is done by the account with this role. */
  const become = async (role: string, filters: readonly [table: string, filter: string][] = []): Promise<void> => {
    const file = path.join(engine.dataDir, `${role}.xml`);
    const grants = grantsOf(role).map((grant) => `<query>${grant}</query>`);
    const rows = filters.map(([table, filter]) => `<${table}><filter>${filter}</filter></${table}>`);
    expect(grants.length).toBeGreaterThan(0);
    writeFileSync(
      file,
      `<clickhouse>
         <users_config>${file}</users_config>
         <profiles><default/></profiles><quotas><default/></quotas>
         <users><default>
           <password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
           <grants>${grants.join('')}</grants>
           <databases><${DATABASE}>${rows.join('')}</${DATABASE}></databases>
         </default></users>
       </clickhouse>`,
    );
    await engine.restart(file);
    client = engine.connect(DATABASE);
  };
  const arrived = (id: string, branchid: string): Buffer =>
    Buffer.from(
      JSON.stringify({
        id,
        source: '/accounts',
        type: 'plumbline.visit.arrived.v1',
        time: '2026-03-02T09:00:00+08:00',
        branchid,
        partitionkey: id,
        ingestedat: '2026-03-02T02:00:00.000Z',
        data: { visit_id: id, channel: 'onsite' },
      }),
    );
  const branchesIn = async (table: string): Promise<string[]> =>
    (await client.rows<[string]>(`SELECT DISTINCT branch FROM ${table} ORDER BY branch`)).map(([branch]) => branch);

  afterAll(() => engine.stop());

  it('given the writer, then it can do all that a projector does, from an empty server on, and no more', async () => {
    await become('plumbline_writing');
    await migrate(client);
    const projection = new Projection(client, { timeZone: 'Asia/Shanghai', projector: 'main' });
    await replaceCalendarDays(client, [{ date: '2026-03-02', working: true, ordinal: 1, provisional: false }], 'main');
    await projection.land([arrived('v1', 'B001'), arrived('v2', 'B002'), arrived('v3', 'B003')]);
    for (const family of PROJECTED_FAMILIES) await projection.project(family, new Set(['v1', 'v2', 'v3']));
    for (const family of PROJECTED_FAMILIES) {
      await rebuildFamily(client, projection, family);
      await recordFingerprint(client, family, { code: 'f', reference: 'r' });
    }
    await dropAbandonedTables(client, 'main');
    await reportProjector(client, {
      name: 'main',
      state: 'running',
      freshnessSeconds: 0,
      projected: 3,
      deadLettered: 0,
    });
    expect(await readUnripeCases(client)).toEqual([]);
    expect(await branchesIn('visit_daily')).toEqual(['B001', 'B002', 'B003']);
    await expect(client.command('CREATE DATABASE other')).rejects.toThrow(DENIED);
    await expect(client.command('CREATE USER intruder')).rejects.toThrow(DENIED);
  });

  it('given the reader, then it answers every question and changes nothing', async () => {
    await become('plumbline_reading');
    const question: SumsQuestion = {
      moment: presently(),
      from: '2026-03-01',
      to: '2026-04-01',
      today: '2026-04-01',
      grain: 'none',
      by: ['branch'],
      filters: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, []])) as unknown as SumsQuestion['filters'],
      lineOfItem: new Map(),
    };
    const selection = { keyedBy: 'none', families: ['visit'], measures: ['visit.opened'] } as const;
    expect(await sumsOf(client, question, selection)).toHaveLength(3);
    expect(await sumsOf(client, { ...question, by: ['staff'] }, selection)).toHaveLength(1);
    expect(await readBranches(client)).toEqual([]);
    expect(await readProjectors(client)).toMatchObject([{ name: 'main', projected: 3 }]);
    await expect(client.command('INSERT INTO visits (branch) SELECT 1')).rejects.toThrow(DENIED);
    await expect(client.command('DROP TABLE visits')).rejects.toThrow(DENIED);
  });

  it('given an analyst of two branches, then facts and days of these are all there is', async () => {
    await become('plumbline_analysis', filtersOf('plumbline_own_branches', 'B001,B003'));
    for (const table of ['visits', 'visit_daily', 'daily']) expect(await branchesIn(table)).toEqual(['B001', 'B003']);
    await expect(client.rows('SELECT staff_ref FROM visits')).rejects.toThrow(DENIED);
    for (const table of ['events', 'case_keys', 'key_groups', 'fold_fingerprints']) {
      await expect(client.rows(`SELECT * FROM ${table}`)).rejects.toThrow(DENIED);
    }
    await expect(client.command('INSERT INTO visits (branch) SELECT 1')).rejects.toThrow(DENIED);
  });

  it('given the dashboards, then they see days and how the server does, and no case', async () => {
    await become('plumbline_dashboards');
    expect(await branchesIn('daily')).toEqual(['B001', 'B002', 'B003']);
    await client.rows('SELECT count() FROM system.metrics');
    for (const table of ['visits', 'events']) {
      await expect(client.rows(`SELECT count() FROM ${table}`)).rejects.toThrow(DENIED);
    }
  });

  it('given the families, then analysts and dashboards are given the tables of each, and on a cluster those of its nodes', () => {
    const [analysis, dashboards] = [grantsOf('plumbline_analysis').join(), grantsOf('plumbline_dashboards').join()];
    const policed = filtersOf('plumbline_own_branches', '').map(([table]) => table);
    for (const table of PROJECTED_FAMILIES.flatMap(({ facts, daily }) => [
      facts,
      `${facts}_local`,
      daily,
      `${daily}_local`,
    ])) {
      expect(analysis).toContain(`SELECT ON ${DATABASE}.${table}`);
      expect(policed).toContain(table);
    }
    for (const { facts, daily } of PROJECTED_FAMILIES) {
      expect(dashboards).toContain(`SELECT ON ${DATABASE}.${daily}_local`);
      expect(dashboards).not.toContain(facts);
    }
    expect(readFileSync(path.join(ACCOUNTS, '2-row-policies.sql'), 'utf8')).toContain(
      'TO ALL EXCEPT plumbline_analysis',
    );
  });
});
