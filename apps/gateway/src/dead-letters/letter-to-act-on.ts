/** A dead letter about which something shall be done, and the record of what was done. */
import { actRecord, type DeadLetterAct, type EventLog } from '@plumbline/event-log';
import { Problem } from '@plumbline/problem';
import { type FoundDeadLetter, insertDeadLetterActs, readDeadLetter, type WarehouseClient } from '@plumbline/warehouse';
import { v7 as uuidv7 } from 'uuid';
import { logProblem } from '../ingest-events.handler';

/** @throws Problem 404 where there is none, 409 where another letter stands for the event by now */
export async function letterToActOn(warehouse: WarehouseClient, id: string): Promise<FoundDeadLetter> {
  const letter = await readDeadLetter(warehouse, id);
  if (!letter) {
    throw new Problem({
      status: 404,
      code: 'unknown_dead_letter',
      title: 'There is no such dead letter',
      detail: 'GET /api/v1/dead-letters lists the dead letters with their ids.',
    });
  }
  if (letter.diedAgainAs === undefined) return letter;
  throw new Problem({
    status: 409,
    code: 'died_again',
    title: 'The event died again since',
    detail: `The letter ${letter.diedAgainAs} stands for it now: repair and re-drive that.`,
  });
}

/** Durable in the log first, then at once where it is read; whatever fails, the projector brings the second up to the first. */
export async function recordAct(
  eventLog: EventLog,
  warehouse: WarehouseClient,
  done: Omit<DeadLetterAct, 'id' | 'atMs'>,
): Promise<DeadLetterAct> {
  const act: DeadLetterAct = { ...done, id: uuidv7(), atMs: Date.now() };
  await eventLog.append('dead-letters', [actRecord(act)]).catch((error: unknown) => {
    throw logProblem(error);
  });
  await insertDeadLetterActs(warehouse, [act]);
  return act;
}
