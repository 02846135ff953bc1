/** The change of a composite score between two periods, split exactly into performance, mix, scheme and coverage (scoring.md 3.8). */
import { type CompositeMember, isAvailable } from '../composite';
import { changeOfMetric, type MetricParts, type MetricPeriod } from './change-of-metric';

/** A metric below the node in one period. */
export type MemberPeriod = MetricPeriod & CompositeMember;

/** Parts of a change in points of the score; they add up to it. */
export interface ChangeParts extends MetricParts {
  /** Metrics came or went. */
  readonly coverage: number;
}

export interface MemberChange {
  readonly id: string;
  /** What the metric did to the node's score: the sum of its parts. */
  readonly change: number;
  readonly parts: ChangeParts;
}

export interface CompositeChange {
  readonly change: number;
  readonly parts: ChangeParts;
  /** Every metric of either period, also those that did nothing, in the order of the later one. */
  readonly members: readonly MemberChange[];
}

export const NO_CHANGE: ChangeParts = { performance: 0, mix: 0, scheme: 0, coverage: 0 };

/** A period's metrics by id, with what all available ones and those of both periods weigh and score together. */
interface Side {
  readonly available: ReadonlyMap<string, MemberPeriod>;
  readonly weight: number;
  /** Weight of the metrics that are available in both periods. */
  readonly commonWeight: number;
  readonly score: number;
  /** Where the metrics that come or go are measured from. */
  readonly level: number;
}

/**
 * Null where a period has no available metric.
 *
 * With w for the weight over that of the metrics B that are available in both periods, S_B = Σ_B w·s, and bars for the mean of both:
 * performance and mix of a metric of B are w̄ times those of its score; its scheme is w̄ times that of its score plus
 * (s̄ − S̄_B)·Δw (ΣΔw = 0, so S̄_B changes no sum). A metric that comes adds coverage v·(s − S_B) with v its weight over that of
 * all available ones, one that goes takes away as much; with nothing in B they are measured from the mean of the two scores.
 */
export function changeOfComposite(
  before: readonly MemberPeriod[],
  after: readonly MemberPeriod[],
): CompositeChange | null {
  const [earlier, later] = [availableOf(before), availableOf(after)];
  if (earlier.size === 0 || later.size === 0) return null;
  const common = [...later.keys()].filter((id) => earlier.has(id));
  const middle = (scoreOf(earlier, earlier.keys()) + scoreOf(later, later.keys())) / 2;
  const from = sideOf(earlier, common, middle);
  const to = sideOf(later, common, middle);
  const ids = new Set([...after, ...before].map(({ metric }) => metric.id));
  const members = [...ids].map((id) => {
    const parts = partsOf(id, from, to);
    return { id, change: parts.performance + parts.mix + parts.scheme + parts.coverage, parts };
  });
  return { change: to.score - from.score, parts: addUpParts(members.map(({ parts }) => parts)), members };
}

export function addUpParts(parts: readonly ChangeParts[]): ChangeParts {
  return parts.reduce(
    (sum, part) => ({
      performance: sum.performance + part.performance,
      mix: sum.mix + part.mix,
      scheme: sum.scheme + part.scheme,
      coverage: sum.coverage + part.coverage,
    }),
    NO_CHANGE,
  );
}

function availableOf(members: readonly MemberPeriod[]): ReadonlyMap<string, MemberPeriod> {
  return new Map(members.filter(isAvailable).map((member) => [member.metric.id, member]));
}

function sideOf(available: ReadonlyMap<string, MemberPeriod>, common: readonly string[], middle: number): Side {
  return {
    available,
    weight: weightOf(available, available.keys()),
    commonWeight: weightOf(available, common),
    score: scoreOf(available, available.keys()),
    level: common.length === 0 ? middle : scoreOf(available, common),
  };
}

function weightOf(members: ReadonlyMap<string, MemberPeriod>, ids: Iterable<string>): number {
  let weight = 0;
  for (const id of ids) weight += members.get(id)!.metric.weight;
  return weight;
}

function scoreOf(members: ReadonlyMap<string, MemberPeriod>, ids: Iterable<string>): number {
  let [weight, weighted] = [0, 0];
  for (const id of ids) {
    const { metric, evaluation } = members.get(id)!;
    weight += metric.weight;
    weighted += metric.weight * evaluation.score!;
  }
  return weighted / weight;
}

function partsOf(id: string, from: Side, to: Side): ChangeParts {
  const [earlier, later] = [from.available.get(id), to.available.get(id)];
  if (earlier && later) return partsOfCommon(earlier, later, from, to);
  return { ...NO_CHANGE, coverage: distanceOf(later, to) - distanceOf(earlier, from) };
}

function partsOfCommon(earlier: MemberPeriod, later: MemberPeriod, from: Side, to: Side): ChangeParts {
  const { performance, mix, scheme } = changeOfMetric(earlier, later)!.scoreParts;
  const [before, after] = [earlier.metric.weight / from.commonWeight, later.metric.weight / to.commonWeight];
  const weight = (before + after) / 2;
  const distance = (earlier.evaluation.score! + later.evaluation.score! - from.level - to.level) / 2;
  return {
    performance: weight * performance,
    mix: weight * mix,
    scheme: weight * scheme + distance * (after - before),
    coverage: 0,
  };
}

/** How far a metric draws the score away from the side's level; 0 where it is not available. */
function distanceOf(member: MemberPeriod | undefined, side: Side): number {
  if (!member) return 0;
  return (member.metric.weight / side.weight) * (member.evaluation.score! - side.level);
}
