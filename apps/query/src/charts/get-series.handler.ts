/** The use case "how did this go": one node period by period, for a few groups side by side. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { ModelNode } from '@plumbline/indicators';
import { DIMENSIONS } from '@plumbline/warehouse';
import { GetBranches } from '../get-branches.handler';
import { GetScores } from '../get-scores.handler';
import type { RawParameters } from '../parameters';
import { TIME_ZONE } from '../query.tokens';
import type { ScoreRow } from '../score-row';
import { readChartQuestion, readNode, readSeriesGrain } from './chart-question';
import { groupName } from './group-name';
import { plottedOf, quantityOf } from './measured-quantity';

export interface SeriesRow {
  readonly time: string;
  /** Empty where nothing is grouped by. */
  readonly group: string;
  readonly name: string;
  /** In the metric's unit, else a score, with 95 % limits. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number | null;
}

export interface SeriesAnswer {
  readonly meta: {
    readonly id: string;
    readonly name: ModelNode['name'];
    readonly unit: string;
    readonly by: string;
    readonly grain: string;
    /** Groups that are left out, being smaller than those shown. */
    readonly left_out: number;
  };
  readonly rows: readonly SeriesRow[];
}

const GROUPS = ['none', ...DIMENSIONS.filter((dimension) => dimension !== 'staff')] as const;
/** More lines than this nobody tells apart. */
const MOST_GROUPS = 12;

export class GetSeries extends Query<SeriesAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetSeries)
export class GetSeriesHandler implements IQueryHandler<GetSeries> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetSeries): Promise<SeriesAnswer> {
    const { own, scores } = readChartQuestion(parameters, ['id', 'by', 'grain'], this.timeZone, (reader) => ({
      node: readNode(reader),
      by: reader.oneOf('by', GROUPS) ?? 'none',
      grain: readSeriesGrain(reader),
    }));
    const { node, by, grain } = own;
    const [{ rows }, branches] = await Promise.all([
      this.queries.execute(new GetScores({ ...scores, id: node.id, by, grain }, signal)),
      this.queries.execute(new GetBranches()),
    ]);
    const { shown, leftOut } = largestGroups(rows, by);
    return {
      meta: { id: node.id, name: node.name, unit: quantityOf(node).unit, by, grain, left_out: leftOut },
      rows: shown.map((row) => {
        const group = row.group[by] ?? '';
        return { time: row.time, group, name: groupName(by, group, branches), ...plottedOf(row), n: row.n };
      }),
    };
  }
}

/** The rows of the groups with the most cases, in their order. */
export function largestGroups(rows: readonly ScoreRow[], by: string): { shown: ScoreRow[]; leftOut: number } {
  const cases = new Map<string, number>();
  for (const { group, n } of rows) cases.set(group[by] ?? '', (cases.get(group[by] ?? '') ?? 0) + (n ?? 0));
  const largest = [...cases].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MOST_GROUPS);
  const kept = new Set(largest.map(([group]) => group));
  return { shown: rows.filter(({ group }) => kept.has(group[by] ?? '')), leftOut: cases.size - kept.size };
}
