/** The use case "where is what weak": a row per group, a column per indicator. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { GetBranches } from '../get-branches.handler';
import { GetScores } from '../get-scores.handler';
import type { RawParameters } from '../parameters';
import { TIME_ZONE } from '../query.tokens';
import type { ScoreRow } from '../score-row';
import { readChartQuestion } from './chart-question';
import { groupName } from './group-name';

/** Of a group: `group`, `name`, `n`, and the score of `overall`, of each dimension and each indicator under its id. */
export type MatrixRow = Readonly<Record<string, string | number | null>>;

export interface MatrixAnswer {
  readonly meta: { readonly by: string };
  readonly rows: readonly MatrixRow[];
}

const GROUPS = ['branch', 'region', 'channel', 'service_line', 'service_item'] as const;

export class GetMatrix extends Query<MatrixAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetMatrix)
export class GetMatrixHandler implements IQueryHandler<GetMatrix> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetMatrix): Promise<MatrixAnswer> {
    const { own: by, scores } = readChartQuestion(
      parameters,
      ['by'],
      this.timeZone,
      (reader) => reader.oneOf('by', GROUPS) ?? 'branch',
    );
    const [{ rows }, branches] = await Promise.all([
      this.queries.execute(new GetScores({ ...scores, by, level: 'overall,dimension,indicator' }, signal)),
      this.queries.execute(new GetBranches()),
    ]);
    return { meta: { by }, rows: matrixRows(rows, by, (code) => groupName(by, code, branches)) };
  }
}

/** In the order of the groups. */
export function matrixRows(rows: readonly ScoreRow[], by: string, nameOf: (code: string) => string): MatrixRow[] {
  const byGroup = new Map<string, Record<string, string | number | null>>();
  for (const { group, id, level, score, n } of rows) {
    const code = group[by] ?? '';
    const row = byGroup.get(code) ?? { group: code, name: nameOf(code), n: null };
    row[id] = score;
    if (level === 'overall') row['n'] = n;
    byGroup.set(code, row);
  }
  return [...byGroup.values()];
}
