/** Composite scores: the weighted mean of the metrics below a node, what is missing, and how sure it is (scoring.md 3.8, 3.11). */
import { gradesOf, type Grade } from './grade';
import type { IntervalMethod, MetricEvaluation, MetricForScoring } from './metric';
import { REPLICATE_GROUPS } from './replicate-group';

/** A metric below the node, with or without data: what is missing still counts in the weight. */
export interface CompositeMember {
  readonly metric: MetricForScoring;
  /** Id of the dimension that its indicator belongs to. */
  readonly dimension: string;
  readonly evaluation: MetricEvaluation;
}

/** Coverage from which a score is published; below it is provisional. */
export interface PublishRule {
  readonly coverage: number;
  readonly coverageOfEachDimension: number;
}

/** Of an indicator or a dimension. */
export const PUBLISH_PART: PublishRule = { coverage: 0.6, coverageOfEachDimension: 0 };

/** Of the overall score. */
export const PUBLISH_OVERALL: PublishRule = { coverage: 0.75, coverageOfEachDimension: 0.5 };

export interface CompositeEvaluation {
  /** `no_data` where no metric is available, `provisional` where too few are. */
  readonly status: 'ok' | 'provisional' | 'no_data';
  /** 0 … 100 over the available metrics, with 95 % limits; null where there are none. */
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Σ n of the available metrics. */
  readonly n: number;
  /** Share of the weight that is available, 0 … 1. */
  readonly coverage: number;
  /** Where the score would lie whatever the missing metrics were. */
  readonly bounds: readonly [lower: number, upper: number];
  /** Every band that the interval touches, from low to high. */
  readonly grade: readonly Grade[];
  readonly intervalMethod: IntervalMethod | null;
}

/** An available metric with its part of the weight. */
interface Contribution {
  readonly indicator: string;
  /** Weight over that of all available metrics. */
  readonly share: number;
  readonly score: number;
  readonly lower: number;
  readonly upper: number;
  readonly deviations: Float64Array | null;
  /** ‖deviations‖; 0 without any. */
  readonly norm: number;
  readonly method: IntervalMethod | null;
}

/** Coverage is a quotient of sums of weights, which presets scale. */
const ROUNDING = 1e-9;

/** Evaluates a node from all metrics below it. */
export function evaluateComposite(members: readonly CompositeMember[], rule: PublishRule): CompositeEvaluation {
  const available = members.filter(isAvailable);
  if (available.length === 0) return NOTHING_AVAILABLE;
  const coverage = weightOf(available) / weightOf(members);
  const { score, below, above, method } = limitVectorsOf(available);
  // By the triangle inequality the limits stay within 0 and 100, but for rounding.
  const lower = Math.max(0, score - lengthOf(below));
  const upper = Math.min(100, score + lengthOf(above));
  return {
    status: isPublished(members, coverage, rule) ? 'ok' : 'provisional',
    score,
    lower,
    upper,
    n: available.reduce((sum, member) => sum + member.evaluation.n, 0),
    coverage,
    bounds: [coverage * score, coverage * score + 100 * (1 - coverage)],
    grade: gradesOf(lower, upper),
    intervalMethod: method,
  };
}

/** Whether a metric counts in the composites above it. */
export function isAvailable({ metric, evaluation }: CompositeMember): boolean {
  return evaluation.status === 'ok' && metric.weight > 0;
}

/** How a limit of a score moves with the days, and what of it stands at right angles to everything. */
export interface LimitVector {
  /** By replicate group, positive where the score rises. */
  readonly days: Float64Array;
  readonly squaredRest: number;
}

export interface LimitVectors {
  readonly score: number;
  /** From the lower limit up to the score, and from the score up to the upper limit. */
  readonly below: LimitVector;
  readonly above: LimitVector;
  readonly method: IntervalMethod;
}

/**
 * The score of available metrics with the vectors of its limits (MOVER, Zou and Donner 2008).
 *
 * @param available not empty; one metric alone gives its own limits
 */
