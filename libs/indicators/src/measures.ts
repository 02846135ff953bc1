/** The sums that metrics read, and by what each is kept apart. */
import { EXCLUSIONS } from './exclusions';
import type { Label } from './label';
import type { Estimator, MetricDefinition } from './metric-definition';
import { CONTACTS, INQUIRIES, VISITS } from './model/sources';

export type KeyedBy = 'none' | 'bin' | 'stratum' | 'service_item' | 'priority_class';

export interface MeasureUse {
  readonly measure: string;
  readonly keyedBy: KeyedBy;
}

/** What an estimator reads, one case a kind: a new kind does not compile until it is listed. */
export function measuresOf(estimator: Estimator): readonly MeasureUse[] {
  switch (estimator.kind) {
    case 'proportion':
      return keyed('none', estimator.numerator, estimator.denominator);
    case 'rate':
      return keyed('none', estimator.count, estimator.exposure);
    case 'mean':
      return keyed('none', estimator.n, estimator.sum, estimator.sumSquares);
    case 'percentile':
      return keyed('bin', estimator.events, ...(estimator.censored === undefined ? [] : [estimator.censored]));
    case 'weighted_mean':
      return keyed('stratum', estimator.n, estimator.sum, estimator.sumSquares, estimator.contacts);
    case 'weighted_proportion':
      return keyed('stratum', estimator.n, estimator.numerator, estimator.contacts);
    case 'net_share':
      return keyed('stratum', estimator.n, estimator.plus, estimator.minus, estimator.contacts);
    case 'index':
    case 'minimum':
      return keyed('service_item', estimator.n, estimator.sum, estimator.sumSquares);
    case 'gap':
      return keyed('priority_class', estimator.n, estimator.sum, estimator.sumSquares);
    case 'observed_share': {
      const { passed, judged, weightSquares, items, sessions, agreement } = estimator;
      const measures = new Set([passed, judged, weightSquares, items, sessions, ...Object.values(agreement)]);
      return keyed('service_item', ...measures);
    }
    case 'pending':
      return [];
  }
}

/** The measure that sums up squares; undefined where an estimator reads none. */
export function sumOfSquaresOf(estimator: Estimator): string | undefined {
  return 'sumSquares' in estimator ? estimator.sumSquares : undefined;
}

/** By what the sums of a metric are kept apart. */
export function keyedByOf(estimator: Estimator): KeyedBy {
  return measuresOf(estimator)[0]?.keyedBy ?? 'none';
}

/**
 * The measures whose sums a metric's value comes from, with the families whose events they count, each a use of its own. Contacts
 * served are visits and inquiries; those that answers are weighted to are visits alone, which carry every slice of a stratum.
 */
export function readsOf({
  estimator,
  family,
}: MetricDefinition): readonly (MeasureUse & { readonly family: string })[] {
  const contacts = estimator.kind === 'rate' ? [VISITS.family, INQUIRIES.family] : [VISITS.family];
  return measuresOf(estimator).flatMap((use) =>
    (use.measure === CONTACTS ? contacts : [family]).map((read) => ({ ...use, family: read })),
  );
}

export interface Exclusion {
  readonly measure: string;
  /** Families of the cases that it counts. */
  readonly families: readonly string[];
  readonly reason: string;
  readonly meaning: Label;
}

/** The measures that count a metric's excluded cases, with the reason each stands for and what it means. */
export function exclusionsOf({ excluded, family, alsoExcludedIn = [] }: MetricDefinition): readonly Exclusion[] {
  if (excluded === undefined) return [];
  return Object.entries<Label>(EXCLUSIONS[excluded]).map(([reason, meaning]) => ({
    measure: `${excluded}.excluded.${reason}`,
    families: [family, ...alsoExcludedIn],
    reason,
    meaning,
  }));
}

function keyed(keyedBy: KeyedBy, ...measures: readonly string[]): MeasureUse[] {
  return measures.map((measure) => ({ measure, keyedBy }));
}

/** Measure that counts the cases of a metric's family and clock of which something came late. */
export function lateMeasureOf({ family, cohort }: Pick<MetricDefinition, 'family' | 'cohort'>): string {
  return `${family}.late.${cohort}`;
}

export function isLateMeasure(measure: string): boolean {
  return measure.split('.')[1] === 'late';
}
