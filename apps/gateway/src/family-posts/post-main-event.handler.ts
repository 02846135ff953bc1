/** The use case "post the main event of a family": plain data in, the same door as for every event, one answer. */
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { caseKeyOf, type MainEvent } from '@plumbline/events';
import { Problem } from '@plumbline/problem';
import { v7 as uuidv7 } from 'uuid';
import { IngestEvents, oneEvent } from '../ingest-events.handler';
import { faultOfPosted, idOfKey, postedEvent, sourceOf } from './posted-event';

/** The same however often the same is posted with the same key. */
export interface PostedAnswer {
  readonly status: 'accepted';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly case_id: string;
}

export class PostMainEvent extends Command<PostedAnswer> {
  constructor(
    readonly main: MainEvent,
    readonly posted: Readonly<Record<string, unknown>>,
    readonly idempotencyKey?: string,
  ) {
    super();
  }
}

@CommandHandler(PostMainEvent)
export class PostMainEventHandler implements ICommandHandler<PostMainEvent> {
  constructor(private readonly commands: CommandBus) {}

  async execute({ main, posted, idempotencyKey }: PostMainEvent): Promise<PostedAnswer> {
    const id = idempotencyKey === undefined ? uuidv7() : idOfKey(idempotencyKey);
    const event = postedEvent(main, id, posted);
    const { results } = await this.commands.execute(new IngestEvents(oneEvent({ event }), false));
    const faults = results.find(({ status }) => status === 'rejected')?.errors?.map(faultOfPosted);
    if (faults) {
      throw new Problem({
        status: 400,
        code: 'invalid_event',
        title: 'The data is not valid',
        detail: faults.map(({ message }) => message).join(' '),
        errors: faults,
      });
    }
    const caseId = caseKeyOf(event as { data: object });
    return { status: 'accepted', id, source: sourceOf(main), type: main.type, case_id: caseId };
  }
}
