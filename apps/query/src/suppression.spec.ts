import { NODES } from '@plumbline/indicators';
import type { RespondentRow, RespondentTable } from './respondent-table';
import type { Cell } from './score-cells';
import { scoreCells } from './score-rows';
import { readScoresQuestion, type ScoresQuestion } from './scores-question';
import { hiddenMetrics } from './suppression';

const COURTESY = NODES.find(({ id }) => id === 's2-courtesy-rating')?.metrics ?? [];

function question(parameters: Readonly<Record<string, string>>): ScoresQuestion {
  return readScoresQuestion({ id: 's2,s2-courtesy-rating', ...parameters }, 'Asia/Shanghai', Date.now());
}

function cell(group: Cell['group'], sums: Readonly<Record<string, number>> = {}): Cell {
  const none = new Map(
    Object.entries(sums).map(([measure, sum]) => [measure, new Map([['', new Float64Array(20).fill(sum, 0, 1)]])]),
  );
  const others = { bin: new Map(), stratum: new Map(), service_item: new Map(), priority_class: new Map() };
  return { period: '2026-03-01', group, sums: { none, ...others } };
}

function table(...rows: readonly (readonly [n: number, group: RespondentRow['group']])[]): RespondentTable {
  return { metrics: COURTESY, rows: rows.map(([n, group]) => ({ period: '2026-03-01', group, n: [n] })) };
}

const isHidden = (cells: readonly Cell[], asked: ScoresQuestion, answered: RespondentTable): boolean[] =>
  hiddenMetrics(cells, answered, asked).map((ids) => ids.has('s2-courtesy-rating'));

describe('suppression', () => {
  const BY_CHANNEL = table([3, { channel: 'phone' }], [40, { channel: 'app' }], [90, { channel: 'onsite' }]);

  it('given a small cell, then it is hidden with the sibling that has the least n', () => {
    const cells = ['app', 'onsite', 'phone'].map((channel) => cell({ channel }));
    expect(isHidden(cells, question({ by: 'channel' }), BY_CHANNEL)).toEqual([true, false, true]);
  });

  it.each([
    ['app', true],
    ['phone', true],
    ['onsite', false],
    ['app,onsite', true],
  ])('given the channels %s alone by a filter, then hidden: %s, as beside their siblings', (channel, hidden) => {
    expect(isHidden([cell({})], question({ channel }), BY_CHANNEL)).toEqual([hidden]);
    const listed = channel.split(',').map((name) => cell({ channel: name }));
    expect(isHidden(listed, question({ channel, by: 'channel' }), BY_CHANNEL)).toEqual(
      channel.split(',').map((name) => name !== 'onsite'),
    );
  });

  it('given a filter on one dimension and groups of another, then the table of both decides', () => {
    const answered = table(
      [3, { region: 'north', channel: 'phone' }],
      [20, { region: 'north', channel: 'app' }],
      [30, { region: 'south', channel: 'phone' }],
      [40, { region: 'south', channel: 'app' }],
      [50, { region: 'south', channel: 'onsite' }],
    );
    // north/app guards the row, south/phone the column, and south/app those two.
    const cells = ['app', 'onsite', 'phone'].map((channel) => cell({ channel }));
    const asked = question({ by: 'channel', region: 'south' });
    expect(isHidden(cells, asked, answered)).toEqual([true, false, true]);
  });

  it('given the same group in another period, then it is no sibling', () => {
    const earlier: RespondentRow = { period: '2026-02-01', group: { channel: 'app' }, n: [4] };
    const answered = { ...BY_CHANNEL, rows: [earlier, ...BY_CHANNEL.rows.slice(1)] };
    const cells = [{ ...cell({ channel: 'app' }), period: '2026-02-01' }, cell({ channel: 'app' })];
    expect(isHidden(cells, question({ by: 'channel', grain: 'month' }), answered)).toEqual([true, false]);
  });
});

describe('what stands above a hidden metric', () => {
  // 40 answers of 80 points; 1 substantiated complaint on 10,000 contacts scores 60 + 40 · (2 − 1) / (2 − 0.2).
  const app = cell(
    { channel: 'app' },
    {
      'courtesy.n': 40,
      'courtesy.sum': 40 * 80e6,
      'courtesy.sum_squares': 40 * 80e6 * 80e6,
      'attitude.substantiated': 1,
      'contacts.served': 10_000,
    },
  );
  const attitude = 60 + 40 / 1.8;
  const indicator = async (hidden: readonly string[]): Promise<unknown> => {
    const [row] = await scoreCells([app], question({ by: 'channel' }), [new Set(hidden)], (date) => date);
    return row;
  };

  it('given nothing hidden, then the indicator is of both metrics', async () => {
    // Weights 3 and 1.5 of 7; 80 points of courtesy score 60.
    expect(await indicator([])).toMatchObject({ id: 's2', n: 10_040, score: (3 * 60 + 1.5 * attitude) / 4.5 });
  });

  it('given the rating hidden, then it is missing: neither score nor n nor bounds tell it', async () => {
    const coverage = 1.5 / 7;
    const low = coverage * attitude;
    const row = (await indicator(['s2-courtesy-rating'])) as { score: number; bounds: number[] };
    expect(row).toMatchObject({ id: 's2', n: 10_000, coverage, status: 'provisional' });
    expect(row.score).toBeCloseTo(attitude, 10);
    expect(row.bounds[0]).toBeCloseTo(low, 10);
    expect(row.bounds[1]).toBeCloseTo(low + 100 * (1 - coverage), 10);
  });

  it('given the rating hidden, then its own row says so and no more', async () => {
    const rows = await scoreCells(
      [app],
      question({ by: 'channel' }),
      [new Set(['s2-courtesy-rating'])],
      (date) => date,
    );
    expect(rows[1]).toMatchObject({
      id: 's2-courtesy-rating',
      status: 'suppressed',
      n: null,
      value: null,
      excluded: {},
    });
  });
});
