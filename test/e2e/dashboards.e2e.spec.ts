/** Every query of every dashboard and alert rule against the real API with a simulated bank: rows, fields as declared, times that ascend. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { readDashboards } from '@plumbline/grafana-sdk-mocks/node';
import { ALERT_RULES, ruleFaultsOf, runRule } from '../dashboards/alert-rules';
import { askedOnce, faultsOf, runDashboard, type RunQuery, type RunWith } from '../dashboards/queries';
import { PlatformUnderTest } from '../harness/platform-under-test';

const ROOT = path.resolve(__dirname, '../..');
const PLUMBLINE = path.join(ROOT, 'dist/apps/cli/src/main.js');
const DASHBOARDS = readDashboards(path.join(ROOT, 'dashboards'));
/** Two periods of the dashboards that compare, so that there is a change to explain. */
const DAYS = 62;
/** So that the branch that dashboards begin with has a peer. */
const BRANCHES = 4;
const PATIENCE_MS = 900_000;

describe('the dashboards', () => {
  const platform = new PlatformUnderTest();
  // One instant and one set of answers for all: panels of both languages and rules ask much that is the same.
  const [nowMs, askOnce] = [Date.now(), askedOnce()];
  const asked = (): RunWith => ({ baseUrl: new URL('api/v1', platform.url).href, nowMs, fetch: askOnce });
  const told = (run: RunQuery, faults: readonly string[]): string[] => faults.map((fault) => `${run.place}: ${fault}`);

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
      const runs = await runDashboard(dashboard, asked());
      expect(runs.flatMap((run) => told(run, faultsOf(run)))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it.each(ALERT_RULES.map((rule) => [rule.uid, rule] as const))(
    'given the rule %s, then its query gives one number for each set of labels, as declared',
    async (_, rule) => {
      const run = await runRule(rule, asked());
      expect(told(run, [...faultsOf(run), ...ruleFaultsOf(run)])).toEqual([]);
    },
    PATIENCE_MS,
  );
});
