/** From rows to events: pure, a row at a time, every row accounted for. */
import { nearestName } from '@plumbline/events';
import { CliError, EXIT } from '../cli-error';
import { currentWireType } from './event-types';
import { columnsOf, type EventSpec, type Mapping } from './mapping';
import type { Row } from './row-formats';
import { fill, holds, objectOf, type RowContext, UnreadableValue, valueOf } from './values';

export interface ImportedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly branchid?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What became of the rows so far. */
export interface RowCounts {
  rows: number;
  events: number;
  /** By reason of the mapping. */
  readonly skipped: Record<string, number>;
  /** Rows that could not be read, by what was wrong. */
  readonly unreadable: Record<string, { count: number; readonly rows: number[] }>;
  readonly counted: Record<string, number>;
}

const ROWS_NAMED = 5;

export function newCounts(mapping: Mapping): RowCounts {
  return {
    rows: 0,
    events: 0,
    skipped: Object.fromEntries((mapping.skip ?? []).map(({ reason }) => [reason, 0])),
    unreadable: {},
    counted: Object.fromEntries(Object.keys(mapping.count ?? {}).map((name) => [name, 0])),
  };
}

/**
 * The events of rows; `counts` grows with them.
 * @param rows row 0 holds the names of the columns
 * @throws CliError where the file is empty or lacks a column that the mapping reads
 */
export async function* mapRows(
  rows: AsyncIterable<Row>,
  mapping: Mapping,
  counts: RowCounts,
  staffRef: (name: string) => string,
): AsyncGenerator<ImportedEvent> {
  let isEmpty = true;
  for await (const row of rows) {
    isEmpty = false;
    if (row.number === 0) {
      checkColumns(mapping, [...row.fields.keys()]);
      continue;
    }
    counts.rows += 1;
    const events = mapRow(row, mapping, counts, staffRef);
    counts.events += events.length;
    yield* events;
  }
  if (isEmpty) throw new CliError(`The file is empty. ${columnsNeeded(mapping)}`, EXIT.usage);
}

function mapRow(row: Row, mapping: Mapping, counts: RowCounts, staffRef: (name: string) => string): ImportedEvent[] {
  if (row.fault !== undefined) {
    countUnreadable(row, row.fault, counts);
    return [];
  }
  const computed = new Map<string, string>([['row', String(row.number)]]);
  const context: RowContext = {
    text: (name) => computed.get(name) ?? (row.fields.get(name) || undefined),
    timeZone: mapping.file.timeZone ?? 'UTC',
    staffRef,
  };
  try {
    for (const [name, condition] of Object.entries(mapping.count ?? {})) {
      if (holds(condition, context)) counts.counted[name] = (counts.counted[name] ?? 0) + 1;
    }
    for (const { reason, when } of mapping.skip ?? []) {
      if (!holds(when, context)) continue;
      counts.skipped[reason] = (counts.skipped[reason] ?? 0) + 1;
      return [];
    }
    for (const [name, spec] of Object.entries(mapping.values ?? {})) {
      const value = valueOf(spec, context);
      if (value !== undefined) computed.set(name, textOf(value));
    }
    return mapping.events
      .filter(({ when }) => when === undefined || holds(when, context))
      .map((spec) => eventOf(spec, mapping, context));
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    countUnreadable(row, error.what, counts);
    return [];
  }
}

function countUnreadable({ number }: Row, what: string, counts: RowCounts): void {
  const unreadable = (counts.unreadable[what] ??= { count: 0, rows: [] });
  unreadable.count += 1;
  if (unreadable.rows.length < ROWS_NAMED) unreadable.rows.push(number);
}

/** A computed value as templates see it. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function eventOf(spec: EventSpec, mapping: Mapping, context: RowContext): ImportedEvent {
  const time = valueOf(spec.time, context);
  if (typeof time !== 'string') throw new UnreadableValue(`no_time_for ${spec.type}`);
  const branch = valueOf(spec.branch, context);
  return {
    specversion: '1.0',
    id: fill(spec.id, context),
    source: mapping.source,
    type: currentWireType(spec.type),
    time,
    ...(typeof branch === 'string' ? { branchid: branch } : {}),
    data: objectOf(spec.data, context),
  };
}

function checkColumns(mapping: Mapping, present: readonly string[]): void {
  const missing = columnsOf(mapping).filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  const lines = missing.map((name) => {
    const nearest = nearestName(name, present);
    return `  "${name}"${nearest === undefined ? '' : ` (did you mean "${nearest}"?)`}`;
  });
  throw new CliError(
    `The mapping "${mapping.title}" does not fit the file. It reads columns that the file does not have:\n${lines.join('\n')}\nThe file has: ${present.join(', ')}`,
    EXIT.usage,
  );
}

function columnsNeeded(mapping: Mapping): string {
  const columns = columnsOf(mapping);
  return columns.length === 0
    ? `The mapping "${mapping.title}" reads no column, but needs rows.`
    : `The mapping "${mapping.title}" reads these columns: ${columns.join(', ')}.`;
}
