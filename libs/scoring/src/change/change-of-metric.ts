/** The change of one metric between two periods, its value's and its score's, split exactly into performance, mix and scheme. */
import { evaluateMetric } from '../evaluate-metric';
import type { MetricForScoring } from '../metric';
import { normalise } from '../normalise';
import type { Sums } from '../sums';
import { changeOfTerms, type StratumChange } from './change-of-terms';
import { type StratumSums, valueTerms } from './value-terms';

/** A metric in one period: its definition then, and what was counted. */
export interface MetricPeriod {
  readonly metric: MetricForScoring;
  readonly sums: Sums;
  /** Null where its cases do not carry what tells strata apart. */
  readonly strata: StratumSums | null;
}

/** Parts of a change; they add up to it. */
export interface MetricParts {
  /** The same kinds of cases went better or worse. */
  readonly performance: number;
  /** There were more of some kinds of cases and fewer of others. */
  readonly mix: number;
  /** The definition changed: anchors, or how the value is made. */
  readonly scheme: number;
}

export interface MetricChange {
  /** After less before, in the metric's unit. */
  readonly value: number;
  readonly valueParts: MetricParts;
  /** After less before, in points of the score. */
  readonly score: number;
  readonly scoreParts: MetricParts;
  /** What each stratum did to the value, scheme apart; none for a percentile or a minimum. */
  readonly strata: readonly StratumChange[];
}

/** What the data did under one definition. */
interface DataChange {
  readonly value: Omit<MetricParts, 'scheme'>;
  readonly score: Omit<MetricParts, 'scheme'>;
  readonly strata: readonly StratumChange[];
}

/**
 * Null where a period has no value.
 *
 * Performance and mix of the value are those of its strata ({@link changeOfTerms}); a percentile or a minimum has performance only.
 * The score s is no straight line of the value, so each part gets the mean of what it does when it comes first and when it comes
 * last (Shapley; Shorrocks 2013): performance P = ½[s(x₀+P) − s(x₀) + s(x₁) − s(x₁−P)], mix likewise, which add up to s(x₁) − s(x₀)
 * wherever the anchors bend it. Where the definitions differ, this is the mean over both of them, and scheme is the mean over
 * both periods' data of what the new definition makes of it against the old one.
 */
export function changeOfMetric(before: MetricPeriod, after: MetricPeriod): MetricChange | null {
  const [from, to] = [read(before.metric, before.sums), read(after.metric, after.sums)];
  if (from === null || to === null) return null;
  const [value, score] = [to.value - from.value, to.score - from.score];
  const definitions = before.metric === after.metric ? [after.metric] : [before.metric, after.metric];
  const changes = definitions.map((definition) => changeOfData(definition, before, after));
  if (!changes.every((change) => change !== null)) {
    // One definition makes nothing of the other period's data: there is no common ground on which to tell data apart.
    return { value, valueParts: allScheme(value), score, scoreParts: allScheme(score), strata: [] };
  }
  return {
    value,
    valueParts: withScheme(
      value,
      changes.map((change) => change.value),
    ),
    score,
    scoreParts: withScheme(
      score,
      changes.map((change) => change.score),
    ),
    strata: meanOfStrata(changes.map(({ strata }) => strata)),
  };
}

function read(metric: MetricForScoring, sums: Sums): { readonly value: number; readonly score: number } | null {
  const { value, score } = evaluateMetric(metric, sums);
  return value === null || score === null ? null : { value, score };
}

function changeOfData(metric: MetricForScoring, before: MetricPeriod, after: MetricPeriod): DataChange | null {
  const [from, to] = [read(metric, before.sums), read(metric, after.sums)];
  if (from === null || to === null) return null;
  const { estimator, anchors, direction } = metric;
  const hasMix = estimator.kind !== 'minimum';
  const strata = hasMix
    ? changeOfTerms(valueTerms(estimator, before.sums, before.strata), valueTerms(estimator, after.sums, after.strata))
    : [];
  const change = to.value - from.value;
  const performance = strata.length === 0 ? change : strata.reduce((sum, stratum) => sum + stratum.performance, 0);
  const mix = change - performance;
  const scoreAt = (value: number): number => normalise(value, anchors, direction);
  const effectOf = (part: number): number =>
    (scoreAt(from.value + part) - from.score + to.score - scoreAt(to.value - part)) / 2;
  return {
    value: { performance, mix },
    score: { performance: effectOf(performance), mix: effectOf(mix) },
    strata,
  };
}

/** Mean of what the data did under each definition; the rest of the change is the definition's. */
function withScheme(change: number, data: readonly Omit<MetricParts, 'scheme'>[]): MetricParts {
  const performance = meanOf(data.map((part) => part.performance));
  const mix = meanOf(data.map((part) => part.mix));
  return { performance, mix, scheme: data.length === 1 ? 0 : change - performance - mix };
}

function allScheme(change: number): MetricParts {
  return { performance: 0, mix: 0, scheme: change };
}

function meanOfStrata(byDefinition: readonly (readonly StratumChange[])[]): readonly StratumChange[] {
  const [only, other] = byDefinition;
  if (only === undefined || other === undefined) return only ?? [];
  const find = (strata: readonly StratumChange[], key: string): StratumChange =>
    strata.find((stratum) => stratum.key === key) ?? { key, performance: 0, mix: 0 };
  return [...new Set([...only, ...other].map(({ key }) => key))].map((key) => {
    const [a, b] = [find(only, key), find(other, key)];
    return { key, performance: (a.performance + b.performance) / 2, mix: (a.mix + b.mix) / 2 };
  });
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
