/** Kind W of observed items: the share of their weight that passed, less the items on which observers disagree. */
import { itemsInDispute } from '../agreement';
import { jackknife } from '../jackknife';
import type { ObservedShareEstimator } from '../metric';
import { addUp, keyedSums, plainSums, sortedKeys, total, type GroupSums, type Sums } from '../sums';
import type { Estimate } from './estimate';
import { shareInterval } from './proportion';

export function estimateObservedShare(estimator: ObservedShareEstimator, sums: Sums): Estimate | null {
  const leftOut = itemsInDispute(estimator, sums);
  const kept = (measure: string): GroupSums => {
    const byItem = keyedSums(sums, measure);
    return addUp(
      sortedKeys(byItem)
        .filter((item) => !leftOut.has(item))
        .map((item) => byItem.get(item)!),
    );
  };
  const passed = kept(estimator.passed);
  const judged = kept(estimator.judged);
  const n = total(kept(estimator.items));
  if (n <= 0) return null;
  const x = total(passed);
  const weight = total(judged);
  const share = x / weight;
  const replicates = jackknife(share, [judged], (group) => (x - passed[group]!) / (weight - judged[group]!));
  const nEff = estimator.judged === estimator.items ? null : weight ** 2 / total(kept(estimator.weightSquares));
  return {
    value: 100 * share,
    interval: shareInterval(share, nEff ?? n, replicates),
    n,
    nEff,
    enough: total(plainSums(sums, estimator.sessions)) >= estimator.minimumSessions,
    replicates,
  };
}
