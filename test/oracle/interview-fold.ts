/** The oracle's interviews: teamwork as two coders or more who agree score it. */
import type { OracleEvent } from './history';
import { localDate } from './local-time';
import { first, type OracleWorld, slicesOf } from './reading';
import { average, type Entry, sum } from './tallies';

interface Score {
  readonly construct: string;
  readonly score: number;
  readonly coder_ref: string;
}

const LEAST_KAPPA = 0.6;
const ROUNDING = 1e-12;

export function interviewEntries(events: readonly OracleEvent[], { zone }: OracleWorld): Entry[] {
  const conducted = first(events, 'interview.conducted');
  if (!conducted) return [];
  const shared = {
    metric: 's3-teamwork-interview-index',
    day: localDate(conducted.timeMs, zone),
    slices: slicesOf(conducted),
  };
  const scores = conducted.data['scores'] as readonly Score[];
  const teamwork = scores.filter(({ construct }) => construct === 'teamwork');
  if (teamwork.length === 0) return [{ ...shared, excluded: 'no_score' }];
  if (teamwork.length === 1) return [{ ...shared, excluded: 'one_coder' }];
  const coders = teamwork.map(({ coder_ref }) => coder_ref);
  const disagree = coders.some((one) =>
    coders.some((other) => weightedKappa(bothScored(scores, one, other)) < LEAST_KAPPA - ROUNDING),
  );
  if (disagree) return [{ ...shared, excluded: 'low_agreement' }];
  const points = (average(teamwork.map(({ score }) => score)) - 1) / 4;
  return [{ ...shared, value: Math.floor(1e8 * points + 0.5) }];
}

/** What both coders scored, construct by construct. */
function bothScored(scores: readonly Score[], one: string, other: string): [number, number][] {
  return scores
    .filter(({ coder_ref }) => coder_ref === one)
    .flatMap(({ construct, score }): [number, number][] => {
      const match = scores.find((another) => another.coder_ref === other && another.construct === construct);
      return match ? [[score, match.score]] : [];
    });
}

/** Cohen's kappa with quadratic weights, from the tables of observed and expected shares; 1 where no difference is expected. */
function weightedKappa(pairs: readonly (readonly [number, number])[]): number {
  const levels = [1, 2, 3, 4, 5];
  const share = (isIt: (pair: readonly [number, number]) => boolean): number =>
    pairs.filter(isIt).length / pairs.length;
  const weight = (a: number, b: number): number => (a - b) ** 2;
  const observed = sum(levels.flatMap((a) => levels.map((b) => weight(a, b) * share(([x, y]) => x === a && y === b))));
  const expected = sum(
    levels.flatMap((a) => levels.map((b) => weight(a, b) * share(([x]) => x === a) * share(([, y]) => y === b))),
  );
  return expected === 0 ? 1 : 1 - observed / expected;
}
