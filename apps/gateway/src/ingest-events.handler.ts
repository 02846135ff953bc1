/**
 * The use case "ingest events": accept each event on its own, append the good ones in blocks, answer per event.
 * Reads no further than the log has taken (back-pressure), so a stream of any length needs constant memory.
 */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventLogError, type EventLog, REDRIVE_OF_HEADER } from '@plumbline/event-log';
import { Problem } from '@plumbline/problem';
import { acceptEvent, type Door, stampedRecord, type UnstampedRecord } from './accept-event';
import { DOOR, EVENT_LOG, INGEST_CLOCK, INGEST_COUNTS } from './gateway.tokens';
import { AnswerTally, type IngestAnswer } from './ingest-answer';
import type { IngestClock } from './ingest-clock';
import type { IngestCounts } from './ingest-counts';

/** An event as parsed, from the dead letter that it is driven again from, if any; or why a line of the stream could not be. */
export type SentEvent =
  { readonly event: unknown; readonly redriveOf?: string } | { readonly unreadable: string; readonly message: string };

export class IngestEvents extends Command<IngestAnswer> {
  constructor(
    readonly sent: AsyncIterable<readonly SentEvent[]>,
    readonly listAll: boolean,
  ) {
    super();
  }
}

/** One event as what a request sends. */
export async function* oneEvent(sent: SentEvent): AsyncGenerator<SentEvent[]> {
  yield [sent];
}

const BLOCK_EVENTS = 1_000;
const BLOCKS_IN_FLIGHT = 2;

@CommandHandler(IngestEvents)
export class IngestEventsHandler implements ICommandHandler<IngestEvents> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(DOOR) private readonly door: Door,
    @Inject(INGEST_CLOCK) private readonly clock: IngestClock,
    @Inject(INGEST_COUNTS) private readonly counts: IngestCounts,
  ) {}

  async execute({ sent, listAll }: IngestEvents): Promise<IngestAnswer> {
    const tally = new AnswerTally(listAll);
    const inFlight: Promise<void>[] = [];
    let block: { record: UnstampedRecord; index: number; id: string }[] = [];
    let index = 0;

    const appendBlock = async (): Promise<void> => {
      const appended = block;
      block = [];
      if (inFlight.length >= BLOCKS_IN_FLIGHT) await inFlight.shift();
      const appending = this.append(appended, tally);
      appending.catch(() => undefined); // reported where it is awaited
      inFlight.push(appending);
    };

    let failure: unknown;
    try {
      for await (const group of sent) {
        for (const item of group) {
          const accepted = this.accept(item, index, tally);
          if (accepted) block.push({ record: accepted.record, id: accepted.id, index });
          index += 1;
          if (block.length >= BLOCK_EVENTS) await appendBlock();
        }
      }
    } catch (error) {
      failure = error;
    }
    // Whatever broke the request off, what came before it is appended and accounted for.
    const flushed = block.length > 0 ? await Promise.allSettled([appendBlock()]) : [];
    for (const result of [...flushed, ...(await Promise.allSettled(inFlight))]) {
      if (result.status === 'rejected') failure ??= result.reason;
    }
    this.counts.add(tally.answer());
    if (failure !== undefined) throw withAccount(failure, tally);
    return tally.answer();
  }

  private accept(
    item: SentEvent,
    index: number,
    tally: AnswerTally,
  ): { record: UnstampedRecord; id: string } | undefined {
    if ('unreadable' in item) {
      const errors = [{ pointer: '', code: item.unreadable, message: item.message }];
      tally.add({ index, status: 'rejected', errors });
      return undefined;
    }
    const acceptance = acceptEvent(item.event, this.door);
    if (acceptance.accepted) {
      const { id, record } = acceptance;
      return { id, record: item.redriveOf === undefined ? record : redriven(record, item.redriveOf) };
    }
    const { id, violations } = acceptance;
    tally.add({ index, ...(id === undefined ? {} : { id }), status: 'rejected', errors: violations });
    return undefined;
  }

  private async append(
    block: readonly { record: UnstampedRecord; index: number; id: string }[],
    tally: AnswerTally,
  ): Promise<void> {
    const { duplicates } = await this.clock
      .stamp((stampMs) =>
        this.log.append(
          'events',
          block.map(({ record }) => stampedRecord(record, stampMs)),
        ),
      )
      .catch((error: unknown) => {
        throw logProblem(error);
      });
    const repeated = new Set(duplicates);
    for (const [position, { index, id }] of block.entries()) {
      tally.add({ index, id, status: repeated.has(position) ? 'duplicate' : 'accepted' });
    }
  }
}

/**
 * The record of an event that is driven again. Its identity is the letter's: by its own, the log would know it for a repeat of the
 * very record that died, and leave it out.
 */
function redriven(record: UnstampedRecord, letter: string): UnstampedRecord {
  const headers = { ...record.headers, [REDRIVE_OF_HEADER]: letter };
  return { ...record, headers, identity: `${REDRIVE_OF_HEADER}\n${letter}` };
}

const LOG_PROBLEMS: Readonly<Record<string, { status: number; title: string; retryAfterSeconds?: number }>> = {
  record_too_large: { status: 413, title: 'An event is larger than the log takes' },
  log_full: { status: 507, title: 'The event log is full', retryAfterSeconds: 30 },
  log_overloaded: { status: 503, title: 'The event log has more to write than it can take', retryAfterSeconds: 1 },
  log_unavailable: { status: 503, title: 'The event log cannot be reached', retryAfterSeconds: 5 },
  log_closed: { status: 503, title: 'The platform is stopping', retryAfterSeconds: 5 },
};

/** What the log could not do, as an answer; any other error as it is. */
export function logProblem(error: unknown): unknown {
  const known = error instanceof EventLogError ? LOG_PROBLEMS[error.code] : undefined;
  if (!known || !(error instanceof EventLogError)) return error;
  return new Problem({ ...known, code: error.code, detail: error.message }, { cause: error });
}

/** What was appended before a request broke off stays accepted; the caller sends all again, which does no harm. */
function withAccount(error: unknown, { accepted, duplicates, rejected }: AnswerTally): unknown {
  if (!(error instanceof Problem) || accepted + duplicates + rejected === 0) return error;
  const account = `Before that, ${accepted} event(s) of this request were accepted, ${duplicates} known, ${rejected} rejected; send all again, repeats do no harm.`;
  return new Problem({ ...error.details, detail: `${error.details.detail ?? ''} ${account}`.trim() }, { cause: error });
}
