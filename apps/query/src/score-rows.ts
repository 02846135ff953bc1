/** From cells of sums to rows of scores: metrics, then the composites above them, each with interval, n, coverage and status. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  dimensionOf,
  exclusionsOf,
  keyExclusionOf,
  keyedByOf,
  type MetricDefinition,
  type ModelNode,
} from '@plumbline/indicators';
import {
  type CompositeMember,
  evaluateComposite,
  evaluateMetric,
  gradesOf,
  PUBLISH_OVERALL,
  PUBLISH_PART,
  type Sums,
} from '@plumbline/scoring';
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
}

const NOT_SLICEABLE = 'not_sliceable';
const NO_SUMS: Sums = new Map();

/** How long scoring may keep the event loop from what else waits. */
const LONGEST_TURN_MS = 10;

/**
 * Rows ascend by cell, then model order. Lets the event loop turn between cells.
 * @param suppressed ids of the metrics to hide, cell by cell: they count as missing above
 * @param instantOf the first instant of a local day, as text
 */
export async function scoreCells(
  cells: readonly Cell[],
  question: ScoresQuestion,
  suppressed: readonly ReadonlySet<string>[],
  instantOf: (date: string) => string,
  signal?: AbortSignal,
): Promise<ScoreRow[]> {
  const metrics = [...new Set(question.nodes.flatMap((node) => node.metrics))];
  const rows: ScoreRow[] = [];
  let turnedAt = performance.now();
  for (const [index, cell] of cells.entries()) {
    const scored = metrics.map((metric) =>
      suppressed[index]?.has(metric.id)
        ? unscored(metric, { isSuppressed: true })
        : scoreMetric(metric, cell, isSliceable(metric, question)),
    );
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
  { nodes }: ScoresQuestion,
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
  return { metric, dimension: dimensionOf(metric.indicator), evaluation, excluded, isProvisional: false, isSuppressed };
}

function scoreMetric(metric: MetricDefinition, cell: Cell, isSliceable: boolean): ScoredMetric {
  if (!isSliceable) return unscored(metric, { excluded: { [NOT_SLICEABLE]: 1 } });
  const excluded = exclusionsOf(metric).flatMap(({ measure, reason }) => {
    const count = totalOf(cell, measure);
    return count > 0 ? [[reason, count] as const] : [];
  });
  return {
    metric,
    dimension: dimensionOf(metric.indicator),
    evaluation: evaluateMetric(metric, cell.sums[keyedByOf(metric.estimator)]),
    excluded: { ...Object.fromEntries(excluded), ...excludedByKey(metric, cell) },
    isProvisional: metric.provisional !== undefined && totalOf(cell, metric.provisional) > 0,
    isSuppressed: false,
  };
}

/** Answers left out because of the key they stand under: an item outside the mix, say. */
function excludedByKey({ estimator }: MetricDefinition, cell: Cell): Readonly<Record<string, number>> {
  const exclusion = keyExclusionOf(estimator);
  if (!exclusion) return {};
  let count = 0;
  for (const [key, replicates] of cell.sums[keyedByOf(estimator)].get(exclusion.measure) ?? []) {
    const n = sumOf(replicates);
    if (exclusion.leavesOut(key, n)) count += n;
  }
  return count > 0 ? { [exclusion.reason]: count } : {};
}

function sumOf(replicates: Float64Array): number {
  return replicates.reduce((total, value) => total + value, 0);
}

function totalOf(cell: Cell, measure: string): number {
  return (
    cell.sums.none
      .get(measure)
      ?.get('')
      ?.reduce((total, value) => total + value, 0) ?? 0
  );
}

type MetricPart = Omit<ScoreRow, 'time' | 'group' | 'level' | 'id' | 'name'>;

function metricPart({ metric, evaluation, excluded, isProvisional, isSuppressed }: ScoredMetric): MetricPart {
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
  };
}
