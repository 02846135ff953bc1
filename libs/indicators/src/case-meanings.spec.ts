import {
  caseMeaningsOf,
  caseValue,
  exclusionsOf,
  familiesOf,
  type MetricDefinition,
  METRICS,
  metricById,
  readsOf,
  sumOfSquaresOf,
} from './index';
import type { Estimator } from './metric-definition';

type ObservedShareEstimator = Extract<Estimator, { readonly kind: 'observed_share' }>;

function metric(id: string): MetricDefinition {
  const found = metricById(id);
  if (!found) throw new Error(`no metric ${id}`);
  return found;
}

function told(id: string): string[] {
  return caseMeaningsOf(metric(id))
    .filter(({ reason }) => reason === null)
    .map(({ measure, outcome, role }) => `${measure} ${outcome} ${role}`);
}

/** What is summed of an item beside its judgement. */
function besideJudgements({ judged, items, weightSquares, agreement }: ObservedShareEstimator): string[] {
  return [items, weightSquares, ...Object.values(agreement)].filter((measure) => measure !== judged);
}

describe('how a metric takes a case', () => {
  it.each([
    ['p1-wait-within-target-rate', ['wait.within_target met numerator', 'wait.judged failed denominator']],
    ['p1-abandon-rate', ['wait.abandoned failed numerator', 'wait.judged met denominator']],
    ['p1-wait-p90', ['wait_p90.served counted value', 'wait_p90.abandoned censored value']],
    [
      'c1-complaint-rate',
      // Of visits, and of inquiries.
      ['registration.counted failed numerator', 'contacts.served counted exposure', 'contacts.served counted exposure'],
    ],
    [
      'h2-cleanliness-rate',
      [
        'cleanliness.passed met numerator',
        'cleanliness.items failed denominator',
        'cleanliness.sessions counted session',
      ],
    ],
    ['c1-csat-index', ['overall.n counted value', 'contacts.served counted weight']],
    [
      'c1-dissatisfied-rate',
      ['overall.low failed numerator', 'overall.n met denominator', 'contacts.served counted weight'],
    ],
    [
      'c1-nps',
      [
        'recommend.promoters met numerator',
        'recommend.detractors failed numerator',
        'recommend.n counted denominator',
        'contacts.served counted weight',
      ],
    ],
    ['c2-weakest-item', ['overall.n counted value']],
    ['h3-repair-time-p90', []],
  ])('given %s, then the deciding measure first', (id, expected) => {
    expect(told(id)).toEqual(expected);
  });

  it.each(METRICS.map((one) => [one.id, one] as const))(
    'given %s, then every measure that it reads is told of, but for sums and squares, and every reason of exclusion',
    (_id, one) => {
      const meanings = caseMeaningsOf(one);
      const { estimator } = one;
      const sums = [
        sumOfSquaresOf(estimator),
        'sum' in estimator ? estimator.sum : undefined,
        ...(estimator.kind === 'observed_share' ? besideJudgements(estimator) : []),
      ];
      const reads = readsOf(one).filter(({ measure }) => !sums.includes(measure));
      expect(
        meanings
          .filter(({ reason }) => reason === null)
          .map(({ measure }) => measure)
          .toSorted(),
      ).toEqual(reads.map(({ measure }) => measure).toSorted());
      const reasons = meanings.flatMap(({ reason }) => reason ?? []);
      expect([...new Set(reasons)].slice(0, exclusionsOf(one).length)).toEqual(
        exclusionsOf(one).map(({ reason }) => reason),
      );
      expect(new Set(meanings.map(({ family, measure }) => `${family} ${measure}`)).size).toBe(meanings.length);
    },
  );

  it('given complaints per contact, then complaints come first', () => {
    expect(familiesOf(metric('c1-complaint-rate'))).toEqual(['complaint', 'visit', 'inquiry']);
    expect(familiesOf(metric('s1-first-contact-resolution-rate'))).toEqual(['contact', 'visit', 'inquiry']);
  });
});

describe('what a case is worth', () => {
  const added = (sums: Readonly<Record<string, number>>) => (measure: string) => sums[measure];

  it('given a wait of 12 minutes, then 12 minutes; given an assignment after 90 working minutes, then 1.5 working hours', () => {
    expect(caseValue(metric('p1-wait-p90'), added({ 'wait_p90.served': 1 }), 720)).toBe(12);
    expect(caseValue(metric('s3-assignment-time-p90'), added({ 'assignment.seconds': 1 }), 5_400)).toBe(1.5);
  });

  it('given 75 of 100 points, then 75; given 8 of 12 twelfths of a reply, then 66.7 %', () => {
    expect(caseValue(metric('s2-courtesy-rating'), added({ 'courtesy.sum': 75_000_000 }), null)).toBe(75);
    expect(caseValue(metric('p3-reply-content-rate'), added({ 'content.sum': 8 }), null)).toBeCloseTo(66.667, 3);
  });

  it('given a share, or an excluded case, then it has no value', () => {
    expect(caseValue(metric('p2-rework-rate'), added({ 'rework.processed': 1 }), null)).toBeNull();
    expect(caseValue(metric('s2-courtesy-rating'), added({ 'courtesy.excluded.na': 1 }), null)).toBeNull();
  });
});
