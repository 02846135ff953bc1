/** What charts are asked: their own parameters beside those of the scores that they are drawn from. */
import { NODES } from '@plumbline/indicators';
import { DIMENSIONS, type Grain } from '@plumbline/warehouse';
import { ParameterReader, type RawParameters } from '../parameters';
import { type CellsQuestion, readFilters, readMoment, readRange } from '../scores-question';

/** Of a chart: what cells it covers, and how to ask for their scores. */
export interface ChartQuestion<Own> {
  readonly own: Own;
  readonly cells: Omit<CellsQuestion, 'grain' | 'by'>;
  /** Parameters of GET /scores for the same cells; a chart adds what it wants of them. */
  readonly scores: RawParameters;
}

export const CELL_PARAMETERS = ['from', 'to', ...DIMENSIONS, 'as_of'] as const;
export const SERIES_GRAINS = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Grain[];

/** @throws Problem 400 with every fault of both */
export function readChartQuestion<Own>(
  raw: RawParameters,
  names: readonly string[],
  timeZone: string,
  readOwn: (reader: ParameterReader) => Own,
): ChartQuestion<Own> {
  const reader = new ParameterReader(raw, [...names, ...CELL_PARAMETERS]);
  const own = readOwn(reader);
  const at = readMoment(reader, timeZone, Date.now());
  const cells = { ...readRange(reader, at.today, timeZone), filters: readFilters(reader), ...at };
  reader.finish();
  const scores = Object.fromEntries(CELL_PARAMETERS.flatMap((name) => (raw[name] ? [[name, raw[name]]] : [])));
  return { own, cells, scores };
}

/** One id of the model; the overall score where none is named. */
export function readNode(reader: ParameterReader): (typeof NODES)[number] {
  const id = reader.oneOf('id', NODES.map((node) => node.id)); // prettier-ignore
  return NODES.find((node) => node.id === (id ?? 'overall'))!;
}

export function readSeriesGrain(reader: ParameterReader): (typeof SERIES_GRAINS)[number] {
  return reader.oneOf('grain', SERIES_GRAINS) ?? 'week';
}
