/** Which metrics a case counts in, and how, in words. */
import { dateOf, dayNumber } from '@plumbline/calendar';
import {
  type CaseMeaning,
  caseMeaningsOf,
  type CaseOutcome,
  type CaseRole,
  caseValue,
  keyedByOf,
  keyExclusionOf,
  type Label,
  type MetricDefinition,
  METRICS,
} from '@plumbline/indicators';
import type { CaseSums } from '@plumbline/warehouse';
import { measuresRead } from '../evidence/evidence-page';
import { contributionOf } from '../evidence/evidence-row';
import { address } from '../links';

export interface CaseMetric {
  readonly metric: string;
  readonly name: Label;
  readonly cohort: string;
  readonly day: string;
  readonly branch: string;
  /** Source and id of the survey response; null in other families. */
  readonly response: string | null;
  /** `pending`: it falls due on a day that is not over. */
  readonly outcome: CaseOutcome | 'pending';
  readonly role: CaseRole | null;
  readonly reason: string | null;
  readonly words: Label;
  /** In the metric's unit; null where the metric only counts the case. */
  readonly value: number | null;
  readonly unit: string;
  readonly contribution: Readonly<Record<string, number>>;
  readonly links: {
    /** All cases of that metric, branch and day. */
    readonly evidence: string;
  };
}

const NOT_DUE: Pick<CaseMetric, 'outcome' | 'role' | 'reason' | 'words'> = {
  outcome: 'pending',
  role: null,
  reason: null,
  words: { zh: '到期日尚未结束，暂不计入', en: 'does not count yet: the due day is not over' },
};

/** @param today local day; due days from it on are not over */
export function caseMetrics(family: string, sums: readonly CaseSums[], today: string): CaseMetric[] {
  return METRICS.flatMap((metric) => {
    const measures = measuresRead(metric, family);
    const meanings = caseMeaningsOf(metric).filter((meaning) => meaning.family === family);
    return sums.flatMap((sum) => {
      const meaning = meaningIn(metric, meanings, sum);
      return meaning ? [caseMetric(metric, measures, sum, sum.cohort === 'due' && sum.day >= today, meaning)] : [];
    });
  });
}

function meaningIn(
  metric: MetricDefinition,
  meanings: readonly CaseMeaning[],
  { cells, serviceItem, priorityClass }: CaseSums,
): CaseMeaning | undefined {
  const found = meanings.find(({ measure }) => cells.some((cell) => cell.measure === measure));
  const byKey = keyExclusionOf(metric.estimator);
  if (!found || found.reason !== null || !byKey) return found;
  // Whether an item has too few responses hangs on the other cases of a cell, so here no item is too thin.
  const key = keyedByOf(metric.estimator) === 'service_item' ? serviceItem : priorityClass;
  const isLeftOut = byKey.leavesOut(key, Number.POSITIVE_INFINITY);
  return isLeftOut ? meanings.find(({ reason }) => reason === byKey.reason) : found;
}

function caseMetric(
  metric: MetricDefinition,
  measures: readonly string[],
  { cohort, day, branch, response, cells, measuredSeconds }: CaseSums,
  isPending: boolean,
  { outcome, role, reason, words }: CaseMeaning,
): CaseMetric {
  const contribution = contributionOf(
    metric,
    cells.filter(({ measure }) => measures.includes(measure)),
  );
  const next = dateOf(dayNumber(day) + 1);
  return {
    metric: metric.id,
    name: metric.name,
    cohort,
    day,
    branch,
    response: response === '' ? null : response,
    ...(isPending ? NOT_DUE : { outcome, role, reason, words }),
    value: caseValue(metric, (measure) => contribution[measure], measuredSeconds),
    unit: metric.unit,
    contribution,
    links: { evidence: address('/api/v1/evidence', { metric: metric.id, from: day, to: next, branch }) },
  };
}
