/** What the three post-stratified kinds share: Σ w·v / Σ w·n, and the same without each group of days. */
import { jackknife, type Replicates } from '../jackknife';
import { answerWeights, effectiveSize, type Strata } from '../post-stratification';
import { addUp, total, type GroupSums } from '../sums';

export interface WeightedRatio {
  /** Σ w·v / Σ w·n. */
  readonly ratio: number;
  readonly n: number;
  readonly nEff: number;
  /** Weight of an answer, by stratum. */
  readonly weights: Float64Array;
  readonly replicates: Replicates | null;
}

/**
 * Ratio of `values` (v, per stratum by replicate group) to answers, divided by `unit`; weights are computed anew in each
 * replicate.
 */
export function weightedRatio(strata: Strata, values: readonly GroupSums[], unit: number): WeightedRatio {
  const answers = totals(strata.answers);
  const contacts = totals(strata.contacts);
  const sums = totals(values);
  const weights = answerWeights(answers, contacts);
  const ratio = ratioOf(weights, sums, answers) / unit;
  const answersByGroup = addUp(strata.answers);
  const left = { answers: answers.slice(), contacts: contacts.slice(), sums: sums.slice() };
  const replicates = jackknife(ratio, [answersByGroup], (group) => {
    leaveOut(answers, strata.answers, group, left.answers);
    leaveOut(contacts, strata.contacts, group, left.contacts);
    leaveOut(sums, values, group, left.sums);
    return ratioOf(answerWeights(left.answers, left.contacts), left.sums, left.answers) / unit;
  });
  return { ratio, n: total(answersByGroup), nEff: effectiveSize(weights, answers), weights, replicates };
}

/** Totals by stratum. */
export function totals(strata: readonly GroupSums[]): Float64Array {
  return Float64Array.from(strata, total);
}

/** Writes the totals less one replicate group into `left`. */
function leaveOut(totals: Float64Array, strata: readonly GroupSums[], group: number, left: Float64Array): void {
  for (let stratum = 0; stratum < left.length; stratum += 1)
    left[stratum] = totals[stratum]! - strata[stratum]![group]!;
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
