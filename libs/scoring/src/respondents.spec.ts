import { type Estimator, respondents, type Sums } from './index';

/** Counts of answers by key: all on one day. */
function counts(measure: string, byKey: Readonly<Record<string, number>>): Sums {
  const groups = (n: number) => new Float64Array(20).fill(n, 7, 8);
  return new Map([[measure, new Map(Object.entries(byKey).map(([key, n]) => [key, groups(n)]))]]);
}

const ANSWERS = { n: 'overall.n', sum: 'overall.sum', sumSquares: 'overall.sum_squares', unitsPerPoint: 1e6 };

describe('how many people answered', () => {
  it('given a mean or weighted answers, then all of them', () => {
    const mean: Estimator = { kind: 'mean', ...ANSWERS, range: [0, 100] };
    expect(respondents(mean, counts('overall.n', { '': 7 }))).toBe(7);
    const weighted: Estimator = { kind: 'weighted_mean', ...ANSWERS, contacts: 'contacts.served' };
    expect(respondents(weighted, counts('overall.n', { 'a|x|none': 3, 'b|x|none': 4 }))).toBe(7);
    expect(respondents(weighted, new Map())).toBe(0);
  });

  it('given an index, then those on the items of its mix', () => {
    const index: Estimator = { kind: 'index', ...ANSWERS, mix: { deposit: 15, transfer: 12 } };
    expect(respondents(index, counts('overall.n', { deposit: 3, transfer: 1, unheard_of: 40 }))).toBe(4);
  });

  it('given a gap, then those of the smaller side', () => {
    const gap: Estimator = { kind: 'gap', ...ANSWERS, focus: ['elderly', 'disabled'], reference: ['none'] };
    expect(respondents(gap, counts('overall.n', { elderly: 2, disabled: 1, none: 40, other: 9 }))).toBe(3);
  });

  it('given the weakest item, then the fewest of an item that may be it', () => {
    const minimum: Estimator = { kind: 'minimum', ...ANSWERS, itemMinimumN: 30, minimumItems: 3 };
    expect(respondents(minimum, counts('overall.n', { deposit: 31, transfer: 40, remittance: 4 }))).toBe(31);
    expect(respondents(minimum, counts('overall.n', { remittance: 4 }))).toBe(0);
  });

  it('given what nobody was asked, then 0', () => {
    const share: Estimator = { kind: 'proportion', numerator: 'wait.within_target', denominator: 'wait.judged' };
    expect(respondents(share, counts('wait.judged', { '': 9 }))).toBe(0);
  });
});
