/** Puts events into a warehouse as gateway and projector would, but in this process, so that a test can read the warehouse itself. */
import { buildCalendar } from '@plumbline/calendar';
import { caseKeyOf, decode } from '@plumbline/events';
import { Projection, readPublishedCalendars, replaceCalendarDays, type WarehouseClient } from '@plumbline/warehouse';
import { type CaseEvent, projectTouched } from './warehouse';

export class ProjectedEvents {
  private readonly projection: Projection;
  private landed = 0;

  constructor(
    private readonly client: WarehouseClient,
    timeZone: string,
  ) {
    this.projection = new Projection(client, { timeZone, projector: 'test' });
  }

  /** Lands events, a millisecond and an offset apart, and folds the cases that they touch. */
  async add(events: readonly CaseEvent[]): Promise<void> {
    await this.projection.land(events.map((event) => this.lineOf(event)));
    const days = buildCalendar(await readPublishedCalendars(this.client)).days();
    await replaceCalendarDays(this.client, days, 'test');
    await projectTouched(this.projection, events);
  }

  private lineOf(event: CaseEvent): Buffer {
    const position = this.landed++;
    return Buffer.from(
      JSON.stringify({
        logpartition: 0,
        logoffset: position,
        ingestedat: new Date(Date.parse('2025-12-01T00:00:00Z') + position).toISOString(),
        partitionkey: event.partitionkey ?? caseKeyOf(event),
        ...decode(event),
      }),
    );
  }
}
