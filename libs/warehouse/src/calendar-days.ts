/** The working-day calendar in the warehouse: what the bank published, and the table that folds read. */
import type { WarehouseClient } from './client';
import { type Moment, presently, referenceParameters } from './moment';
import { createTableAs, dropTable, exchangeTables } from './topology';
import { withReference } from './with-reference';

const TABLE = 'calendar_days';

/** One day of the calendar; `date` is YYYY-MM-DD, `ordinal` counts the working days up to and with it. */
export interface CalendarDayRow {
  readonly date: string;
  readonly working: boolean;
  readonly ordinal: number;
  readonly provisional: boolean;
}

export interface PublishedCalendar {
  readonly year: number;
  /** Only the days that differ from Monday to Friday need be listed. */
  readonly days: readonly { readonly date: string; readonly kind: 'work' | 'rest' | 'makeup' }[];
}

/** The latest publication of each year, from the reference events. */
export async function readPublishedCalendars(
  client: WarehouseClient,
  moment: Moment = presently(),
): Promise<PublishedCalendar[]> {
  const rows = await client.rows<[string, string]>(
    withReference('SELECT year, publication FROM published_calendars ORDER BY year'),
    referenceParameters(moment),
  );
  return rows.map(([, publication]) => JSON.parse(publication) as PublishedCalendar);
}

/**
 * Replaces the whole table at once.
 * @param projector who does it: two at once must not fill one table
 */
export async function replaceCalendarDays(
  client: WarehouseClient,
  days: readonly CalendarDayRow[],
  projector: string,
): Promise<void> {
  const next = `${TABLE}_next_${projector}`;
  await client.commands(createTableAs(client.topology, next, TABLE));
  const lines = days.map(({ date, working, ordinal, provisional }) =>
    Buffer.from(JSON.stringify([date, Number(working), ordinal, Number(provisional)])),
  );
  await client.insertLines(`INSERT INTO ${next} FORMAT JSONCompactEachRow`, lines);
  await client.commands(exchangeTables(client.topology, next, TABLE));
  await client.commands(dropTable(client.topology, next, TABLE));
}
