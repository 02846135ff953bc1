/** From cells of sums to rows of scores: metrics, then the composites above them, each with interval, n, coverage and status. */
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
import { suppressSmallCells } from './suppression';

/** A metric in one cell: its evaluation, or why it can have none. */
export interface ScoredMetric extends CompositeMember {
  readonly metric: MetricDefinition;
  readonly excluded: Readonly<Record<string, number>>;
  readonly isProvisional: boolean;
}

const NOT_SLICEABLE = 'not_sliceable';
const NO_SUMS: Sums = new Map();

/** @param instantOf the first instant of a local day, as text */
export function scoreCells(
  cells: readonly Cell[],
  question: ScoresQuestion,
  instantOf: (date: string) => string,
): ScoreRow[] {
  const metrics = [...new Set(question.nodes.flatMap((node) => node.metrics))];
  const scored = cells.map(
    (cell) => new Map(metrics.map((metric) => [metric.id, scoreMetric(metric, cell, isSliceable(metric, question))])),
  );
  const suppressed = suppressSmallCells(cells, scored);
  return cells.flatMap((cell, index) => {
    const time = instantOf(cell.period);
    const byId = scored[index] as ReadonlyMap<string, ScoredMetric>;
    return question.nodes.map((node) => {
      const shared = { time, group: cell.group, level: node.level, id: node.id, name: node.name };
      return node.level === 'metric'
        ? { ...shared, ...metricPart(byId.get(node.id) as ScoredMetric, suppressed[index]?.has(node.id) ?? false) }
        : { ...shared, ...compositePart(node, byId) };
    });
  });
}

export function scoreMetric(metric: MetricDefinition, cell: Cell, isSliceable: boolean): ScoredMetric {
  const dimension = dimensionOf(metric.indicator);
  if (!isSliceable) {
    return {
      metric,
      dimension,
      evaluation: evaluateMetric(metric, NO_SUMS),
      excluded: { [NOT_SLICEABLE]: 1 },
      isProvisional: false,
    };
  }
  const excluded = exclusionsOf(metric).flatMap(({ measure, reason }) => {
    const count = totalOf(cell, measure);
    return count > 0 ? [[reason, count] as const] : [];
  });
  return {
    metric,
    dimension,
    evaluation: evaluateMetric(metric, cell.sums[keyedByOf(metric.estimator)]),
    excluded: { ...Object.fromEntries(excluded), ...excludedByKey(metric, cell) },
    isProvisional: metric.provisional !== undefined && totalOf(cell, metric.provisional) > 0,
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

function metricPart({ metric, evaluation, excluded, isProvisional }: ScoredMetric, isSuppressed: boolean): MetricPart {
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

/** So few respondents that the value could tell who they are. */
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
