/** What the three post-stratified kinds share: Σ w·v / Σ w·n, and the same without each group of days. */
import { jackknife, type Replicates } from '../jackknife';
import { answerWeights, effectiveSize, type Strata } from '../post-stratification';
import { addUp, total, type GroupSums } from '../sums';

export interface WeightedRatio {
  /** Σ w·v / Σ w·n, in units of v per answer. */
  readonly ratio: number;
  readonly n: number;
  readonly nEff: number;
  /** Weight of an answer, by stratum. */
  readonly weights: Float64Array;
  readonly replicates: Replicates | null;
}

/** Ratio of `values` (v, per stratum by replicate group) to answers; weights are computed anew in each replicate. */
export function weightedRatio(strata: Strata, values: readonly GroupSums[]): WeightedRatio {
  const answers = totals(strata.answers);
  const contacts = totals(strata.contacts);
  const sums = totals(values);
  const weights = answerWeights(answers, contacts);
  const ratio = ratioOf(weights, sums, answers);
  const answersByGroup = addUp(strata.answers);
  const replicates = jackknife(ratio, answersByGroup, (group) => {
    const answersLeft = without(answers, strata.answers, group);
    const weightsLeft = answerWeights(answersLeft, without(contacts, strata.contacts, group));
    return ratioOf(weightsLeft, without(sums, values, group), answersLeft);
  });
  return { ratio, n: total(answersByGroup), nEff: effectiveSize(weights, answers), weights, replicates };
}

/** Totals by stratum. */
export function totals(strata: readonly GroupSums[]): Float64Array {
  return Float64Array.from(strata, total);
}

function without(totals: Float64Array, strata: readonly GroupSums[], group: number): Float64Array {
  const left = new Float64Array(totals.length);
  for (let stratum = 0; stratum < left.length; stratum += 1)
    left[stratum] = totals[stratum]! - strata[stratum]![group]!;
  return left;
}

function ratioOf(weights: Float64Array, values: Float64Array, answers: Float64Array): number {
  let numerator = 0;
  let denominator = 0;
  for (let stratum = 0; stratum < weights.length; stratum += 1) {
    numerator += weights[stratum]! * values[stratum]!;
    denominator += weights[stratum]! * answers[stratum]!;
  }
  return numerator / denominator;
}
