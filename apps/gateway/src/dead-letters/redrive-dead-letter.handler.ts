/**
 * The use case "re-drive a dead letter": its event, repaired or as it was, goes through the door like any other, marked with the
 * letter that it comes from. The event is appended before the act is recorded: whatever breaks off in between, a second re-drive only
 * repeats the event, and events count once.
 */
import { isUtf8 } from 'node:buffer';
import { Inject } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { caseKeyOf } from '@plumbline/events';
import type { EventLog } from '@plumbline/event-log';
import { Problem } from '@plumbline/problem';
import type { FoundDeadLetter, WarehouseClient } from '@plumbline/warehouse';
import { EVENT_LOG, WAREHOUSE } from '../gateway.tokens';
import { IngestEvents, oneEvent } from '../ingest-events.handler';
import { type ActAnswer, actAnswer } from './act-answer';
import { letterToActOn, recordAct } from './letter-to-act-on';

export class RedriveDeadLetter extends Command<ActAnswer> {
  /** @param requestedBy pseudonym of whoever asks for it */
  constructor(
    readonly id: string,
    readonly requestedBy?: string,
  ) {
    super();
  }
}

@CommandHandler(RedriveDeadLetter)
export class RedriveDeadLetterHandler implements ICommandHandler<RedriveDeadLetter> {
  constructor(
    @Inject(EVENT_LOG) private readonly eventLog: EventLog,
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    private readonly commands: CommandBus,
  ) {}

  async execute({ id, requestedBy }: RedriveDeadLetter): Promise<ActAnswer> {
    const letter = await letterToActOn(this.warehouse, id);
    const before = letter.acts.find(({ kind }) => kind === 'redriven');
    if (before) return actAnswer(before);
    const event = eventToDrive(letter);
    await this.drive(id, event);
    const { id: eventId, source, type } = event as Record<string, string>;
    const driven = { id: eventId, source, type, partitionkey: caseKeyOf(event as { data: object }) };
    const by = requestedBy === undefined ? {} : { requestedBy };
    const content = Buffer.from(JSON.stringify(driven));
    return actAnswer(
      await recordAct(this.eventLog, this.warehouse, { letter: id, kind: 'redriven', event: content, ...by }),
    );
  }

  private async drive(id: string, event: unknown): Promise<void> {
    const answer = await this.commands.execute(new IngestEvents(oneEvent({ event, redriveOf: id }), false));
    const errors = answer.results.find(({ status }) => status === 'rejected')?.errors;
    if (!errors) return;
    throw new Problem({
      status: 422,
      code: 'invalid_event',
      title: 'The event is still refused: repair it first',
      detail: errors.map(({ message }) => message).join(' '),
      errors,
    });
  }
}

/** The latest repair, or the original without the stamp that it may have got when it was accepted: it gets a new one. */
function eventToDrive({ acts, content }: FoundDeadLetter): unknown {
  const repair = acts.findLast(({ kind }) => kind === 'repaired');
  const event = parse(repair?.event ?? content);
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  const { ingestedat: _stamp, ...unstamped } = event as Record<string, unknown>;
  return unstamped;
}

function parse(bytes: Uint8Array): unknown {
  try {
    if (isUtf8(bytes)) return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    // told below
  }
  const message = 'The original bytes are not JSON in UTF-8.';
  throw new Problem({
    status: 422,
    code: 'invalid_event',
    title: 'The event is still refused: repair it first',
    detail: message,
    errors: [{ pointer: '', code: 'malformed_json', message }],
  });
}
