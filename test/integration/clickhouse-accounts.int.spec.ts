/** The accounts of infra/clickhouse, as far as the engine goes: each role's grants, to one who then does what that account is for. */
import { readFileSync } from 'node:fs';
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
import { ACCOUNTS, DATABASE, filtersOf, grantsOf, restartAs, type RowFilter } from '../harness/accounts';
import { EngineUnderTest, sumsOf } from '../harness/engine';

const DENIED = 'Not enough privileges';
/** Tables of the database that analysts do not read, and why. */
const NOT_FOR_ANALYSTS = {
  calendar_days: 'how the platform counts working days',
  calendars: 'the same, of other times',
  case_keys: 'who came again',
  dead_letter_acts: 'what was sent instead of letters',
  dead_letters: 'bytes as they came, which may hold what the gateway would have refused',
  events: 'may hold what a person wrote, and who served',
  fold_fingerprints: 'how the platform keeps its facts',
  key_groups: 'which customers are one',
  projectors: 'how the platform keeps its facts',
};

jest.setTimeout(180_000); // engines are started one after the other, on a machine that may be busy

describe('the accounts of a ClickHouse server', () => {
  const engine = new EngineUnderTest();
  let client: WarehouseClient;

  /** What follows is done by the account with this role. */
  const become = async (role: string, filters: readonly RowFilter[] = []): Promise<void> => {
    await restartAs(engine, role, filters);
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

  it('given every table that the migrations make, then whether analysts may read it is decided, and those with branches are narrowed', async () => {
    await become('plumbline_reading');
    const tables = await client.rows<[string]>(
      `SELECT name FROM system.tables WHERE database = {database:String} AND NOT match(name, {work:String}) ORDER BY name`,
      { database: DATABASE, work: '^(scratch|staged|touched)_' }, // what a question or a projector works on and drops
    );
    const analysis = grantsOf('plumbline_analysis').join();
    const isGranted = (table: string): boolean => new RegExp(`SELECT ON ${DATABASE}\\.${table}\\b`).test(analysis);
    expect(tables.map(([name]) => name).filter((name) => !isGranted(name))).toEqual(Object.keys(NOT_FOR_ANALYSTS));
    const policed = filtersOf('plumbline_own_branches', '').map(([table]) => table);
    const withBranches = await client.rows<[string]>(
      `SELECT table FROM system.columns WHERE database = {database:String} AND name = 'branch' ORDER BY table`,
      { database: DATABASE },
    );
    const open = withBranches.map(([table]) => table).filter((table) => isGranted(table) && !policed.includes(table));
    expect(open).toEqual(['daily']); // a view of the daily tables, whose own policies hold for who asks through it
  });

  it('given every column that names a person, then analysts are kept from it', async () => {
    const named = await client.rows<[string, string]>(
      `SELECT table, name FROM system.columns
       WHERE database = {database:String} AND table IN {tables:Array(String)} AND (endsWith(name, '_ref') OR name = 'customer')
       ORDER BY table, name`,
      { database: DATABASE, tables: PROJECTED_FAMILIES.map(({ facts }) => facts) },
    );
    expect(named.map(([table, column]) => `${table}.${column}`)).toEqual([
      'complaints.staff_ref',
      'contacts.customer',
      'observation_items.observer_ref',
      'observation_items.subject_staff_ref',
      'transactions.staff_ref',
      'visits.staff_ref',
    ]);
    await become('plumbline_analysis', filtersOf('plumbline_own_branches', 'B001'));
    for (const [table, column] of named)
      await expect(client.rows(`SELECT ${column} FROM ${table}`)).rejects.toThrow(DENIED);
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
