/** The sums that metrics read, and by what each is kept apart. */
import type { Estimator, MetricDefinition } from './metric-definition';

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
    case 'pending':
      return [];
  }
}

/** By what the sums of a metric are kept apart. */
export function keyedByOf(estimator: Estimator): KeyedBy {
  return measuresOf(estimator)[0]?.keyedBy ?? 'none';
}

/** Reasons for exclusion that a metric's cases can have. */
const EXCLUSIONS: Readonly<Record<string, readonly string[]>> = {
  wait: ['no_opening', 'no_target', 'service_before_arrival', 'no_service_start', 'open', 'short_abandon'],
  wait_p90: ['no_opening', 'other_channel', 'service_before_arrival', 'no_service_start', 'open'],
  cycle: ['no_opening', 'no_time_limit', 'rejected'],
  conformity: ['open', 'rejected'],
  notice: ['no_opening', 'open', 'rejected'],
  rework: ['not_processed'],
  reply: ['withdrawn'],
  procedure: ['open', 'withdrawn'],
  content: ['open'],
  attitude: ['no_opening', 'not_found', 'open'],
  registration: ['no_opening', 'mistaken'],
  assignment: ['no_opening', 'unassigned', 'assigned_before_registered'],
};
const SURVEY_EXCLUSIONS = ['voided', 'second_response', 'wrong_scale', 'out_of_scale', 'na'] as const;

/** The measures that count a metric's excluded cases, with the reason each stands for. */
export function exclusionsOf({
  excluded,
  family,
}: MetricDefinition): readonly { readonly measure: string; readonly reason: string }[] {
  if (excluded === undefined) return [];
  const reasons = family === 'survey' ? SURVEY_EXCLUSIONS : (EXCLUSIONS[excluded] ?? []);
  return reasons.map((reason) => ({ measure: `${excluded}.excluded.${reason}`, reason }));
}

function keyed(keyedBy: KeyedBy, ...measures: readonly string[]): MeasureUse[] {
  return measures.map((measure) => ({ measure, keyedBy }));
}
