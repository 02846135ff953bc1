/** Every query of every dashboard against the real API with a simulated bank: rows, fields as declared, times that ascend. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { readDashboards } from '@plumbline/grafana-sdk-mocks/node';
import { faultsOf, runDashboard } from '../dashboards/queries';
import { PlatformUnderTest } from '../harness/platform-under-test';

const ROOT = path.resolve(__dirname, '../..');
const PLUMBLINE = path.join(ROOT, 'dist/apps/cli/src/main.js');
const DASHBOARDS = readDashboards(path.join(ROOT, 'dashboards'));
/** Two periods of the dashboards that compare, so that there is a change to explain. */
const DAYS = 62;
/** Two of each peer group at least. */
const BRANCHES = 6;
const PATIENCE_MS = 900_000;

describe('the dashboards', () => {
  const platform = new PlatformUnderTest();
  beforeAll(async () => {
    await platform.start();
    const bank = ['--to', platform.url, '--days', String(DAYS), '--branches', String(BRANCHES), '--seed', '7'];
    await promisify(execFile)(process.execPath, [PLUMBLINE, 'simulate', ...bank]);
    await platform.caughtUp();
  }, PATIENCE_MS);
  afterAll(() => platform.remove());

  it.each(DASHBOARDS.map(({ file, dashboard }) => [file, dashboard] as const))(
    'given %s, then every query gives what it declares',
    async (_, dashboard) => {
      const runs = await runDashboard(dashboard, `${platform.url.replace(/\/$/, '')}/api/v1`, Date.now());
      const faults = runs.flatMap((run) => faultsOf(run).map((fault) => `${run.place}: ${fault}`));
      expect(faults).toEqual([]);
    },
    PATIENCE_MS,
  );
});
