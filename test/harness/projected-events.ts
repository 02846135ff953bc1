/** Puts events into a warehouse as gateway and projector would, but in this process, so that a test can read the warehouse itself. */
import { buildCalendar } from '@plumbline/calendar';
import { caseKeyOf, currentTypeOf, decode } from '@plumbline/events';
import {
  PROJECTED_FAMILIES,
  type ProjectedFamily,
  Projection,
  readPublishedCalendars,
  replaceCalendarDays,
  type WarehouseClient,
} from '@plumbline/warehouse';

/** An event that would pass the gateway. */
export interface ProjectableEvent {
  readonly type?: unknown;
  readonly branchid?: unknown;
  readonly data: object;
}

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
  async add(events: readonly ProjectableEvent[]): Promise<void> {
    await this.projection.land(events.map((event) => this.lineOf(event)));
    const days = buildCalendar(await readPublishedCalendars(this.client)).days();
    await replaceCalendarDays(this.client, days, 'test');
    for (const family of PROJECTED_FAMILIES) await this.projection.project(family, casesOf(events, family));
  }

  private lineOf(event: ProjectableEvent): Buffer {
    const position = this.landed++;
    return Buffer.from(
      JSON.stringify({
        logpartition: 0,
        logoffset: position,
        ingestedat: new Date(Date.parse('2025-12-01T00:00:00Z') + position).toISOString(),
        partitionkey: caseKeyOf(event),
        ...decode(event),
      }),
    );
  }
}

function casesOf(events: readonly ProjectableEvent[], { name }: ProjectedFamily): ReadonlySet<string> {
  return new Set(events.filter(({ type }) => currentTypeOf(String(type))?.family === name).map(caseKeyOf));
}
