/** How a metric takes a case: what is said of the case by the measure that it adds to. */
import { keyExclusionOf } from './key-exclusion';
import type { Label } from './label';
import { type Exclusion, exclusionsOf, readsOf } from './measures';
import type { Estimator, MetricDefinition } from './metric-definition';
import { CONTACTS } from './model/sources';

/** `met` speaks for a better value, `failed` against it, `counted` is taken with its value or is a part of the base. */
export const CASE_OUTCOMES = ['met', 'failed', 'counted', 'censored', 'excluded'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];

/** Which part of the formula a case stands in; those of the numerator stand in the denominator too. */
export type CaseRole = 'numerator' | 'denominator' | 'value' | 'exposure' | 'weight' | 'session';

export interface CaseMeaning {
  readonly measure: string;
  /** Family of the cases that add to the measure. */
  readonly family: string;
  readonly outcome: CaseOutcome;
  /** Null where the case is excluded. */
  readonly role: CaseRole | null;
  /** Code, where the case is excluded. */
  readonly reason: string | null;
  readonly words: Label;
}

const WORDS = {
  met: { zh: '计入，达标', en: 'counts, and met' },
  failed: { zh: '计入，未达标', en: 'counts, and failed' },
  counted: { zh: '以其数值计入', en: 'counts with its value' },
  neutral: { zh: '只计入分母', en: 'counts in the denominator only' },
  censored: { zh: '作删失计入：只知等候不短于此', en: 'counts as censored: the wait was at least as long' },
  exposure: { zh: '作为服务接触计入分母', en: 'counts as a contact served, in the denominator' },
  session: { zh: '作为一次观察计数', en: 'counts as a session observed' },
  weight: { zh: '作为服务接触计入答卷权重', en: 'counts as a contact served, in the weights of the responses' },
} as const satisfies Readonly<Record<string, Label>>;

/**
 * What each measure says of a case, the deciding one first: of those that a case adds to, the first tells how the metric takes it.
 * A reason that goes by the key (an item outside the mix) stands under the measure that it would have if it were one.
 */
export function caseMeaningsOf(metric: MetricDefinition): readonly CaseMeaning[] {
  const byKey = keyExclusionOf(metric.estimator);
  const keyed = byKey && {
    ...byKey,
    measure: `${metric.excluded}.excluded.${byKey.reason}`,
    families: [metric.family],
  };
  return [...countedBy(metric), ...[...exclusionsOf(metric), ...(keyed ? [keyed] : [])].flatMap(excludedBy)];
}

/** Families whose cases a metric counts or leaves out, its own first. */
export function familiesOf(metric: MetricDefinition): readonly string[] {
  const read = readsOf(metric).map(({ family }) => family);
  return [...new Set([metric.family, ...read, ...exclusionsOf(metric).flatMap(({ families }) => families)])];
}

/**
 * What the case is worth in the metric's unit; null where the metric only counts it.
 * @param added what the case adds to a measure, undefined for nothing
 * @param measuredSeconds seconds that were measured of the case
 */
export function caseValue(
  { estimator }: MetricDefinition,
  added: (measure: string) => number | undefined,
  measuredSeconds: number | null,
): number | null {
  switch (estimator.kind) {
    case 'percentile':
      return measuredSeconds === null ? null : measuredSeconds / estimator.secondsPerUnit;
    case 'mean':
    case 'weighted_mean':
    case 'index':
    case 'minimum':
    case 'gap': {
      const sum = added(estimator.sum);
      return sum === undefined ? null : sum / estimator.unitsPerPoint;
    }
    default:
      return null;
  }
}

/** An exclusion is said of the cases of each family that it counts. */
function excludedBy({ families, measure, reason, meaning }: Exclusion): readonly CaseMeaning[] {
  return families.map((family) => ({ measure, family, outcome: 'excluded', role: null, reason, words: meaning }));
}

function countedBy(metric: MetricDefinition): readonly CaseMeaning[] {
  const reads = readsOf(metric);
  return decisive(metric.estimator, metric.direction).flatMap(([measure, outcome, role, words]) =>
    reads
      .filter((use) => use.measure === measure)
      .map(({ family }) => ({ measure, family, outcome, role, reason: null, words })),
  );
}

type Decisive = readonly [measure: string, outcome: CaseOutcome, role: CaseRole, words: Label];

const WEIGHT: Decisive = [CONTACTS, 'counted', 'weight', WORDS.weight];

function decisive(estimator: Estimator, direction: MetricDefinition['direction']): readonly Decisive[] {
  const [good, bad] = direction === 'up' ? (['met', 'failed'] as const) : (['failed', 'met'] as const);
  switch (estimator.kind) {
    case 'proportion':
      return [
        [estimator.numerator, good, 'numerator', WORDS[good]],
        [estimator.denominator, bad, 'denominator', WORDS[bad]],
      ];
    case 'weighted_proportion':
      return [
        [estimator.numerator, good, 'numerator', WORDS[good]],
        [estimator.n, bad, 'denominator', WORDS[bad]],
        WEIGHT,
      ];
    case 'rate':
      return [
        [estimator.count, good, 'numerator', WORDS[good]],
        [estimator.exposure, 'counted', 'exposure', WORDS.exposure],
      ];
    case 'net_share':
      return [
        [estimator.plus, 'met', 'numerator', WORDS.met],
        [estimator.minus, 'failed', 'numerator', WORDS.failed],
        [estimator.n, 'counted', 'denominator', WORDS.neutral],
        WEIGHT,
      ];
    case 'percentile':
      return [
        [estimator.events, 'counted', 'value', WORDS.counted],
        ...(estimator.censored === undefined
          ? []
          : [[estimator.censored, 'censored', 'value', WORDS.censored] as const]),
      ];
    case 'weighted_mean':
      return [[estimator.n, 'counted', 'value', WORDS.counted], WEIGHT];
    case 'mean':
    case 'index':
    case 'minimum':
    case 'gap':
      return [[estimator.n, 'counted', 'value', WORDS.counted]];
    case 'observed_share':
      return [
        [estimator.passed, good, 'numerator', WORDS[good]],
        [estimator.judged, bad, 'denominator', WORDS[bad]],
        [estimator.sessions, 'counted', 'session', WORDS.session],
      ];
    case 'pending':
      return [];
  }
}
