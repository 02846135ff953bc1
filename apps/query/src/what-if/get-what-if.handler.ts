/** The use case "what if this record is wrong": the scores that corrections and voids would move, and by how much. Nothing is written. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Scheme, SCHEME } from '@plumbline/indicators';
import { type WarehouseClient, withDraftedFacts } from '@plumbline/warehouse';
import { refuseUnknownPlaces } from '../known-places';
import type { RawParameters } from '../parameters';
import { TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readScoreRows } from '../score-reading';
import type { ScoreRow } from '../score-row';
import { readScoresQuestion } from '../scores-question';
import { unlessAway } from '../warehouse-away';
import { readDrafts } from './drafts';

/** What a row says, as it is or as it would be; null where the group has no row. */
export type ToldScore = Pick<
  ScoreRow,
  'score' | 'lower' | 'upper' | 'n' | 'coverage' | 'status' | 'value' | 'excluded'
> | null;

export interface MovedRow extends Pick<ScoreRow, 'time' | 'group' | 'level' | 'id' | 'name'> {
  readonly before: ToldScore;
  readonly after: ToldScore;
  /** In points of the score; null where one of the two has none. */
  readonly change: number | null;
}

export interface WhatIfAnswer {
  readonly meta: {
    readonly scheme: Pick<Scheme, 'id' | 'version' | 'sha256'>;
    readonly as_of: string;
    readonly from: string;
    /** Exclusive. */
    readonly to: string;
    readonly grain: string;
    readonly by: readonly string[];
    readonly drafts: number;
    /** Rows that the question has, moved or not. */
    readonly rows: number;
  };
  /** The rows that would say something else, in the order of GET /scores. */
  readonly rows: readonly MovedRow[];
}

export class GetWhatIf extends Query<WhatIfAnswer> {
  /**
   * @param parameters those of GET /scores
   * @param drafts as posted
   */
  constructor(
    readonly parameters: RawParameters,
    readonly drafts: unknown,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetWhatIf)
export class GetWhatIfHandler implements IQueryHandler<GetWhatIf> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, drafts: sent, signal }: GetWhatIf): Promise<WhatIfAnswer> {
    const { warehouse, timeZone } = this;
    const nowMs = Date.now();
    const question = readScoresQuestion(parameters, timeZone, nowMs, NOT_ASKED);
    const drafts = readDrafts(sent, nowMs);
    const { from, to, grain, by } = question;
    const [before, after] = await unlessAway(
      'The question cannot be answered now',
      async () => {
        await refuseUnknownPlaces(warehouse, question.filters);
        return Promise.all([
          readScoreRows(warehouse, question, timeZone, signal),
          withDraftedFacts(warehouse, { drafts, timeZone, from, to }, (tables) =>
            readScoreRows(warehouse, { ...question, tables }, timeZone, signal),
          ),
        ]);
      },
      signal,
    );
    const { id, version, sha256 } = SCHEME;
    const as_of = new Date(nowMs).toISOString();
    const scheme = { id, version, sha256 };
    return {
      meta: { scheme, as_of, from, to, grain, by, drafts: drafts.length, rows: after.length },
      rows: movedRows(before, after),
    };
  }
}

/** A what-if is about what is known now, and is no comparison of periods. */
const NOT_ASKED = ['as_of', 'compare', 'format'];

/** Rows that differ; a group that comes or goes has rows on one side only. */
export function movedRows(before: readonly ScoreRow[], after: readonly ScoreRow[]): MovedRow[] {
  const earlier = new Map(before.map((row) => [keyOf(row), row]));
  const later = new Map(after.map((row) => [keyOf(row), row]));
  const all = [...after, ...before.filter((row) => !later.has(keyOf(row)))];
  return all.flatMap((row) => {
    const [was, is] = [told(earlier.get(keyOf(row))), told(later.get(keyOf(row)))];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const { time, group, level, id, name } = row;
    const [from, to] = [was?.score ?? null, is?.score ?? null];
    const change = from === null || to === null ? null : to - from;
    return [{ time, group, level, id, name, before: was, after: is, change }];
  });
}

function told(row: ScoreRow | undefined): ToldScore {
  if (!row) return null;
  const { score, lower, upper, n, coverage, status, value, excluded } = row;
  return {
    score,
    lower,
    upper,
    n,
    coverage,
    status,
    ...(value === undefined ? {} : { value }),
    ...(excluded ? { excluded } : {}),
  };
}

function keyOf({ time, group, id }: ScoreRow): string {
  return JSON.stringify([time, group, id]);
}
