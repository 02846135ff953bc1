/** The use case "how does this branch stand among its like": each node's score beside those of its peer group. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type Label, type Level, LEVELS, metricById } from '@plumbline/indicators';
import { type Branch, GetBranches, registered } from '../get-branches.handler';
import { GetScores } from '../get-scores.handler';
import type { RawParameters } from '../parameters';
import { TIME_ZONE } from '../query.tokens';
import type { ScoreRow } from '../score-row';
import { readChartQuestion } from './chart-question';

export interface PeerRow {
  readonly id: string;
  readonly level: Level;
  readonly name: Label;
  readonly score: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number | null;
  /** Percent of the weight below that could be scored. */
  readonly coverage: number;
  readonly status: string;
  /** Of the other branches of the peer group with a score: quartiles, and how many there are. */
  readonly peers: number;
  readonly peer_lower: number | null;
  readonly peer_median: number | null;
  readonly peer_upper: number | null;
  /** Score less the peers' median. */
  readonly difference: number | null;
  /** Metrics only, else null. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly pass: number | null;
  readonly target: number | null;
  readonly clause: string | null;
}

export interface PeersAnswer {
  readonly meta: { readonly branch: string; readonly peer_group: string; readonly peers: readonly string[] };
  readonly rows: readonly PeerRow[];
}

export class GetPeers extends Query<PeersAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetPeers)
export class GetPeersHandler implements IQueryHandler<GetPeers> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetPeers): Promise<PeersAnswer> {
    const { own, scores } = readChartQuestion(parameters, ['level', 'id'], this.timeZone, (reader) => {
      const branches = reader.list('branch');
      if (branches.length !== 1) reader.fault('branch', 'required', 'Name one branch, such as branch=B001.');
      return { branch: branches[0] ?? '', level: reader.someOf('level', LEVELS), id: reader.list('id') };
    });
    const branches = await this.queries.execute(new GetBranches());
    const known = registered(branches, own.branch);
    const group = branches.filter((branch) => isPeer(branch, known));
    const codes = [own.branch, ...group.map(({ branch }) => branch)];
    const level = own.level.length > 0 ? own.level.join(',') : own.id.length > 0 ? undefined : 'indicator';
    const { rows } = await this.queries.execute(
      new GetScores({ ...scores, by: 'branch', branch: codes.join(','), level, id: own.id.join(',') }, signal),
    );
    return {
      meta: { branch: own.branch, peer_group: known.peer_group, peers: codes.slice(1) },
      rows: peerRows(own.branch, rows),
    };
  }
}

function isPeer({ branch, peer_group }: Branch, own: Branch): boolean {
  return branch !== own.branch && peer_group === own.peer_group;
}

/** @param rows of the branch and its peers. In model order */
export function peerRows(branch: string, rows: readonly ScoreRow[]): PeerRow[] {
  return rows
    .filter(({ group }) => group['branch'] === branch)
    .map((own) => {
      const others = rows
        .filter(({ id, group }) => id === own.id && group['branch'] !== branch)
        .flatMap(({ score }) => score ?? [])
        .toSorted((a, b) => a - b);
      const median = quantileOf(others, 0.5);
      const metric = metricById(own.id);
      return {
        id: own.id,
        level: own.level,
        name: own.name,
        score: own.score,
        lower: own.lower,
        upper: own.upper,
        n: own.n,
        coverage: own.coverage * 100,
        status: own.status,
        peers: others.length,
        peer_lower: quantileOf(others, 0.25),
        peer_median: median,
        peer_upper: quantileOf(others, 0.75),
        difference: own.score === null || median === null ? null : own.score - median,
        value: own.value ?? null,
        unit: own.unit ?? null,
        pass: metric?.anchors.pass ?? null,
        target: metric?.anchors.target ?? null,
        clause: metric?.clause ?? null,
      };
    });
}

/** Linear between order statistics (Hyndman and Fan 1996, type 7); null of nothing. */
function quantileOf(sorted: readonly number[], probability: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
  return low + (place - below) * (high - low);
}
