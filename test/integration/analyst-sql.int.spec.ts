/** The SQL of Grafana's dashboards for analysts, run on a real engine with a simulated bank, as an analyst of one branch. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ascends, expandSql, sqlQueriesOf } from '@plumbline/grafana-sdk-mocks';
import { readDashboards } from '@plumbline/grafana-sdk-mocks/node';
import type { WarehouseClient } from '@plumbline/warehouse';
import { DATABASE, filtersOf, restartAs } from '../harness/accounts';
import { CHECKOUT } from '../harness/checkout';
import { EngineUnderTest } from '../harness/engine';
import { ProjectedEvents } from '../harness/projected-events';
import type { CaseEvent } from '../harness/warehouse';

const PLUMBLINE = path.join(CHECKOUT, 'dist/apps/cli/src/main.js');
const DASHBOARDS = readDashboards(path.join(CHECKOUT, 'infra/grafana/dashboards')).map(({ dashboard }) => dashboard);
const QUERIES = DASHBOARDS.flatMap((dashboard) =>
  sqlQueriesOf(dashboard).map(({ place, query }) => [`${dashboard.uid}, ${place}`, query] as const),
);
const BANK = ['--until', '2026-03-16', '--days', '14', '--branches', '2', '--seed', '7', '--incident', 'none'];
const RANGE = { fromMs: Date.parse('2026-03-01T16:00:00Z'), toMs: Date.parse('2026-03-16T15:59:00Z') };
const OWN = 'B001';

describe("the analysts' SQL", () => {
  const engine = new EngineUnderTest();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bank-'));
  let client: WarehouseClient;

  beforeAll(async () => {
    const file = path.join(folder, 'bank.ndjson');
    await promisify(execFile)(process.execPath, [PLUMBLINE, 'simulate', '--out', file, ...BANK]);
    const events = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as CaseEvent); // prettier-ignore
    await engine.start();
    await new ProjectedEvents(await engine.database(DATABASE), 'Asia/Shanghai').add(events);
    await restartAs(engine, 'plumbline_analysis', filtersOf('plumbline_own_branches', OWN));
    client = engine.connect(DATABASE);
  });
  afterAll(async () => {
    await engine.stop();
    rmSync(folder, { recursive: true });
  });

  it('given the variable of branches, then the one that the account may see', async () => {
    const variables = DASHBOARDS.flatMap(({ templating }) => templating.list.map(({ query }) => String(query)));
    expect(variables).toHaveLength(DASHBOARDS.length);
    for (const sql of variables) expect(await client.rows(sql)).toEqual([[OWN]]);
  });

  it.each(QUERIES)('given %s, then rows, a value in every column, and the same where the own branch is chosen', async (_, query) => {
    const at = (branch: string, atAll: readonly string[]): string =>
      expandSql(query.rawSql, { range: RANGE, values: { branch: [branch] }, atAll });
    const columns = await client.rows<[name: string, type: string]>(`DESCRIBE (${at(OWN, ['branch'])})`);
    const rows = await client.rows<unknown[]>(at(OWN, ['branch']));
    expect(rows.length).toBeGreaterThan(0);
    const empty = columns.filter((_column, index) => rows.every((row) => row[index] === null || row[index] === ''));
    expect(empty).toEqual([]);
    if (query.queryType === 'timeseries') {
      expect(columns[0]?.slice(0, 2)).toEqual(['time', "DateTime('Asia/Shanghai')"]);
      expect(ascends(rows.map(([time]) => Date.parse(String(time))))).toBe(true);
    }
    expect(await client.rows(at(OWN, []))).toEqual(rows);
    expect(await client.rows(at('B002', []))).toEqual([]);
  }); // prettier-ignore
});
