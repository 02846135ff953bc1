/** From cells of sums to rows of scores: metrics, then the composites above them, each with interval, n, coverage and status. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dimensionOf, keyedByOf, lateMeasureOf, type MetricDefinition, type ModelNode } from '@plumbline/indicators';
import {
  type CompositeMember,
  evaluateComposite,
  evaluateMetric,
  gradesOf,
  PUBLISH_OVERALL,
  PUBLISH_PART,
  type Sums,
} from '@plumbline/scoring';
import { excludedCases, totalOf } from './excluded-cases';
import type { Cell } from './score-cells';
import type { ScoreRow, ScoreStatus } from './score-row';
import type { ScoresQuestion } from './scores-question';
import { isSliceable } from './slices';

/** A metric in one cell: its evaluation, or why it can have none. */
export interface ScoredMetric extends CompositeMember {
  readonly metric: MetricDefinition;
  readonly excluded: Readonly<Record<string, number>>;
  readonly isProvisional: boolean;
  /** So few respondents that the value could tell who they are. */
  readonly isSuppressed: boolean;
  readonly late: number;
}

const NOT_SLICEABLE = 'not_sliceable';
const NO_SUMS: Sums = new Map();
const NOTHING_HIDDEN: ReadonlySet<string> = new Set();

/** How long scoring may keep the event loop from what else waits. */
const LONGEST_TURN_MS = 10;

/**
 * Rows ascend by cell, then model order. Lets the event loop turn between cells.
 * @param suppressed ids of the metrics to hide, cell by cell: they count as missing above
 * @param instantOf the first instant of a local day, as text
 */
export async function scoreCells(
  cells: readonly Cell[],
  question: Pick<ScoresQuestion, 'nodes' | 'by' | 'filters'>,
  suppressed: readonly ReadonlySet<string>[],
  instantOf: (date: string) => string,
  signal?: AbortSignal,
): Promise<ScoreRow[]> {
  const metrics = [...new Set(question.nodes.flatMap((node) => node.metrics))];
  const rows: ScoreRow[] = [];
  let turnedAt = performance.now();
  for (const [index, cell] of cells.entries()) {
    const hidden = suppressed[index] ?? NOTHING_HIDDEN;
    const scored = metrics.map((metric) => scoredMetric(metric, cell, question, hidden));
    rows.push(...rowsOf(cell, question, scored, instantOf(cell.period)));
    if (performance.now() - turnedAt < LONGEST_TURN_MS) continue;
    await nextTurn();
    signal?.throwIfAborted();
    turnedAt = performance.now();
  }
  return rows;
}

function rowsOf(
  { group }: Cell,
  { nodes }: Pick<ScoresQuestion, 'nodes'>,
  scored: readonly ScoredMetric[],
  time: string,
): readonly ScoreRow[] {
  const byId = new Map(scored.map((each) => [each.metric.id, each]));
  return nodes.map((node) => ({
    ...{ time, group, level: node.level, id: node.id, name: node.name },
    ...(node.level === 'metric' ? metricPart(byId.get(node.id) as ScoredMetric) : compositePart(node, byId)),
  }));
}

/** A metric that has no score here, whatever its sums. */
function unscored(
  metric: MetricDefinition,
  { isSuppressed = false, excluded = {} }: Partial<Pick<ScoredMetric, 'isSuppressed' | 'excluded'>>,
): ScoredMetric {
  const evaluation = evaluateMetric(metric, NO_SUMS);
  return {
    metric,
    dimension: dimensionOf(metric.indicator),
    evaluation,
    excluded,
    isProvisional: false,
    isSuppressed,
    late: 0,
  };
}

/** @param hidden ids of the metrics to hide in the cell */
export function scoredMetric(
  metric: MetricDefinition,
  cell: Cell,
  question: Pick<ScoresQuestion, 'by' | 'filters'>,
  hidden: ReadonlySet<string>,
): ScoredMetric {
  if (hidden.has(metric.id)) return unscored(metric, { isSuppressed: true });
  if (!isSliceable(metric, question)) return unscored(metric, { excluded: { [NOT_SLICEABLE]: 1 } });
  return {
    metric,
    dimension: dimensionOf(metric.indicator),
    evaluation: evaluateMetric(metric, cell.sums[keyedByOf(metric.estimator)]),
    excluded: excludedCases(metric, cell),
    isProvisional: metric.provisional !== undefined && totalOf(cell, metric.provisional) > 0,
    isSuppressed: false,
    late: totalOf(cell, lateMeasureOf(metric)),
  };
}

type MetricPart = Omit<ScoreRow, 'time' | 'group' | 'level' | 'id' | 'name'>;

function metricPart({ metric, evaluation, excluded, isProvisional, isSuppressed, late }: ScoredMetric): MetricPart {
  if (isSuppressed) return suppressedPart(metric);
  const { score, lower, upper, status, n } = evaluation;
  const isScored = status === 'ok' && score !== null;
  return {
    score,
    lower,
    upper,
    interval_method: evaluation.intervalMethod,
    n,
    coverage: isScored ? 1 : 0,
    bounds: isScored ? [score, score] : [0, 100],
    grade: isScored && lower !== null && upper !== null ? gradesOf(lower, upper) : [],
    status: status === 'ok' && isProvisional ? 'provisional' : status,
    late,
    value: evaluation.value,
    value_lower: evaluation.valueLower,
    value_upper: evaluation.valueUpper,
    unit: metric.unit,
    n_eff: evaluation.nEff,
    excluded,
  };
}

function suppressedPart({ unit }: MetricDefinition): MetricPart {
  return {
    score: null,
    lower: null,
    upper: null,
    interval_method: null,
    n: null,
    coverage: 0,
    bounds: [0, 100],
    grade: [],
    status: 'suppressed',
    late: null,
    value: null,
    value_lower: null,
    value_upper: null,
    unit,
    n_eff: null,
    excluded: {},
  };
}

function compositePart(node: ModelNode, scored: ReadonlyMap<string, ScoredMetric>): MetricPart {
  const members = node.metrics.map((metric) => scored.get(metric.id) as ScoredMetric);
  const composite = evaluateComposite(members, node.level === 'overall' ? PUBLISH_OVERALL : PUBLISH_PART);
  const status: ScoreStatus = composite.status;
  const isProvisional = members.some((member) => member.isProvisional && member.evaluation.status === 'ok');
  return {
    score: composite.score,
    lower: composite.lower,
    upper: composite.upper,
    interval_method: composite.intervalMethod,
    n: composite.n,
    coverage: composite.coverage,
    bounds: composite.bounds,
    grade: composite.grade,
    status: status === 'ok' && isProvisional ? 'provisional' : status,
    late: lateBelow(members),
  };
}

/** Metrics of one family and clock have the same cases, which count once. */
function lateBelow(members: readonly ScoredMetric[]): number {
  const byMeasure = new Map<string, number>();
  for (const { metric, late } of members) {
    // One that is hidden or cut otherwise tells none.
    byMeasure.set(lateMeasureOf(metric), Math.max(late, byMeasure.get(lateMeasureOf(metric)) ?? 0));
  }
  return [...byMeasure.values()].reduce((total, late) => total + late, 0);
}
