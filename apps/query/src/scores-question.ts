/** What is asked of GET /scores: range, grain, grouping, level, filters (api.md). */
import { dateOf, dayNumber, localDate } from '@plumbline/calendar';
import { type Level, LEVELS, type ModelNode, NODES } from '@plumbline/indicators';
import { DIMENSIONS, type Dimension, type Grain } from '@plumbline/warehouse';
import { ParameterReader, type RawParameters } from './parameters';

export interface ScoresQuestion {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  readonly grain: Grain;
  readonly by: readonly Dimension[];
  /** The nodes to score, in model order. */
  readonly nodes: readonly ModelNode[];
  readonly filters: Readonly<Record<'branch' | 'region' | 'channel' | 'service_line', readonly string[]>>;
  /** What each row is held against. */
  readonly compare: 'none' | 'previous';
  readonly format: 'json' | 'csv';
  /** The as-of instant: now. */
  readonly asOfMs: number;
  /** Local day of the as-of instant. */
  readonly today: string;
}

const DEFAULT_DAYS = 90;
const MOST_DAYS = 366 * 20;
const GRAINS: readonly Grain[] = ['none', 'day', 'week', 'month', 'quarter', 'year'];
const GROUPS = ['none', ...DIMENSIONS] as const;
const PARAMETERS = [
  'from',
  'to',
  'grain',
  'by',
  'level',
  'id',
  'branch',
  'region',
  'channel',
  'service_line',
  'compare',
  'format',
];

/** @throws Problem 400 with every fault of the parameters */
export function readScoresQuestion(raw: RawParameters, timeZone: string, nowMs: number): ScoresQuestion {
  const reader = new ParameterReader(raw, PARAMETERS);
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
  const today = localDate(nowMs, timeZone);
  const to = reader.date('to') ?? dateOf(dayNumber(today) + 1);
  const from = reader.date('from') ?? dateOf(dayNumber(to) - DEFAULT_DAYS);
  if (from >= to) reader.fault('from', 'range', `from (${from}) must lie before to (${to}), which is exclusive.`);
  if (dayNumber(to) - dayNumber(from) > MOST_DAYS) reader.fault('from', 'range', 'The range is longer than 20 years.');
  return {
    from,
    to,
    grain: reader.oneOf('grain', GRAINS) ?? 'none',
    by: reader.someOf('by', GROUPS).filter((dimension) => dimension !== 'none'),
    nodes: nodesAsked(reader),
    filters: {
      branch: reader.list('branch'),
      region: reader.list('region'),
      channel: reader.list('channel'),
      service_line: reader.list('service_line'),
    },
    asOfMs: nowMs,
    today,
  };
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
