import { previousScore } from './compare';
import type { ScoreRow } from './score-row';

const ROW: ScoreRow = {
  time: '2026-03-01T00:00:00+08:00',
  group: {},
  level: 'indicator',
  id: 'p1',
  name: { zh: '服务效率', en: 'Efficiency' },
  score: 70,
  lower: 67,
  upper: 75,
  interval_method: 'jackknife',
  n: 100,
  coverage: 1,
  bounds: [70, 70],
  grade: ['acceptable'],
  status: 'ok',
  late: 0,
};
const FEBRUARY = { from: '2026-02-01', to: '2026-03-01' };

describe('previousScore', () => {
  it('given two scores, then their difference with limits at right angles', () => {
    // Below √(3² + 4²), above √(5² + 12²).
    expect(previousScore(ROW, { ...ROW, score: 72, lower: 60, upper: 76 }, FEBRUARY)).toEqual({
      ...FEBRUARY,
      score: 72,
      lower: 60,
      upper: 76,
      change: -2,
      change_lower: -7,
      change_upper: 11,
    });
  });

  it('given no score then, or limits that nobody knows, then as much as can be told', () => {
    const nothing = { change: null, change_lower: null, change_upper: null };
    expect(previousScore(ROW, undefined, FEBRUARY)).toMatchObject({ score: null, ...nothing });
    expect(previousScore({ ...ROW, score: null }, ROW, FEBRUARY)).toMatchObject({ score: 70, ...nothing });
    expect(previousScore({ ...ROW, lower: null }, ROW, FEBRUARY)).toMatchObject({ ...nothing, change: 0 });
  });
});
