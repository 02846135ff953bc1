/** What charts make of rows of scores: units, verdicts, medians and counts, worked out by hand. */
import { NODES } from '@plumbline/indicators';
import type { ComplaintRow } from '../complaints/complaint-row';
import type { ScoreRow } from '../score-row';
import { complaintCounts } from './get-complaint-counts.handler';
import { controlAnswer } from './get-control-chart.handler';
import { gapRows, methodRows } from './get-coverage.handler';
import { funnelAnswer } from './get-funnel.handler';
import { loadRows } from './get-load.handler';
import { matrixRows } from './get-matrix.handler';
import { peerRows } from './get-peers.handler';
import { largestGroups } from './get-series.handler';
import { waitRow } from './get-waits.handler';

function node(id: string) {
  return NODES.find((each) => each.id === id)!;
}

function row(id: string, changes: Partial<ScoreRow>): ScoreRow {
  const { level, name } = node(id);
  return {
    ...{ time: '2026-03-02T00:00:00+08:00', group: {}, level, id, name, score: null, lower: null, upper: null, n: 0 },
    ...{ interval_method: null, coverage: 1, bounds: [0, 100], grade: [], status: 'ok', late: 0, ...changes },
  };
}

describe('controlAnswer', () => {
  it('given shares in percent, then limits in percent: 10 ± 3 · 3', () => {
    const rows = [10, 12, 8, 10].map((value) => row('p1-abandon-rate', { value, n: 100 }));
    const { meta, rows: points } = controlAnswer(node('p1-abandon-rate'), 'week', rows);
    expect(meta).toMatchObject({ chart: 'p', limits: 'trial', unit: '%', baselinePoints: 4 });
    expect(points[0]).toMatchObject({ value: 10, n: 100, signal: null, rules: '', baseline: true });
    expect(points[0]?.lower).toBeCloseTo(1, 10);
    expect(points[0]?.upper).toBeCloseTo(19, 10);
  });

  it('given scores, then moving ranges, and a mark where a rule signals', () => {
    const steady = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 51 : 49));
    const rows = [...steady, 60].map((score) => row('p1', { score, n: 100 }));
    const { meta, rows: points } = controlAnswer(node('p1'), 'day', rows);
    expect(meta).toMatchObject({ chart: 'xmr', limits: 'frozen', unit: 'score' });
    expect(points.at(-1)).toMatchObject({ signal: 60, rules: 'outside, drift', baseline: false });
  });
});

describe('funnelAnswer', () => {
  const branches = [{ branch: 'B031', name: 'Harbour', region: 'east', peer_group: 'large' }];
  const many = Array.from({ length: 30 }, (_, index) =>
    row('p1-abandon-rate', { group: { branch: `B0${index + 1}` }, value: 10 + (index % 5) * 0.4, n: 400 }),
  );

  it('given a branch whose share is far higher where less is good, then it alone stands out, as worse, and first', () => {
    const far = row('p1-abandon-rate', { group: { branch: 'B031' }, value: 25, n: 400 });
    const { meta, rows } = funnelAnswer(node('p1-abandon-rate'), 'branch', [...many, far], branches);
    expect(meta).toMatchObject({ outside: 1, worse: 1, judged: 31, unit: '%' });
    expect(rows[0]).toMatchObject({ group: 'B031', name: 'B031 Harbour', verdict: 'higher', standing: -1 });
  });

  it('given a branch without a value, then it is not judged, and last', () => {
    const { rows } = funnelAnswer(
      node('p1-abandon-rate'),
      'branch',
      [row('p1-abandon-rate', { group: { branch: 'B099' }, value: null }), ...many],
      [],
    );
    expect(rows.at(-1)).toMatchObject({ group: 'B099', verdict: 'not_judged', standing: 0, lower95: null });
  });
});

describe('peerRows', () => {
  it('given scores of peers 60, 70, 80, 90, then quartiles 67.5, 75, 82.5 and the difference from 75', () => {
    const peers = [60, 70, 80, 90].map((score, index) => row('p1', { group: { branch: `P${index}` }, score }));
    const [own] = peerRows('B001', [
      row('p1', { group: { branch: 'B001' }, score: 72, n: 9, coverage: 0.8 }),
      ...peers,
    ]);
    expect(own).toMatchObject({
      peers: 4,
      peer_lower: 67.5,
      peer_median: 75,
      peer_upper: 82.5,
      difference: -3,
      coverage: 80,
    });
  });

  it('given a metric, then its anchors and clause', () => {
    const [own] = peerRows('B001', [row('p1-abandon-rate', { group: { branch: 'B001' }, score: 60, value: 8 })]);
    expect(own).toMatchObject({
      value: 8,
      pass: 8,
      target: 3,
      clause: '8.1.2(2)',
      peers: 0,
      peer_median: null,
      difference: null,
    });
  });
});

