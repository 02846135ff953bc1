/** What is asked of GET /scores: range, grain, grouping, level, filters (api.md). */
import { dateOf, dayNumber, localDate } from '@plumbline/calendar';
import { type Level, LEVELS, type ModelNode, NODES } from '@plumbline/indicators';
import {
  asOf,
  type Dimension,
  DIMENSIONS,
  type Grain,
  type GroupFilters,
  type Moment,
  type ScratchTables,
} from '@plumbline/warehouse';
import { ParameterReader, type RawParameters } from './parameters';

/** Of which moment something is asked. */
export interface AskedMoment {
  /** What is known: everything, or what was at the as-of instant. */
  readonly moment: Moment;
  /** The as-of instant: now, where none is asked for. */
  readonly asOfMs: number;
  /** Local day of the as-of instant. */
  readonly today: string;
}

/** What cells are asked for, whatever is made of them. */
export interface CellsQuestion extends AskedMoment {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly grain: Grain;
  readonly by: readonly Dimension[];
  readonly filters: GroupFilters;
  /** What stands in for facts and daily sums: those of another moment. */
  readonly tables?: ScratchTables;
}

export interface ScoresQuestion extends CellsQuestion {
  /** The nodes to score, in model order. */
  readonly nodes: readonly ModelNode[];
  /** What each row is held against. */
  readonly compare: 'none' | 'previous';
  readonly format: 'json' | 'csv';
}

const DEFAULT_DAYS = 90;
const MOST_DAYS = 366 * 20;
const GRAINS: readonly Grain[] = ['none', 'day', 'week', 'month', 'quarter', 'year'];
const GROUPS = ['none', ...DIMENSIONS] as const;
const PARAMETERS = ['from', 'to', 'grain', 'by', 'level', 'id', ...DIMENSIONS, 'as_of', 'compare', 'format'];

/**
 * @param notTaken parameters that make no sense of what is asked
 * @throws Problem 400 with every fault of the parameters
 */
export function readScoresQuestion(
  raw: RawParameters,
  timeZone: string,
  nowMs: number,
  notTaken: readonly string[] = [],
): ScoresQuestion {
  const taken = PARAMETERS.filter((name) => !notTaken.includes(name));
  const reader = new ParameterReader(raw, taken);
  const question: ScoresQuestion = {
    ...readCellsQuestion(reader, timeZone, nowMs),
    compare: reader.oneOf('compare', ['none', 'previous'] as const) ?? 'none',
    format: reader.oneOf('format', ['json', 'csv'] as const) ?? 'json',
  };
  reader.finish();
  return question;
}

/** What decides which cells are read, whatever is told of them. */
export function readCellsQuestion(
  reader: ParameterReader,
  timeZone: string,
  nowMs: number,
): Omit<ScoresQuestion, 'compare' | 'format'> {
  const at = readMoment(reader, timeZone, nowMs);
  return {
    ...readRange(reader, at.today, timeZone),
    grain: reader.oneOf('grain', GRAINS) ?? 'none',
    by: reader.someOf('by', GROUPS).filter((dimension) => dimension !== 'none'),
    nodes: nodesAsked(reader),
    filters: readFilters(reader),
    ...at,
  };
}

/** The instant `as_of`, or now. */
export function readMoment(reader: ParameterReader, timeZone: string, nowMs: number): AskedMoment {
  const askedMs = reader.instant('as_of');
  if (askedMs !== undefined && askedMs > nowMs) {
    reader.fault('as_of', 'range', 'as_of lies in the future; leave it out for what is known now.');
  }
  const asOfMs = askedMs ?? nowMs;
  return {
    moment: askedMs === undefined ? { occurredByMs: nowMs } : asOf(askedMs),
    asOfMs,
    today: localDate(asOfMs, timeZone),
  };
}

/** Local days; the last 90 up to today where they are not given. */
export function readRange(
  reader: ParameterReader,
  today: string,
  timeZone: string,
): Pick<ScoresQuestion, 'from' | 'to'> {
  const to = reader.dayAfterLast('to', timeZone) ?? dateOf(dayNumber(today) + 1);
  const from = reader.firstDay('from', timeZone) ?? dateOf(dayNumber(to) - DEFAULT_DAYS);
  if (from >= to) reader.fault('from', 'range', `from (${from}) must lie before to (${to}), which is exclusive.`);
  if (dayNumber(to) - dayNumber(from) > MOST_DAYS) reader.fault('from', 'range', 'The range is longer than 20 years.');
  return { from, to };
}

export function readFilters(reader: ParameterReader): GroupFilters {
  const filters = DIMENSIONS.map((dimension) => [dimension, reader.list(dimension)] as const);
  return Object.fromEntries(filters) as unknown as GroupFilters;
}

/** Those of the level, or with the ids; without either, the overall score and the dimensions. */
function nodesAsked(reader: ParameterReader): readonly ModelNode[] {
  const level = reader.someOf('level', LEVELS);
  const ids = reader.someOf(
    'id',
    NODES.map(({ id }) => id),
  );
  const levels: readonly Level[] = level.length === 0 && ids.length === 0 ? ['overall', 'dimension'] : level;
  return NODES.filter(
    (node) => (levels.length === 0 || levels.includes(node.level)) && (ids.length === 0 || ids.includes(node.id)),
  );
}
