/** Keeps the warehouse's dead letters up to their topic: the letters, and what was done about them since. */
import {
  type Batch,
  BatchLost,
  type DeadLetter,
  type DeadLetterAct,
  type EventLog,
  type LogReader,
  readDeadLetterRecord,
} from '@plumbline/event-log';
import { insertDeadLetterActs, insertDeadLetters, type WarehouseClient } from '@plumbline/warehouse';

const GROUP = 'dead-letters';
const MOST_RECORDS = 2_000;

export class DeadLetterProjection {
  private reader: LogReader | undefined;
  /** Read, but not yet written: a failure leaves it for the next time. */
  private inWork: Batch | undefined;

  constructor(
    private readonly eventLog: EventLog,
    private readonly warehouse: WarehouseClient,
  ) {}

  /** Writes all that the topic holds by now. */
  async catchUp(): Promise<void> {
    this.reader ??= await this.eventLog.reader('dead-letters', GROUP);
    for (;;) {
      this.inWork ??= await this.reader.read({ maxRecords: MOST_RECORDS, maxWaitMs: 0 });
      if (!this.inWork) return;
      await this.write(this.inWork);
      await this.inWork.commit().catch((error: unknown) => {
        if (!(error instanceof BatchLost)) throw error;
      });
      this.inWork = undefined;
    }
  }

  async close(): Promise<void> {
    await this.reader?.close();
  }

  private async write({ records }: Batch): Promise<void> {
    const letters: DeadLetter[] = [];
    const acts: DeadLetterAct[] = [];
    for (const record of records) {
      const entry = readDeadLetterRecord(record);
      if (entry === undefined) continue;
      if ('letter' in entry) letters.push(entry.letter);
      else acts.push(entry.act);
    }
    await insertDeadLetters(this.warehouse, letters);
    await insertDeadLetterActs(this.warehouse, acts);
  }
}
