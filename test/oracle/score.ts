/** The oracle's rows: each metric's value, points and interval from its cases, and the composites above them; no libraries of ours. */
import { compositeRow } from './composite';
import { type Estimate, NOTHING } from './estimate';
import { ESTIMATORS } from './estimates';
import { isUpGood, type Metric, METRICS, points } from './model';
import type { Entry } from './tallies';

export interface OracleRow {
  readonly level: string;
  readonly id: string;
  readonly value: number | null;
  readonly value_lower: number | null;
  readonly value_upper: number | null;
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly interval_method: 'jackknife' | 'within' | null;
  /** Null where suppressed. */
  readonly n: number | null;
  /** Null above metrics. */
  readonly n_eff: number | null;
  readonly coverage: number;
  readonly bounds: readonly [number, number];
  readonly status: 'ok' | 'low_sample' | 'no_data' | 'provisional' | 'suppressed';
  /** Cases by reason, as the fold judges each case alone. */
  readonly excluded: Readonly<Record<string, number>>;
  /** Answers by reason that only the whole row can tell: `thin_item`, `item_not_in_mix`, `priority_other_or_unknown`. */
  readonly excluded_by_row: Readonly<Record<string, number>>;
}

/** A metric's row, with the replicates that composites need. */
export interface MetricRow extends OracleRow {
  readonly metric: Metric;
  readonly deviations: readonly number[] | undefined;
}

const TOLERANCE = 1e-9;

/** Metrics that read the entries of another. */
const SOURCE: Readonly<Record<string, string>> = {
  'c1-very-satisfied-rate': 'c1-csat-index',
  'c1-dissatisfied-rate': 'c1-csat-index',
  'c2-service-item-index': 'c1-csat-index',
  'c2-weakest-item': 'c1-csat-index',
  'c2-special-group-gap': 'c1-csat-index',
};

/**
 * Rows of one group and period: overall, dimensions, indicators, metrics.
 *
 * @param entries those of the group and period: a due day that is not over is left out by the caller
 * @param isSliceable whether the metric's cases carry every slice that was asked for
 * @param isHidden whether so few answered that the metric is suppressed here: it is missing in all above
 */
export function scoreGroup(
  entries: readonly Entry[],
  isSliceable: (metric: string) => boolean = () => true,
  isHidden: (metric: string) => boolean = () => false,
): OracleRow[] {
  const contacts = entries.filter(({ metric }) => metric === 'contacts');
  const rows = METRICS.map((metric) =>
    isHidden(metric.id)
      ? { ...metricRow(metric, [], []), n: null, n_eff: null, status: 'suppressed' as const }
      : isSliceable(metric.id)
        ? metricRow(metric, entries, contacts)
        : unsliceableRow(metric),
  );
  const under = (level: 'dimension' | 'indicator'): OracleRow[] =>
    [...new Set(METRICS.map((metric) => metric[level]))].map((id) =>
      compositeRow(level, id, rows.filter(({ metric }) => metric[level] === id)),
    ); // prettier-ignore
  return [
    compositeRow('overall', 'overall', rows),
    ...under('dimension'),
    ...under('indicator'),
    ...rows.map(({ metric: _metric, deviations: _deviations, ...row }) => row),
  ];
}

/** How many cases a metric counts. */
export function countedBy(metric: string, entries: readonly Entry[]): number {
  const counted = ownOf(metric, entries).filter((entry) => entry.excluded === undefined);
  return ESTIMATORS.get(metric)?.(counted, []).n ?? 0;
}

function ownOf(metric: string, entries: readonly Entry[]): readonly Entry[] {
  return ESTIMATORS.has(metric) ? entries.filter((entry) => entry.metric === (SOURCE[metric] ?? metric)) : [];
}

function metricRow(metric: Metric, entries: readonly Entry[], contacts: readonly Entry[]): MetricRow {
  const own = ownOf(metric.id, entries);
  const counted = own.filter((entry) => entry.excluded === undefined);
  const estimate = ESTIMATORS.get(metric.id)?.(counted, contacts) ?? NOTHING;
  const status = statusOf(metric, estimate, counted);
  const isAvailable = status === 'ok' || status === 'provisional';
  return {
    metric,
    deviations: estimate.deviations,
    level: 'metric',
    id: metric.id,
    value: estimate.value,
    value_lower: estimate.lower,
    value_upper: estimate.upper,
    score: estimate.value === null ? null : points(estimate.value, metric.anchors),
    ...scoreLimits(metric, estimate),
    interval_method: estimate.lower === null ? null : estimate.deviations ? 'jackknife' : 'within',
    n: estimate.n,
    n_eff: estimate.nEff,
    coverage: isAvailable ? 1 : 0,
    bounds: boundsOf(isAvailable && estimate.value !== null ? points(estimate.value, metric.anchors) : null),
    status,
    excluded: reasonsOf(own),
    excluded_by_row: positive(estimate.excluded ?? {}),
  };
}

function unsliceableRow(metric: Metric): MetricRow {
  return { ...metricRow(metric, [], []), excluded: ESTIMATORS.has(metric.id) ? { not_sliceable: 1 } : {} };
}

function statusOf(metric: Metric, { n, nEff, value, isLow }: Estimate, counted: readonly Entry[]): OracleRow['status'] {
  if (n === 0) return 'no_data';
  if (isLow === true || value === null || nEff < metric.minimumN - TOLERANCE) return 'low_sample';
  return counted.some(({ provisional }) => provisional === true) ? 'provisional' : 'ok';
}

/** The image of the value's interval; an upper limit that is nowhere scores 0 (it is a time, and down is good). */
function scoreLimits(
  metric: Metric,
  { value, lower, upper }: Estimate,
): { lower: number | null; upper: number | null } {
  if (value === null || lower === null) return { lower: null, upper: null };
  const ends = [points(lower, metric.anchors), upper === null ? 0 : points(upper, metric.anchors)] as const;
  return isUpGood(metric) ? { lower: ends[0], upper: ends[1] } : { lower: ends[1], upper: ends[0] };
}

function boundsOf(score: number | null): readonly [number, number] {
  return score === null ? [0, 100] : [score, score];
}

function reasonsOf(entries: readonly Entry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { excluded } of entries) if (excluded !== undefined) counts[excluded] = (counts[excluded] ?? 0) + 1;
  return counts;
}

function positive(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
