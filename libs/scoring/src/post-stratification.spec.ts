import fc from 'fast-check';
import { groups } from '../reference/sums-of';
import { answerWeights, effectiveSize, poolCells, strataOf, type Cell } from './post-stratification';

const cell = (key: string, answers: number, contacts: number): Cell => ({ key, answers, contacts });

describe('Weights of answers', () => {
  it('given the golden case of scoring.md, then the mean is 4.42 and the effective number 134.9', () => {
    const answers = Float64Array.of(80, 70);
    const weights = answerWeights(answers, Float64Array.of(700, 300));
    expect((weights[0]! * 80 * 4.6 + weights[1]! * 70 * 4.0) / 150).toBeCloseTo(4.42, 9);
    expect(effectiveSize(weights, answers)).toBeCloseTo(134.9, 1);
  });

  it('given extreme weights, then they are trimmed once to 0.3 and 3, and scaled to the number of answers', () => {
    // raw 9.9 and 0.0111; trimmed 3 and 0.3, Σ w·n = 57; n_eff = 57² / (9 · 10 + 0.09 · 90)
    const answers = Float64Array.of(10, 90);
    const weights = answerWeights(answers, Float64Array.of(990, 10));
    expect(weights[0]).toBeCloseTo(300 / 57, 12);
    expect(weights[1]).toBeCloseTo(30 / 57, 12);
    expect(effectiveSize(weights, answers)).toBeCloseTo(33.119266, 6);
  });

  it('given no contacts at all, then every answer weighs 1', () => {
    expect(Array.from(answerWeights(Float64Array.of(5, 7), Float64Array.of(0, 0)))).toEqual([1, 1]);
  });

  it('given a stratum without answers, then it is left out with its contacts', () => {
    const weights = answerWeights(Float64Array.of(80, 0, 70), Float64Array.of(700, 500, 300));
    expect(weights[1]).toBe(0);
    expect(weights[0]).toBeCloseTo(1.3125, 12);
  });

  it('given any strata, then weights times answers add up to the answers, and n_eff is no more', () => {
    const strata = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.nat(5000)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(strata, (cells) => {
        const answers = Float64Array.from(cells, ([n]) => n);
        const n = answers.reduce((sum, count) => sum + count, 0);
        fc.pre(n > 0);
        const weights = answerWeights(
          answers,
          Float64Array.from(cells, ([, contacts]) => contacts),
        );
        expect(weights.reduce((sum, weight, index) => sum + weight * answers[index]!, 0)).toBeCloseTo(n, 6);
        expect(effectiveSize(weights, answers)).toBeLessThanOrEqual(n + 1e-9);
      }),
    );
  });
});

describe('Pooling of thin cells', () => {
  it('given thin cells, then they pool within line × channel, then line, then all, then join the largest', () => {
    const strata = poolCells([
      cell('personal|onsite|none', 50, 700),
      // 5 answers together
      cell('personal|onsite|elderly', 3, 40),
      cell('personal|onsite|disabled', 2, 20),
      // 5 answers only over two channels
      cell('personal|app|none', 4, 100),
      cell('personal|phone|none', 1, 30),
      // 2 answers in the line, 2 in the rest of all: they join the first cell
      cell('corporate|onsite|none', 2, 10),
      cell('corporate|app|none', 0, 5),
    ]);
    expect(strata).toEqual([
      ['personal|onsite|none', 'corporate|onsite|none', 'corporate|app|none'],
      ['personal|onsite|elderly', 'personal|onsite|disabled'],
      ['personal|app|none', 'personal|phone|none'],
    ]);
  });

  it('given thin cells of several lines, then 5 answers of all together stand', () => {
    expect(poolCells([cell('a|onsite|none', 9, 90), cell('b|onsite|none', 3, 5), cell('c|onsite|none', 2, 5)])).toEqual(
      [['a|onsite|none'], ['b|onsite|none', 'c|onsite|none']],
    );
  });

  it('given answers without contacts, then they do not stand', () => {
    expect(poolCells([cell('a|onsite|none', 9, 90), cell('a|online|none', 20, 0)])).toEqual([
      ['a|onsite|none', 'a|online|none'],
    ]);
  });

  it('given strata with as many contacts, then the rest joins the least line, channel, priority', () => {
    const strata = poolCells([
      cell('b|onsite|none', 9, 90),
      cell('a|phone|none', 9, 90),
      cell('a|onsite|none', 9, 90),
      cell('c|onsite|none', 1, 2),
    ]);
    expect(strata).toContainEqual(['a|onsite|none', 'c|onsite|none']);
  });

  it('given that nothing stands, then all are one', () => {
    expect(poolCells([cell('a|onsite|none', 2, 90), cell('b|onsite|none', 2, 90)])).toEqual([
      ['a|onsite|none', 'b|onsite|none'],
    ]);
    expect(poolCells([cell('a|onsite|none', 9, 0)])).toEqual([['a|onsite|none']]);
  });

  it('given cells in any order, then the strata are the same', () => {
    const key = fc
      .tuple(fc.constantFrom('a', 'b', 'unknown'), fc.constantFrom('onsite', 'app'), fc.constantFrom('none', 'elderly'))
      .map((parts) => parts.join('|'));
    const measures = fc.uniqueArray(fc.tuple(key, fc.nat(9), fc.nat(30)), { selector: ([of]) => of, minLength: 1 });
    fc.assert(
      fc.property(
        measures.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          const strata = (rows: typeof given) =>
            strataOf(
              new Map(rows.map(([of, answers]) => [of, groups([answers])])),
              new Map(rows.map(([of, , contacts]) => [of, groups([contacts])])),
            );
          const [a, b] = [strata(given), strata(shuffled)];
          expect(a?.answers).toEqual(b?.answers);
          expect(a?.contacts).toEqual(b?.contacts);
        },
      ),
    );
  });
});
