/** The use case "repair a dead letter": the event as it should have been, kept until it is driven again. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EventLog } from '@plumbline/event-log';
import { Problem } from '@plumbline/problem';
import type { WarehouseClient } from '@plumbline/warehouse';
import { acceptEvent, type Door } from '../accept-event';
import { DOOR, EVENT_LOG, WAREHOUSE } from '../gateway.tokens';
import { type ActAnswer, actAnswer } from './act-answer';
import { letterToActOn, recordAct } from './letter-to-act-on';

export class RepairDeadLetter extends Command<ActAnswer> {
  /** @param requestedBy pseudonym of whoever asks for it */
  constructor(
    readonly id: string,
    readonly event: unknown,
    readonly requestedBy?: string,
  ) {
    super();
  }
}

@CommandHandler(RepairDeadLetter)
export class RepairDeadLetterHandler implements ICommandHandler<RepairDeadLetter> {
  constructor(
    @Inject(EVENT_LOG) private readonly eventLog: EventLog,
    @Inject(DOOR) private readonly door: Door,
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
  ) {}

  async execute({ id, event, requestedBy }: RepairDeadLetter): Promise<ActAnswer> {
    const letter = await letterToActOn(this.warehouse, id);
    if (letter.status === 'redriven') throw alreadyRedriven();
    const acceptance = acceptEvent(event, this.door);
    if (!acceptance.accepted) {
      throw new Problem({
        status: 422,
        code: 'invalid_event',
        title: 'The repaired event would be refused like any other',
        detail: acceptance.violations.map(({ message }) => message).join(' '),
        errors: acceptance.violations,
      });
    }
    // The door has made it what the log takes: a customer's id is a pseudonym by now.
    const content = Buffer.from(JSON.stringify(event));
    const by = requestedBy === undefined ? {} : { requestedBy };
    return actAnswer(
      await recordAct(this.eventLog, this.warehouse, { letter: id, kind: 'repaired', event: content, ...by }),
    );
  }
}

function alreadyRedriven(): Problem {
  return new Problem({
    status: 409,
    code: 'already_redriven',
    title: 'The event was driven again already',
    detail: 'It counts by now, and what was accepted never changes: send a correction of it as an event.',
  });
}
