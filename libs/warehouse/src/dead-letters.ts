/** Dead letters in the warehouse: written from the records of their topic, read as what became of each. */
import type { WarehouseClient } from './client';
import { clickHouseInstant } from './instants';
import { loadSql } from './sql';

export interface DeadLetterRow {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
  readonly appendedAtMs: number;
  readonly reason: string;
  readonly message: string;
  readonly faults: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  readonly redriveOf?: string;
}

export interface DeadLetterActRow {
  readonly id: string;
  readonly letter: string;
  readonly kind: 'repaired' | 'redriven';
  readonly atMs: number;
  readonly requestedBy?: string;
  /** JSON. */
  readonly event: Uint8Array;
}

/** `dead_again`: it was driven again, and the letter `diedAgainAs` is about the same event now. */
export const DEAD_LETTER_STATUSES = ['open', 'repaired', 'redriven', 'dead_again'] as const;
export type DeadLetterStatus = (typeof DEAD_LETTER_STATUSES)[number];

export type DeadLetterSummary = Omit<DeadLetterRow, 'headers' | 'content'> & {
  readonly id: string;
  readonly type: string;
  readonly contentBytes: number;
  readonly status: DeadLetterStatus;
  readonly diedAgainAs?: string;
};

export type FoundDeadLetter = DeadLetterSummary &
  Pick<DeadLetterRow, 'headers' | 'content'> & {
    /** The first first. */
    readonly acts: readonly DeadLetterActRow[];
  };

export interface DeadLetterFilters {
  /** Those wanted; all where none is named, as for reasons. */
  readonly statuses: readonly DeadLetterStatus[];
  readonly reasons: readonly string[];
}

export interface DeadLetterPage {
  /** Place of the last letter of the page before. */
  readonly after?: Pick<DeadLetterRow, 'topic' | 'partition' | 'offset'> | undefined;
  readonly limit: number;
}

type SummaryColumns = [
  topic: string,
  partition: number,
  offset: string,
  id: string,
  key: string,
  type: string,
  contentBytes: number,
  appendedAt: string,
  reason: string,
  message: string,
  faults: string,
  redriveOf: string,
  diedAgainAs: string,
  status: DeadLetterStatus,
];

const COUNT_TIMEOUT_MS = 2_000;

const STATES = { states: 'reads/dead_letter_states' };
const PAGE = loadSql('reads/dead_letter_page', STATES);
const ONE = loadSql('reads/dead_letter', STATES);
const OPEN = `SELECT count() FROM (${loadSql('reads/dead_letter_states')}) WHERE status IN ('open', 'repaired')`;
const ACTS = 'SELECT id, letter, kind, at, requested_by, event FROM dead_letter_acts FINAL WHERE letter = {id:String}';

/** Repeating it adds nothing. */
export async function insertDeadLetters(client: WarehouseClient, letters: readonly DeadLetterRow[]): Promise<void> {
  const lines = letters.map((letter) => ({
    topic: letter.topic,
    partition: letter.partition,
    offset: String(letter.offset),
    key: letter.key,
    type: letter.headers['ce_type'] ?? '',
    headers: JSON.stringify(letter.headers),
    content: Buffer.from(letter.content).toString('base64'),
    content_n: letter.content.length,
    appended_at: clickHouseInstant(letter.appendedAtMs),
    reason: letter.reason,
    message: letter.message,
    faults: JSON.stringify(letter.faults),
    redrive_of: letter.redriveOf ?? '',
  }));
  await insert(client, 'dead_letters', lines);
}

/** Repeating it adds nothing. */
export async function insertDeadLetterActs(client: WarehouseClient, acts: readonly DeadLetterActRow[]): Promise<void> {
  const lines = acts.map(({ letter, id, kind, atMs, requestedBy, event }) => ({
    letter,
    at: clickHouseInstant(atMs),
    id,
    kind,
    requested_by: requestedBy ?? '',
    event: Buffer.from(event).toString('utf8'),
  }));
  await insert(client, 'dead_letter_acts', lines);
}

/** Letters in the order of their originals. */
export async function readDeadLetters(
  client: WarehouseClient,
  { statuses, reasons }: DeadLetterFilters,
  { after, limit }: DeadLetterPage,
): Promise<DeadLetterSummary[]> {
  const rows = await client.rows<SummaryColumns>(PAGE, {
    status: statuses,
    reason: reasons,
    after_topic: after?.topic ?? '',
    after_partition: after?.partition ?? -1,
    after_offset: String(after?.offset ?? -1),
    limit,
  });
  return rows.map(summaryOf);
}

export async function readDeadLetter(client: WarehouseClient, id: string): Promise<FoundDeadLetter | undefined> {
  const [[row], acts] = await Promise.all([
    client.rows<[...SummaryColumns, headers: string, content: string]>(ONE, { id }),
    client.rows<[string, string, DeadLetterActRow['kind'], string, string, string]>(`${ACTS} ORDER BY at, id`, { id }),
  ]);
  if (row === undefined) return undefined;
  const [headers, content] = row.slice(-2) as [string, string];
  return {
    ...summaryOf(row),
    headers: JSON.parse(headers) as Record<string, string>,
    content: Buffer.from(content, 'base64'),
    acts: acts.map(([actId, letter, kind, at, requestedBy, event]) => ({
      id: actId,
      letter,
      kind,
      atMs: msOf(at),
      ...(requestedBy === '' ? {} : { requestedBy }),
      event: Buffer.from(event),
    })),
  };
}

/**
 * Letters about which nothing final was done yet.
 * @throws WarehouseError where ClickHouse does not answer at once: who asks how things are cannot wait
 */
export async function countOpenDeadLetters(client: WarehouseClient): Promise<number> {
  const [row] = await client.rows<[string]>(OPEN, {}, AbortSignal.timeout(COUNT_TIMEOUT_MS));
  return Number(row?.[0] ?? 0);
}

async function insert(client: WarehouseClient, table: string, lines: readonly object[]): Promise<void> {
  if (lines.length === 0) return;
  await client.insertLines(
    `INSERT INTO ${table} FORMAT JSONEachRow`,
    lines.map((line) => Buffer.from(JSON.stringify(line))),
  );
}

function summaryOf(row: readonly unknown[]): DeadLetterSummary {
  const [topic, partition, offset, id, key, type, contentBytes, appendedAt, reason, message, faults, of, as, status] =
    row as SummaryColumns;
  return {
    topic,
    partition,
    offset: BigInt(offset),
    id,
    key,
    type,
    contentBytes,
    appendedAtMs: msOf(appendedAt),
    reason,
    message,
    faults: JSON.parse(faults) as DeadLetterRow['faults'],
    ...(of === '' ? {} : { redriveOf: of }),
    ...(as === '' ? {} : { diedAgainAs: as }),
    status,
  };
}

/** From ClickHouse's own text of a DateTime64(3, 'UTC'). */
function msOf(instant: string): number {
  return Date.parse(`${instant.replace(' ', 'T')}Z`);
}
