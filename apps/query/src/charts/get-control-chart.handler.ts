/** The use case "is this series stable": a control chart of one node (scoring.md 3.5). */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import type { ModelNode } from '@plumbline/indicators';
import { type ControlChart, controlChart } from '@plumbline/scoring';
import { GetScores } from '../get-scores.handler';
import type { RawParameters } from '../parameters';
import { TIME_ZONE } from '../query.tokens';
import type { ScoreRow } from '../score-row';
import { readChartQuestion, readNode, readSeriesGrain } from './chart-question';
import { plottedOf, quantityOf, sizeOf } from './measured-quantity';

export interface ControlRow {
  readonly time: string;
  /** In the metric's unit, else a score. */
  readonly value: number | null;
  readonly n: number | null;
  readonly centre: number | null;
  /** Three sigma below and above the centre; null where the period has too few cases for limits. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The value again where a rule signals, for a mark of its own. */
  readonly signal: number | null;
  /** Names of the rules that signal, joined by a comma. */
  readonly rules: string;
  readonly baseline: boolean;
}

export interface ControlAnswer {
  readonly meta: {
    readonly id: string;
    readonly name: ModelNode['name'];
    readonly unit: string;
    readonly grain: string;
  } & Pick<ControlChart, 'chart' | 'limits' | 'sigmaZ' | 'baselinePoints'>;
  readonly rows: readonly ControlRow[];
}

export class GetControlChart extends Query<ControlAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetControlChart)
export class GetControlChartHandler implements IQueryHandler<GetControlChart> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetControlChart): Promise<ControlAnswer> {
    const { own, scores } = readChartQuestion(parameters, ['id', 'grain'], this.timeZone, (reader) => ({
      node: readNode(reader),
      grain: readSeriesGrain(reader),
    }));
    const { rows } = await this.queries.execute(
      new GetScores({ ...scores, id: own.node.id, grain: own.grain }, signal),
    );
    return controlAnswer(own.node, own.grain, rows);
  }
}

/** @param rows of one node, period by period */
export function controlAnswer(node: ModelNode, grain: string, rows: readonly ScoreRow[]): ControlAnswer {
  const { kind, unit, scale, range } = quantityOf(node);
  const values = rows.map((row) => plottedOf(row).value);
  const { points, chart, limits, sigmaZ, baselinePoints } = controlChart(
    kind,
    rows.map((row, index) => ({ value: scaled(values[index] ?? null, 1 / scale), size: sizeOf(row) })),
    range,
  );
  return {
    meta: { id: node.id, name: node.name, unit, grain, chart, limits, sigmaZ, baselinePoints },
    rows: rows.map(({ time, n }, index) => {
      const { centre, lower, upper, signals, isBaseline } = points[index]!;
      const value = values[index] ?? null;
      return {
        time,
        value,
        n,
        centre: scaled(centre, scale),
        lower: scaled(lower, scale),
        upper: scaled(upper, scale),
        signal: signals.length > 0 ? value : null,
        rules: signals.join(', '),
        baseline: isBaseline,
      };
    }),
  };
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}
