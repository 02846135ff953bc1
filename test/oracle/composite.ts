/** Composites of the oracle: weighted mean of the available metrics, coverage, hard bounds, MOVER limits (scoring.md 3.8, 3.11). */
import { isUpGood } from './model';
import { GROUPS } from './replicates';
import type { MetricRow, OracleRow } from './score';
import { byKey, sum } from './tallies';

const PUBLISHED = 0.6;
const OVERALL_PUBLISHED = 0.75;
const DIMENSION_LEAST = 0.5;
const TOLERANCE = 1e-12;

export function compositeRow(level: string, id: string, rows: readonly MetricRow[]): OracleRow {
  const available = rows.filter(isAvailable);
  const coverage = coverageOf(rows);
  const weight = sum(available.map(({ metric }) => metric.weight));
  const score =
    available.length === 0 ? null : sum(available.map(({ metric, score: s }) => metric.weight * (s ?? 0))) / weight;
  const reaches = (side: 'lower' | 'upper'): Member[] =>
    available.map((row) => ({
      row,
      length: (row.metric.weight / weight) * Math.abs((row[side] ?? row.score ?? 0) - (row.score ?? 0)),
    }));
  const low = coverage * (score ?? 0);
  return {
    level,
    id,
    value: null,
    value_lower: null,
    value_upper: null,
    score,
    lower: score === null ? null : score - moverLength(reaches('lower')),
    upper: score === null ? null : score + moverLength(reaches('upper')),
    interval_method: score === null ? null : available.some(({ deviations }) => deviations) ? 'jackknife' : 'within',
    n: sum(available.map(({ n }) => n ?? 0)),
    n_eff: null,
    coverage,
    bounds: [low, low + 100 * (1 - coverage)],
    status: statusOf(level, rows, available, coverage),
    excluded: {},
    excluded_by_row: {},
  };
}

interface Member {
  readonly row: MetricRow;
  readonly length: number;
}

/** Vectors in the direction of the members' replicates; without a direction, at right angles to all others. */
function moverLength(members: readonly Member[]): number {
  if (members.every(({ row }) => row.deviations === undefined)) {
    const indicators = byKey(members, ({ row }) => row.metric.indicator);
    return Math.hypot(...[...indicators.values()].map((own) => sum(own.map(({ length }) => length))));
  }
  const along = Array.from({ length: GROUPS }, () => 0);
  let aside = 0;
  for (const { row, length } of members) {
    const deviations = row.deviations ?? [];
    const size = Math.hypot(...deviations);
    if (size === 0) {
      aside += length * length;
      continue;
    }
    const sign = isUpGood(row.metric) ? 1 : -1;
    deviations.forEach((deviation, group) => {
      along[group] = (along[group] ?? 0) + (sign * length * deviation) / size;
    });
  }
  return Math.sqrt(sum(along.map((part) => part * part)) + aside);
}

function statusOf(
  level: string,
  rows: readonly MetricRow[],
  available: readonly MetricRow[],
  coverage: number,
): OracleRow['status'] {
  if (available.length === 0) return 'no_data';
  if (available.some(({ status }) => status === 'provisional')) return 'provisional';
  if (level !== 'overall') return coverage >= PUBLISHED - TOLERANCE ? 'ok' : 'provisional';
  const dimensions = [...byKey(rows, ({ metric }) => metric.dimension).values()].map(coverageOf);
  const isPublished =
    coverage >= OVERALL_PUBLISHED - TOLERANCE && dimensions.every((one) => one >= DIMENSION_LEAST - TOLERANCE);
  return isPublished ? 'ok' : 'provisional';
}

function coverageOf(rows: readonly MetricRow[]): number {
  const weights = (own: readonly MetricRow[]): number => sum(own.map(({ metric }) => metric.weight));
  return weights(rows.filter(isAvailable)) / weights(rows);
}

function isAvailable({ status }: MetricRow): boolean {
  return status === 'ok' || status === 'provisional';
}