describe('matrixRows', () => {
  it('given rows of a group, then one row with a column for each id', () => {
    const group = { branch: 'B001' };
    const rows = [row('overall', { group, score: 70, n: 12 }), row('p1', { group, score: 65, n: 5 })];
    expect(matrixRows(rows, 'branch', (code) => `${code} Harbour`)).toEqual([
      { group: 'B001', name: 'B001 Harbour', n: 12, overall: 70, p1: 65 },
    ]);
  });
});

describe('largestGroups', () => {
  it('given thirteen groups, then the smallest is left out', () => {
    const rows = Array.from({ length: 13 }, (_, index) => row('p1', { group: { branch: `B${index}` }, n: index }));
    const { shown, leftOut } = largestGroups(rows, 'branch');
    expect([shown.length, leftOut, shown[0]?.group]).toEqual([12, 1, { branch: 'B1' }]);
  });
});

describe('coverage', () => {
  it('given one scored metric of interviews and none else, then all weight of interviews is scored, and the rest are gaps', () => {
    const interview = NODES.find(({ level, metrics }) => level === 'metric' && metrics[0]?.method === 'interview')!.id;
    const rows = NODES.filter(({ level }) => level === 'metric').map(({ id }) =>
      row(id, { coverage: id === interview ? 1 : 0, n: 3, status: id === interview ? 'ok' : 'low_sample' }),
    );
    expect(methodRows(rows).find(({ method }) => method === 'interview')).toMatchObject({
      scored: 1,
      coverage: 100,
      n: 3,
    });
    expect(methodRows(rows).reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
    const gaps = gapRows(rows);
    expect(gaps).toHaveLength(rows.length - 1);
    expect(gaps.every(({ weight }, index) => index === 0 || weight <= gaps[index - 1]!.weight)).toBe(true);
  });
});

describe('loadRows', () => {
  it('given visits of two weekdays, then means per open day, and every hour between', () => {
    const rows = loadRows([
      { hour: 9, weekday: 1, visits: 30, days: 4 },
      { hour: 11, weekday: 7, visits: 5, days: 2 },
    ]);
    expect(rows.map(({ hour, mon, tue, sun, n }) => [hour, mon, tue, sun, n])).toEqual([
      ['09:00', 7.5, null, 0, 30],
      ['10:00', 0, null, 0, 0],
      ['11:00', 0, null, 2.5, 5],
    ]);
  });
});

describe('waitRow', () => {
  it('given served after 60, 120, …, 600 s and two who left, then the P90 of the golden case: 600.587 s', () => {
    const histogram = (seconds: readonly number[]) =>
      new Map(seconds.map((value) => [String(binFor(value)), Float64Array.from({ length: 20 }, (_, group) => (group === 0 ? 1 : 0))])); // prettier-ignore
    const served = Array.from({ length: 10 }, (_, index) => 60 * (index + 1));
    const bin = new Map([
      ['wait_p90.served', histogram(served)],
      ['wait_p90.abandoned', histogram([200, 400])],
    ]);
    const sums = { none: new Map(), bin, stratum: new Map(), service_item: new Map(), priority_class: new Map() };
    const waits = waitRow({ sums }, '2026-03-02T00:00:00+08:00');
    expect(waits).toMatchObject({ served: 10, abandoned: 2, n: 12 });
    expect(waits.p90).toBeCloseTo(600.587 / 60, 4);
  });
});

/** As metrics.md has it. */
function binFor(seconds: number): number {
  if (seconds < 256) return seconds;
  const exponent = seconds.toString(2).length - 8;
  return 128 * exponent + (seconds >> exponent);
}

describe('complaintCounts', () => {
  const complaint = (state: ComplaintRow['state'], days: number | null, handbook: string, regulator: string) =>
    ({
      state,
      category: 'service',
      clocks: {
        handbook: { state: handbook },
        regulator: { state: regulator },
        age: days === null ? null : { calendar_days: days },
      },
    }) as unknown as ComplaintRow;
  const rows = [
    complaint('open', 3, 'not_started', 'running'),
    complaint('overdue', 20, 'overrun', 'overrun'),
    complaint('replied', null, 'met', 'missed'),
    complaint('withdrawn', null, 'withdrawn', 'withdrawn'),
  ];

  it('given all together, then states and both clocks', () => {
    expect(complaintCounts(rows, 'all')).toEqual([
      {
        ...{ group: 'all', total: 4, open: 2, running: 1, overdue: 1, replied: 1, withdrawn: 1 },
        ...{ handbook_late: 1, handbook_met: 1, regulator_late: 2, regulator_met: 0 },
      },
    ]);
  });

  it('given ages, then in their order, those no longer open last', () => {
    expect(complaintCounts(rows, 'age').map(({ group, total }) => [group, total])).toEqual([['0-5', 1], ['16-30', 1], ['closed', 2]]); // prettier-ignore
  });
});
