/** The schema made from Grafana's types: takes what fits, names what does not. */
import type { Dashboard, Panel } from './dashboard';
import { schemaFaults } from './dashboard-schema';

const PANEL: Panel = {
  id: 1,
  type: 'stat',
  title: 'Overall',
  gridPos: { x: 0, y: 0, w: 6, h: 4 },
  options: {
    ...{ graphMode: 'none', colorMode: 'value', justifyMode: 'auto', textMode: 'auto', orientation: 'auto' },
    ...{ wideLayout: true, showPercentChange: false, percentChangeColorMode: 'standard' },
    reduceOptions: { calcs: ['lastNotNull'] },
  },
  fieldConfig: {
    defaults: { thresholds: { mode: 'absolute', steps: [{ value: null, color: 'red' }] } },
    overrides: [],
  },
};

function dashboard(panel: Record<string, unknown>, changes: Record<string, unknown> = {}): Dashboard {
  return {
    uid: 'sq-x',
    title: 'X',
    schemaVersion: 42,
    time: { from: 'now-1d', to: 'now' },
    templating: { list: [] },
    annotations: { list: [] },
    panels: [{ ...PANEL, ...panel }],
    ...changes,
  };
}

describe('schemaFaults', () => {
  it('given a dashboard of the SDK, then no fault', () => {
    expect(schemaFaults(dashboard({}))).toEqual([]);
  });

  it.each([
    ['a version as text', dashboard({}, { schemaVersion: '42' }), 'schemaVersion'],
    ['a wrong colour of values', dashboard({ options: { ...PANEL.options, colorMode: 'loud' } }), 'colorMode'],
    [
      'a wrong threshold mode',
      dashboard({ fieldConfig: { defaults: { thresholds: { mode: 'absolut', steps: [] } }, overrides: [] } }),
      'thresholds/mode',
    ],
  ])('given %s, then it is named', (_, faulty, expected) => {
    expect(schemaFaults(faulty).join('\n')).toContain(expected);
  });
});
