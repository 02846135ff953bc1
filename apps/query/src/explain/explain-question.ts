/** What is asked of GET /scores/explain: one node, in one cell of one period, and the period before. */
import { type ModelNode, NODES } from '@plumbline/indicators';
import { DIMENSIONS } from '@plumbline/warehouse';
import { type Section, SECTIONS } from './explanation-rows';
import { ParameterReader, type RawParameters } from '../parameters';
import { type DayRange, periodEnd, periodOf, previousPeriod } from '../previous-period';
import { readCellsQuestion, type ScoresQuestion } from '../scores-question';

export interface ExplainQuestion {
  readonly node: ModelNode;
  /** First local day of the period, as rows of scores tell it. */
  readonly period: string;
  readonly grain: ScoresQuestion['grain'];
  /** The part of the period that was asked for. */
  readonly range: DayRange;
  readonly previous: DayRange;
  /** Everything else that says which cell it is; one cell, whatever its days. */
  readonly cell: ScoresQuestion;
  readonly format: 'json' | 'rows';
  /** Of rows: those wanted; all where none was named. */
  readonly sections: readonly Section[];
}

const PARAMETERS = ['id', 'from', 'to', 'grain', 'time', ...DIMENSIONS, 'as_of', 'section', 'format'];
/** A row's time, of which the date names the period. */
const TIME = /^(\d{4}-\d{2}-\d{2})T/;

/** @throws Problem 400 with every fault of the parameters */
export function readExplainQuestion(raw: RawParameters, timeZone: string, nowMs: number): ExplainQuestion {
  const reader = new ParameterReader({ ...raw, ...dateOfTime(raw) }, PARAMETERS);
  const asked = readCellsQuestion(reader, timeZone, nowMs);
  const ids = reader.list('id');
  if (ids.length > 1) reader.fault('id', 'too_many', 'One id is explained at a time.');
  const node = (ids.length === 0 ? undefined : asked.nodes[0]) ?? NODES[0]!;
  const format = reader.oneOf('format', ['json', 'rows'] as const) ?? 'json';
  const sections = reader.someOf('section', SECTIONS);
  const period = readPeriod(reader, asked);
  reader.finish();
  const { from, to, grain } = asked;
  const range =
    grain === 'none'
      ? { from, to }
      : { from: period > from ? period : from, to: periodEnd(period, asked) < to ? periodEnd(period, asked) : to };
  return {
    node,
    period,
    grain,
    range,
    previous: previousPeriod(period, asked),
    cell: { ...asked, grain: 'none', by: [], compare: 'none', format: 'json' },
    format,
    sections,
  };
}

function dateOfTime({ time }: RawParameters): RawParameters {
  const date = typeof time === 'string' ? TIME.exec(time)?.[1] : undefined;
  return date === undefined ? {} : { time: date };
}

/** The period that is named, or the only one. */
function readPeriod(reader: ParameterReader, asked: Pick<ScoresQuestion, 'from' | 'to' | 'grain'>): string {
  const { from, to, grain } = asked;
  const first = periodOf(from, asked);
  const named = reader.date('time');
  if (named === undefined) {
    const isOnly = grain === 'none' || periodEnd(first, asked) >= to;
    if (!isOnly)
      reader.fault('time', 'required', `The range holds more than one ${grain}; name one by its row’s time.`);
    return first;
  }
  const isThere = named >= first && named < to && named === periodOf(named, asked);
  if (!isThere) {
    const periods = grain === 'none' ? `The period begins on ${from}` : `No ${grain} of the range begins on ${named}`;
    reader.fault('time', 'range', `${periods}; give the time of a row.`);
  }
  return named;
}
