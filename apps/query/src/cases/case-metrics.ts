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
import { address, asOfText } from '../links';

export interface CaseMetric {
  readonly metric: string;
  readonly name: Label;
  readonly cohort: string;
  readonly day: string;
  readonly branch: string;
  /** What of the case: source and id of a survey response, or an item of an observation; null where it is the whole. */
  readonly part: string | null;
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

const DAYS_FOLLOWED = 7;
const JUDGED: ReadonlySet<string> = new Set(['resolution.closed', 'resolution.resolved']);
const FOLLOWED = 'resolution.excluded.window_open';
const NOTHING_IN_DISPUTE: ReadonlySet<string> = new Set();

const NOT_DUE: Pick<CaseMetric, 'outcome' | 'role' | 'reason' | 'words'> = {
  outcome: 'pending',
  role: null,
  reason: null,
  words: { zh: '到期日尚未结束，暂不计入', en: 'does not count yet: the due day is not over' },
};

/**
 * @param today local day; due days from it on are not over
 * @param asOfMs the instant that was asked for, undefined for now
 */
export function caseMetrics(sums: readonly CaseSums[], today: string, asOfMs: number | undefined): CaseMetric[] {
  const standing = sums.map((sum) => counting(sum, today));
  return METRICS.flatMap((metric) =>
    standing.flatMap((sum) => {
      const meanings = caseMeaningsOf(metric).filter((meaning) => meaning.family === sum.family);
      const meaning = meaningIn(metric, meanings, sum);
      return meaning ? [caseMetric(metric, sum, sum.cohort === 'due' && sum.day >= today, meaning, asOfMs)] : [];
    }),
  );
}

/** A contact is judged once the seventh day after it was closed is over, and is being followed until then (reads/counts.sql). */
function counting(sum: CaseSums, today: string): CaseSums {
  const isOver = dateOf(dayNumber(sum.day) + DAYS_FOLLOWED) < today;
  const counts = (measure: string): boolean => (JUDGED.has(measure) ? isOver : measure === FOLLOWED ? !isOver : true);
  return { ...sum, cells: sum.cells.filter(({ measure }) => counts(measure)) };
}

function meaningIn(
  metric: MetricDefinition,
  meanings: readonly CaseMeaning[],
  { cells, serviceItem, priorityClass }: CaseSums,
): CaseMeaning | undefined {
  const found = meanings.find(({ measure }) => cells.some((cell) => cell.measure === measure));
  const byKey = keyExclusionOf(metric.estimator);
  if (!found || found.reason !== null || !byKey) return found;
  // Whether an item has too few responses, or observers disagree on it, hangs on the other cases of a cell: here it never is.
  const key = keyedByOf(metric.estimator) === 'service_item' ? serviceItem : priorityClass;
  const isLeftOut = byKey.leavesOut(key, Number.POSITIVE_INFINITY, NOTHING_IN_DISPUTE);
  return isLeftOut ? meanings.find(({ reason }) => reason === byKey.reason) : found;
}

function caseMetric(
  metric: MetricDefinition,
  { family, cohort, day, branch, part, cells, measuredSeconds }: CaseSums,
  isPending: boolean,
  { outcome, role, reason, words }: CaseMeaning,
  asOfMs: number | undefined,
): CaseMetric {
  const measures = measuresRead(metric, family);
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
    part: part === '' ? null : part,
    ...(isPending ? NOT_DUE : { outcome, role, reason, words }),
    value: caseValue(metric, (measure) => contribution[measure], measuredSeconds),
    unit: metric.unit,
    contribution,
    links: {
      evidence: address('/api/v1/evidence', {
        metric: metric.id,
        from: day,
        to: next,
        branch,
        as_of: asOfText(asOfMs),
      }),
    },
  };
}