export function limitVectorsOf(available: readonly CompositeMember[]): LimitVectors {
  const weight = weightOf(available);
  const contributions = available.map((member) => contributionOf(member, weight));
  const score = available.reduce((sum, { metric, evaluation }) => sum + metric.weight * evaluation.score!, 0) / weight;
  const method = contributions.every((contribution) => contribution.method !== 'jackknife') ? 'within' : 'jackknife';
  const vectorOf = method === 'within' ? vectorByIndicator : vectorByDays;
  return {
    score,
    below: vectorOf(contributions, (contribution) => contribution.score - contribution.lower),
    above: vectorOf(contributions, (contribution) => contribution.upper - contribution.score),
    method,
  };
}

export function lengthOf({ days, squaredRest }: LimitVector): number {
  return Math.sqrt(squaredNorm(days) + squaredRest);
}

const NOTHING_AVAILABLE: CompositeEvaluation = {
  status: 'no_data',
  score: null,
  lower: null,
  upper: null,
  n: 0,
  coverage: 0,
  bounds: [0, 100],
  grade: [],
  intervalMethod: null,
};

function weightOf(members: readonly CompositeMember[]): number {
  return members.reduce((sum, member) => sum + member.metric.weight, 0);
}

function contributionOf({ metric, evaluation }: CompositeMember, weight: number): Contribution {
  return {
    indicator: metric.indicator,
    share: metric.weight / weight,
    score: evaluation.score!,
    // Where the sums cannot tell how sure the score is, it may be anything.
    lower: evaluation.lower ?? 0,
    upper: evaluation.upper ?? 100,
    deviations: evaluation.deviations,
    norm: evaluation.deviations === null ? 0 : Math.sqrt(squaredNorm(evaluation.deviations)),
    method: evaluation.intervalMethod,
  };
}

function isPublished(members: readonly CompositeMember[], coverage: number, rule: PublishRule): boolean {
  if (coverage < rule.coverage - ROUNDING) return false;
  const dimensions = new Set(members.map((member) => member.dimension));
  return [...dimensions].every((dimension) => {
    const below = members.filter((member) => member.dimension === dimension);
    const weight = weightOf(below.filter((member) => member.evaluation.status === 'ok'));
    return weight >= (rule.coverageOfEachDimension - ROUNDING) * weightOf(below);
  });
}

/**
 * Each metric is a vector as long as its weighted half width, in the direction of its replicates' deviations; metrics without
 * deviations stand at right angles to all.
 */
function vectorByDays(
  contributions: readonly Contribution[],
  halfWidth: (contribution: Contribution) => number,
): LimitVector {
  const days = new Float64Array(REPLICATE_GROUPS);
  let squaredRest = 0;
  for (const contribution of contributions) {
    const length = contribution.share * halfWidth(contribution);
    const { deviations, norm } = contribution;
    if (deviations === null || norm === 0) squaredRest += length * length;
    else for (let group = 0; group < REPLICATE_GROUPS; group += 1) days[group]! += (length * deviations[group]!) / norm;
  }
  return { days, squaredRest };
}

function squaredNorm(vector: Float64Array): number {
  let squares = 0;
  for (const part of vector) squares += part * part;
  return squares;
}

/** Without between-day information: linear inside an indicator, at right angles across. */
function vectorByIndicator(
  contributions: readonly Contribution[],
  halfWidth: (contribution: Contribution) => number,
): LimitVector {
  const byIndicator = new Map<string, number>();
  for (const contribution of contributions) {
    const length = contribution.share * halfWidth(contribution);
    byIndicator.set(contribution.indicator, (byIndicator.get(contribution.indicator) ?? 0) + length);
  }
  const squaredRest = [...byIndicator.values()].reduce((squares, length) => squares + length * length, 0);
  return { days: new Float64Array(REPLICATE_GROUPS), squaredRest };
}
