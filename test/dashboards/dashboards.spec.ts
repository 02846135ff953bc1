/** The committed dashboards: what the builders make, valid by Grafana's types, and good by our rules; provisioning refers to them rightly. */
import path from 'node:path';
import { type Dashboard, lintDashboard, panelsOf } from '@plumbline/grafana-sdk-mocks';
import { readDashboards, schemaFaults } from '@plumbline/grafana-sdk-mocks/node';
import { allDashboards } from '../../dashboards/src/all';

const ROOT = path.resolve(__dirname, '../..');
const FILES = readDashboards(path.join(ROOT, 'dashboards'));
/** What Grafana alone can show. */
const SQL_FILES = readDashboards(path.join(ROOT, 'infra/grafana/dashboards'));
const COMMITTED = [
  ...FILES.map(({ file, ...rest }) => ({ file: `dashboards/${file}`, ...rest })),
  ...SQL_FILES.map(({ file, ...rest }) => ({ file: `infra/grafana/dashboards/${file}`, ...rest })),
];
const OPTIONS = {
  panelTypes: ['stat', 'table', 'timeseries', 'barchart', 'text'],
  dashboards: FILES.map(({ dashboard }) => dashboard.uid),
};

/** Where a number of cases would say nothing, or stands beside. */
const WITHOUT_CASES = [
  // differences of scores, whose cases stand in the tables beside
  'sq-branch-en: Indicators against the peers’ median',
  // cases one by one
  'sq-branch-en: Complaint ledger',
  'sq-branch-en: Observations that failed',
  // the bars are cases
  'sq-complaints-en: By category',
  'sq-complaints-en: By cause',
  'sq-complaints-en: By channel',
  'sq-complaints-en: By stage',
  'sq-complaints-en: Age of what is open (calendar days)',
  'sq-complaints-en: Complaint ledger',
  // seconds, and shares of weight
  'sq-data-quality-en: Freshness',
  'sq-data-quality-en: Coverage by method',
  'sq-executive-en: Coverage and freshness',
  // parts of a difference
  'sq-executive-en: The change in four parts',
  'sq-executive-en: What moved it most',
  // up to twelve lines, and twelve more of cases would hide them
  'sq-explorer-en: $id over time by $by',
  'sq-quality-en: Satisfaction index by channel',
  'sq-quality-en: Change of the indicators',
];

describe('the dashboards', () => {
  it('given the builders, then the committed JSON is what they make', () => {
    const made = allDashboards();
    expect(COMMITTED.map(({ file }) => file)).toEqual(made.map(({ file }) => file).toSorted());
    for (const { file, json } of made)
      expect([file, COMMITTED.find((each) => each.file === file)?.text]).toEqual([file, json]);
  });

  it.each(COMMITTED.map(({ file, dashboard }) => [file, dashboard] as const))(
    'given %s, then no rule is broken',
    (file, dashboard) => {
      const dataSources = file.startsWith('infra/grafana/') ? ['sq-clickhouse'] : ['sq-api'];
      expect(lintDashboard(dashboard, { ...OPTIONS, dataSources })).toEqual([]);
    },
  );

  it.each(COMMITTED.map(({ file, dashboard }) => [file, dashboard] as const))(
    "given %s, then it fits Grafana's types",
    (_, dashboard) => {
      expect(schemaFaults(dashboard)).toEqual([]);
    },
  );

  it('given both languages, then uids and titles are their own, and everything else is in the same place', () => {
    expect(new Set(FILES.map(({ dashboard }) => dashboard.uid)).size).toBe(FILES.length);
    const shapeOf = (dashboard: Dashboard) =>
      panelsOf(dashboard).map(({ id, type, gridPos }) => ({ id, type, gridPos }));
    const [english, chinese] = ['en', 'zh-CN'].map((language) =>
      FILES.filter(({ file }) => file.startsWith(`${language}/`)).map(({ dashboard }) => shapeOf(dashboard)),
    );
    expect(english).toEqual(chinese);
  });

  it('given a panel of numbers, then cases are visible in it', () => {
    const without = FILES.filter(({ file }) => file.startsWith('en/')).flatMap(({ dashboard }) =>
      panelsOf(dashboard)
        .filter(
          ({ type, targets = [] }) =>
            type !== 'text' && !JSON.stringify(targets).match(/"(n|total|events|log\.events)"/),
        )
        .map(({ title }) => `${dashboard.uid}: ${title}`),
    );
    expect(without).toEqual(WITHOUT_CASES);
  });
});
