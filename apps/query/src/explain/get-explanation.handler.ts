/** The use case "why this score": its row, what it is made of, what was counted, and what has changed since the period before. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { childrenOf, SCHEME } from '@plumbline/indicators';
import type { MemberPeriod } from '@plumbline/scoring';
import type { WarehouseClient } from '@plumbline/warehouse';
import { refuseUnknownPlaces } from '../known-places';
import { localMidnight } from '../local-midnight';
import type { RawParameters } from '../parameters';
import { freshnessSeconds, type Pipeline } from '../pipeline';
import type { DayRange } from '../previous-period';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readAt } from '../read-at';
import { rangeRead } from '../score-cells';
import type { ScoreRow } from '../score-row';
import { scoreCells } from '../score-rows';
import { unlessAway } from '../warehouse-away';
import { CellAddresses } from './addresses';
import { explainedChange } from './change';
import { contributionsOf, weightsOf } from './contributions';
import { type ExplainQuestion, readExplainQuestion } from './explain-question';
import { type ExplainedCell, readExplainedCell } from './explained-cell';
import type { Explanation, ExplanationMeta } from './explanation';
import { type ExplanationRow, explanationRows } from './explanation-rows';
import { explainedAnchors, formulaOf } from './formula-in-words';
import { explainedExclusions, rawSums } from './raw-sums';
import { explainedStrata, hiddenKeys } from './strata';

/** The same in flat rows. */
export interface ExplanationTable {
  readonly meta: ExplanationMeta;
  readonly rows: readonly ExplanationRow[];
}

export class GetExplanation extends Query<Explanation | ExplanationTable> {
  /** @param signal aborts when whoever asked has left */
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetExplanation)
export class GetExplanationHandler implements IQueryHandler<GetExplanation> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
  ) {}

  async execute({ parameters, signal }: GetExplanation): Promise<Explanation | ExplanationTable> {
    const question = readExplainQuestion(parameters, this.timeZone, Date.now());
    const periods = await unlessAway('Scores cannot be explained now', () => this.read(question, signal), signal);
    const addresses = new CellAddresses(parameters, question.range, question.grain);
    const explanation = {
      meta: await this.meta(question),
      ...(await this.explained(question, periods, addresses)),
    };
    return question.format === 'json'
      ? explanation
      : { meta: explanation.meta, rows: rowsOfSections(question, explanationRows(question.node, explanation)) };
  }

  private async read(
    { node, cell, period, range, previous }: ExplainQuestion,
    signal: AbortSignal | undefined,
  ): Promise<[ExplainedCell, ExplainedCell]> {
    const { warehouse, pipeline, timeZone } = this;
    await refuseUnknownPlaces(warehouse, cell.filters);
    const readPeriod = (days: DayRange, name: string): Promise<ExplainedCell> => {
      const question = { ...cell, ...days };
      return readAt({ warehouse, pipeline, timeZone }, rangeRead(question, node.metrics), (tables) =>
        readExplainedCell(warehouse, { ...question, ...(tables ? { tables } : {}) }, node.metrics, name, signal),
      );
    };
    return Promise.all([readPeriod(previous, previous.from), readPeriod(range, period)]);
  }

  private async meta({ cell, range, grain }: ExplainQuestion): Promise<ExplanationMeta> {
    const { id, version, sha256 } = SCHEME;
    return {
      scheme: { id, version, sha256 },
      as_of: new Date(cell.asOfMs).toISOString(),
      ...range,
      grain,
      freshness_s: freshnessSeconds(await this.pipeline.projectors()),
    };
  }

  private async explained(
    { node, cell, previous }: ExplainQuestion,
    [before, after]: readonly [ExplainedCell, ExplainedCell],
    addresses: CellAddresses,
  ): Promise<Omit<Explanation, 'meta'>> {
    const rowsOf = async (period: ExplainedCell): Promise<ReadonlyMap<string, ScoreRow>> => {
      const nodes = [node, ...childrenOf(node)];
      const rows = await scoreCells([period.cell], { ...cell, nodes }, [period.hidden], (date) =>
        localMidnight(date, this.timeZone),
      );
      return new Map(rows.map((row) => [row.id, row]));
    };
    const [earlier, rows] = await Promise.all([rowsOf(before), rowsOf(after)]);
    const row = rows.get(node.id) as ScoreRow;
    return {
      row,
      formula: formulaOf(node),
      weights: weightsOf(node, after.metrics),
      contributions: contributionsOf(node, after.metrics, rows, addresses),
      ...(node.level === 'metric' ? explainedMetric(node.metrics[0]!, row, before, after) : {}),
      change: explainedChange(node, [before, after], [earlier.get(node.id) as ScoreRow, row], previous, addresses),
      links: addresses.linksOf(node, previous),
    };
  }
}

function explainedMetric(
  metric: ExplainQuestion['node']['metrics'][number],
  row: ScoreRow,
  before: ExplainedCell,
  after: ExplainedCell,
): Pick<Explanation, 'anchors' | 'strata' | 'sums' | 'exclusions'> {
  const anchors = explainedAnchors(metric, row.score);
  const exclusions = explainedExclusions(metric, row.excluded ?? {});
  if (row.status === 'suppressed') return { anchors, strata: [], sums: [], exclusions };
  const periods = [before, after].map(({ metrics }) => metrics.get(metric.id) as MemberPeriod);
  const hidden = hiddenKeys(metric, periods);
  const own = after.metrics.get(metric.id) as MemberPeriod;
  return {
    anchors,
    strata: explainedStrata(metric, own, hidden),
    sums: rawSums(metric, own, hidden),
    exclusions,
  };
}

function rowsOfSections(
  { sections }: Pick<ExplainQuestion, 'sections'>,
  rows: readonly ExplanationRow[],
): readonly ExplanationRow[] {
  return sections.length === 0 ? rows : rows.filter(({ section }) => sections.includes(section));
}
