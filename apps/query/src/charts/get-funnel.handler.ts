/** The use case "which groups stand out": a funnel of one node over branches or other groups (scoring.md 3.6). */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { ModelNode } from '@plumbline/indicators';
import { funnel, type FunnelGroup, type FunnelPlace } from '@plumbline/scoring';
import { type Branch, GetBranches } from '../get-branches.handler';
import { GetScores } from '../get-scores.handler';
import type { RawParameters } from '../parameters';
import { TIME_ZONE } from '../query.tokens';
import type { ScoreRow } from '../score-row';
import { readChartQuestion, readNode } from './chart-question';
import { groupName } from './group-name';
import { plottedOf, quantityOf, sizeOf } from './measured-quantity';

export interface FunnelRow {
  /** The group's code, and its name where there is one. */
  readonly group: string;
  readonly name: string;
  /** In the metric's unit, else a score. */
  readonly value: number | null;
  readonly n: number | null;
  /** What all groups together have. */
  readonly centre: number | null;
  /** Where 95 %, and 99.8 % of groups of this size without anything of their own would lie. */
  readonly lower95: number | null;
  readonly upper95: number | null;
  readonly lower998: number | null;
  readonly upper998: number | null;
  readonly z: number | null;
  /** Least false-discovery rate at which the group stands out. */
  readonly q: number | null;
  /** Of the value, not of what is better; `not_judged` without a value or its spread. */
  readonly verdict: FunnelPlace['verdict'] | 'not_judged';
  /** -1 where the group is worse than expected, 1 where better, else 0. */
  readonly standing: -1 | 0 | 1;
}

export interface FunnelAnswer {
  readonly meta: {
    readonly id: string;
    readonly name: ModelNode['name'];
    readonly unit: string;
    readonly by: string;
    readonly phi: number;
    readonly tau2: number;
    readonly outside: number;
    readonly worse: number;
    readonly judged: number;
  };
  readonly rows: readonly FunnelRow[];
}

const GROUPS = ['branch', 'region', 'channel', 'service_line', 'service_item'] as const;
const Z = 1.959964;

export class GetFunnel extends Query<FunnelAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetFunnel)
export class GetFunnelHandler implements IQueryHandler<GetFunnel> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetFunnel): Promise<FunnelAnswer> {
    const { own, scores } = readChartQuestion(parameters, ['id', 'by'], this.timeZone, (reader) => ({
      node: readNode(reader),
      by: reader.oneOf('by', GROUPS) ?? 'branch',
    }));
    const [{ rows }, branches] = await Promise.all([
      this.queries.execute(new GetScores({ ...scores, id: own.node.id, by: own.by }, signal)),
      this.queries.execute(new GetBranches()),
    ]);
    return funnelAnswer(own.node, own.by, rows, branches);
  }
}

/** @param rows of one node, group by group. The worst first, those not judged last */
export function funnelAnswer(
  node: ModelNode,
  by: (typeof GROUPS)[number],
  rows: readonly ScoreRow[],
  branches: readonly Branch[],
): FunnelAnswer {
  const { kind, unit, scale } = quantityOf(node);
  const groups = rows.map((row) => groupOf(row, kind, scale));
  const judged = groups.flatMap((group) => group ?? []);
  const drawn = funnel(kind === 'single' ? 'estimate' : kind, judged);
  const places = new Map(judged.map((group, index) => [group, drawn.places[index]!]));
  const isUpGood = node.level !== 'metric' || node.metrics[0]?.direction === 'up';
  const told = rows.map((row, index): FunnelRow => {
    const group = groups[index];
    const place = group ? places.get(group) : undefined;
    const code = row.group[by] ?? '';
    const { value } = plottedOf(row);
    return {
      group: code,
      name: groupName(by, code, branches),
      value,
      n: row.n,
      centre: judged.length > 0 ? drawn.centre * scale : null,
      lower95: place ? place.inner[0] * scale : null,
      upper95: place ? place.inner[1] * scale : null,
      lower998: place ? place.outer[0] * scale : null,
      upper998: place ? place.outer[1] * scale : null,
      z: place?.z ?? null,
      q: place?.q ?? null,
      verdict: place?.verdict ?? 'not_judged',
      standing: standingOf(place?.verdict, isUpGood),
    };
  });
  const merit = ({ z }: FunnelRow): number => (z === null ? Infinity : isUpGood ? z : -z);
  return {
    meta: {
      id: node.id,
      name: node.name,
      unit,
      by,
      phi: drawn.phi,
      tau2: drawn.tau2,
      outside: told.filter(({ standing }) => standing !== 0).length,
      worse: told.filter(({ standing }) => standing === -1).length,
      judged: judged.length,
    },
    rows: told.toSorted((a, b) => merit(a) - merit(b) || (a.group < b.group ? -1 : 1)),
  };
}

/** Undefined where there is nothing to judge: no value, no cases, no spread. */
function groupOf(row: ScoreRow, kind: 'share' | 'rate' | 'single', scale: number): FunnelGroup | undefined {
  const { value, lower, upper } = plottedOf(row);
  if (value === null) return undefined;
  const size = sizeOf(row);
  if (kind !== 'single') return size > 0 ? { value: value / scale, size } : undefined;
  const standardError = lower === null || upper === null ? 0 : (upper - lower) / (2 * Z);
  return standardError > 0 ? { value, size, standardError } : undefined;
}

function standingOf(verdict: FunnelPlace['verdict'] | undefined, isUpGood: boolean): FunnelRow['standing'] {
  if (verdict === undefined || verdict === 'as_expected') return 0;
  return (verdict === 'higher') === isUpGood ? 1 : -1;
}
