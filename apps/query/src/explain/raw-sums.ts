/** The raw sums that a metric's value is computed from, and the cases that it leaves out. */
import {
  exclusionsOf,
  keyedByOf,
  keyExclusionOf,
  type Label,
  measuresOf,
  type MetricDefinition,
  sumOfSquaresOf,
} from '@plumbline/indicators';
import type { MemberPeriod } from '@plumbline/scoring';
import { keysLeftOut } from '../keys-left-out';
import { HIDDEN } from './strata';

export interface RawSum {
  readonly measure: string;
  /** What its keys are: `bin`, `stratum` (line|channel|priority), `service_item`, `priority_class`; `none` for a plain sum. */
  readonly keyed_by: string;
  readonly total: number;
  /** Null for a plain sum. The key '' holds those that so few people answered that they stand together. */
  readonly by_key: Readonly<Record<string, number>> | null;
}

/**
 * Integers, over the keys that count: what a metric leaves out by its key is told among the exclusions. Sums of squares are left out
 * too: they serve the interval alone, and pass what JSON numbers hold exactly.
 */
export function rawSums(metric: MetricDefinition, period: MemberPeriod, hidden: ReadonlySet<string>): RawSum[] {
  const { estimator } = metric;
  const keyedBy = keyedByOf(estimator);
  const squares = sumOfSquaresOf(estimator);
  const leftOut = new Set(keysLeftOut(metric, period.sums)?.keys);
  return measuresOf(estimator)
    .filter(({ measure }) => measure !== squares)
    .map(({ measure }) => {
      const byKey: Record<string, number> = {};
      let total = 0;
      const counted = [...(period.sums.get(measure) ?? [])].filter(([key]) => !leftOut.has(key));
      for (const [key, groups] of counted.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        const sum = groups.reduce((all, value) => all + value, 0);
        const shown = hidden.has(key) ? HIDDEN : key;
        byKey[shown] = (byKey[shown] ?? 0) + sum;
        total += sum;
      }
      return { measure, keyed_by: keyedBy, total, by_key: keyedBy === 'none' ? null : byKey };
    });
}

export interface ExplainedExclusion {
  readonly reason: string;
  readonly meaning: Label;
  readonly cases: number;
}

const NOT_SLICEABLE: Label = {
  zh: '该指标的对象不区分所问的分组',
  en: 'the metric’s cases do not carry the group that was asked for',
};

/** @param excluded reason → cases, as rows of scores have it */
export function explainedExclusions(
  metric: MetricDefinition,
  excluded: Readonly<Record<string, number>>,
): ExplainedExclusion[] {
  const byKey = keyExclusionOf(metric.estimator);
  const meanings = new Map<string, Label>([
    ['not_sliceable', NOT_SLICEABLE],
    ...exclusionsOf(metric).map(({ reason, meaning }) => [reason, meaning] as const),
    ...(byKey ? [[byKey.reason, byKey.meaning] as const] : []),
  ]);
  return Object.entries(excluded).map(([reason, cases]) => ({
    reason,
    meaning: meanings.get(reason) ?? { zh: reason, en: reason },
    cases,
  }));
}
