/** Kind W of observed items: the share of their weight that passed, less items whose Cohen's kappa is too low (scoring.md 3.9). */
import { deviationsOf, type Estimator, NOTHING } from './estimate';
import { groupsOf, leaveOut, replicates, shareLimits } from './replicates';
import { byKey, type Entry, sum, valueOf } from './tallies';

const LEAST_PAIRS = 20;
const LEAST_KAPPA = 0.6;
const ROUNDING = 1e-12;

export function observedShare(leastSessions: number): Estimator {
  return (counted) => {
    const disputed = [...byKey(counted, ({ item }) => item ?? '').values()].filter(isDisputed).flat();
    const kept = counted.filter((entry) => !disputed.includes(entry));
    const excluded = { low_agreement: disputed.length };
    if (kept.length === 0) return { ...NOTHING, excluded };
    const shareOf = (entries: readonly Entry[]): number =>
      sum(entries.map((entry) => weightOf(entry) * valueOf(entry))) / sum(entries.map(weightOf));
    const share = shareOf(kept);
    const days = replicates(share, groupsOf(kept), (group) => {
      const left = leaveOut(kept, group);
      return left.length === 0 ? undefined : shareOf(left);
    });
    const nEff = sum(kept.map(weightOf)) ** 2 / sum(kept.map((entry) => weightOf(entry) ** 2));
    const { lower, upper } = shareLimits(share, nEff, days);
    return {
      value: 100 * share,
      n: kept.length,
      nEff,
      lower: 100 * lower,
      upper: 100 * upper,
      ...deviationsOf(days),
      isLow: new Set(counted.map(({ session }) => session)).size < leastSessions,
      excluded,
    };
  };
}

function weightOf({ weight }: Entry): number {
  return weight ?? 1;
}

/** κ = (observed − chance) / (1 − chance); nobody disagrees where chance alone makes all alike. */
function isDisputed(entries: readonly Entry[]): boolean {
  const pairs = entries.flatMap(({ pair }) => (pair ? [pair] : []));
  const n = pairs.length;
  if (n < LEAST_PAIRS) return false;
  const share = (isIt: (pair: readonly [boolean, boolean]) => boolean): number => pairs.filter(isIt).length / n;
  const alike = share(([first, second]) => first === second);
  const [first, second] = [share(([found]) => found), share(([, found]) => found)];
  const chance = first * second + (1 - first) * (1 - second);
  return chance < 1 - ROUNDING && (alike - chance) / (1 - chance) < LEAST_KAPPA - ROUNDING;
}
