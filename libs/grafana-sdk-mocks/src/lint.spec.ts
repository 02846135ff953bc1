/** The lint: a good dashboard has no faults, and every seeded fault is named. */
import type { Dashboard, Panel } from './dashboard';
import { lintDashboard } from './lint';

const OPTIONS = { panelTypes: ['stat', 'text'], dataSources: ['sq-api'], dashboards: ['sq-other'] };
const DATA_SOURCE = { type: 'yesoreyeram-infinity-datasource', uid: 'sq-api' };

const PANEL: Panel = {
  id: 1,
  type: 'stat',
  title: 'Overall',
  description: 'Σ w·s / Σ w, 8.1',
  pluginVersion: '13.2.2',
  gridPos: { x: 0, y: 0, w: 6, h: 4 },
  datasource: DATA_SOURCE,
  targets: [
    {
      refId: 'A',
      datasource: DATA_SOURCE,
      ...{ type: 'json', parser: 'backend', source: 'url', format: 'table', url: '/scores', root_selector: 'rows' },
      url_options: { method: 'GET', params: [{ key: 'branch', value: '${branch:csv}' }] },
      columns: [{ selector: 'score', text: 'Score', type: 'number' }],
    },
  ],
  options: { reduceOptions: { calcs: ['lastNotNull'] } },
  fieldConfig: {
    defaults: {
      unit: 'none',
      noValue: 'No data',
      color: { mode: 'thresholds' },
      thresholds: { mode: 'absolute', steps: [{ value: null, color: 'red' }, { value: 60, color: 'blue' }] }, // prettier-ignore
      links: [{ title: 'Open', url: '/d/sq-other?${branch:queryparam}&${__url_time_range}' }],
    },
    overrides: [],
  },
};

const GOOD: Dashboard = {
  uid: 'sq-good',
  title: 'Good',
  schemaVersion: 42,
  editable: false,
  refresh: '5m',
  time: { from: 'now-90d', to: 'now' },
  panels: [PANEL],
  templating: { list: [{ name: 'branch', type: 'custom' }] },
};

function withPanel(changes: Partial<Panel>): Dashboard {
  return { ...GOOD, panels: [{ ...PANEL, ...changes }] };
}

function withQuery(changes: Record<string, unknown>): Dashboard {
  return withPanel({ targets: PANEL.targets?.map((target) => ({ ...target, ...changes })) ?? [] });
}

function withDefaults(changes: Record<string, unknown>): Dashboard {
  return withPanel({ fieldConfig: { overrides: [], defaults: { ...PANEL.fieldConfig?.defaults, ...changes } } });
}

describe('lintDashboard', () => {
  it('given a good dashboard, then no fault', () => {
    expect(lintDashboard(GOOD, OPTIONS)).toEqual([]);
  });

  it.each<[string, Dashboard, string]>([
    ['another schema version', { ...GOOD, schemaVersion: 39 }, 'schemaVersion is 39'],
    ['an editable one', { ...GOOD, editable: true }, 'editable must be false'],
    ['a hasty refresh', { ...GOOD, refresh: '5s' }, 'more often than once a minute'],
    ['a hidden link', { ...GOOD, links: [{ title: 'x', placement: 'inControlsMenu' }] }, 'placement'],
    [
      'panels with one id',
      { ...GOOD, panels: [PANEL, { ...PANEL, gridPos: { x: 6, y: 0, w: 6, h: 4 } }] },
      'not its own',
    ],
    ['a row without an id', { ...GOOD, panels: [{ ...PANEL, type: 'row', id: 0, panels: [] }] }, 'not its own'],
    ['panels that overlap', { ...GOOD, panels: [PANEL, { ...PANEL, id: 2 }] }, 'overlaps panel 2'],
    ['a panel outside the grid', withPanel({ gridPos: { x: 20, y: 0, w: 6, h: 4 } }), 'leaves the grid'],
    ['a type nobody draws', withPanel({ type: 'geomap' }), 'no viewer draws'],
    ['no title', withPanel({ title: '' }), 'no title'],
    ['no description', withPanel({ description: '' }), 'no description'],
    ['no query', withPanel({ targets: [] }), 'no query'],
    ['an unknown data source', withPanel({ datasource: { uid: 'prom' } }), 'no known data source: prom'],
    ['no calculation', withPanel({ options: { reduceOptions: { calcs: [] } } }), 'no calculation'],
    ['no unit', withDefaults({ unit: '' }), 'no unit'],
    ['no text for no data', withDefaults({ noValue: '' }), 'no text for "no data"'],
    ['no colour mode', withDefaults({ color: undefined }), 'no colour mode'],
    ['no thresholds', withDefaults({ thresholds: undefined }), 'has none'],
    ['a link to nowhere', withDefaults({ links: [{ url: '/d/sq-none?${__url_time_range}' }] }), 'is no dashboard'],
    ['a link that forgets time', withDefaults({ links: [{ url: '/d/sq-other' }] }), 'loses the time range'],
    ['an undefined variable', { ...GOOD, templating: { list: [] } }, '$branch is used and not defined'],
    ['the frontend parser', withQuery({ parser: 'simple' }), 'parser to backend'],
    ['filters', withQuery({ filters: [] }), 'filters is not part'],
    ['no columns', withQuery({ columns: [] }), 'no columns'],
    ['a JSONata column', withQuery({ columns: [{ selector: '$sum(x)', text: 'x', type: 'number' }] }), 'dotted names'],
    ['a series without time', withQuery({ format: 'timeseries' }), 'exactly one time column'],
    ['a relative URL', withQuery({ url: 'scores' }), 'start with /'],
    [
      'times that alert rules lack',
      withQuery({ url_options: { method: 'GET', params: [{ key: 'from', value: '${__from:date}' }] } }),
      'alert rules do not have',
    ],
    [
      'a variable in the default format',
      withQuery({ url_options: { method: 'GET', params: [{ key: 'branch', value: '$branch' }] } }),
      'the default is a glob',
    ],
  ])('given %s, then it is named', (_, dashboard, expected) => {
    expect(lintDashboard(dashboard, OPTIONS).join('\n')).toContain(expected);
  });
});
