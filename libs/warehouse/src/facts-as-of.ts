/**
 * The facts as they were known at a moment: folded from the events by the same texts as the live ones, for some families and days, so
 * that every read over facts can be asked of the past (infra/decisions/0017-corrections-and-as-of.md).
 */
import { type CalendarDayRow, type PublishedCalendar, readPublishedCalendars } from './calendar-days';
import type { WarehouseClient } from './client';
import { eventFamiliesOf, factsOfDaysSql, PROJECTED_FAMILIES, type ProjectedFamily, sumSql } from './families';
import { readReferenceVersions, type ReferenceVersions } from './fold-fingerprints';
import { type Moment, momentParameters, presently } from './moment';
import { DAILY, type ScratchTables, withScratchTables } from './scratch';

/** A working-day calendar, as libs/calendar makes it of what the bank published. */
export interface BuiltCalendar {
  readonly version: { readonly sha256: string };
  days(): readonly CalendarDayRow[];
}

export interface FactsQuestion {
  readonly moment: Moment;
  /** Names of the families whose facts are read. */
  readonly families: readonly string[];
  /** Whether their daily sums are read too. */
  readonly sums: boolean;
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** First local day (YYYY-MM-DD), and the day after the last. */
  readonly from: string;
  readonly to: string;
  /** Only cases that could stand on these branches; all where there are none. */
  readonly branches: readonly string[];
  readonly buildCalendar: (published: readonly PublishedCalendar[]) => BuiltCalendar;
}

/** Runs `read` with tables that hold the facts of the question, live places alone, and their sums; they are gone after it. */
export async function withFactsAsOf<Result>(
  client: WarehouseClient,
  question: FactsQuestion,
  read: (tables: ScratchTables) => Promise<Result>,
): Promise<Result> {
  const families = PROJECTED_FAMILIES.filter(({ name }) => question.families.includes(name));
  const tables = [...families.map(({ facts }) => facts), ...(question.sums ? [DAILY] : [])];
  return withScratchTables(client, tables, async (scratch) => {
    const then = await referenceAt(client, question);
    const changed = (family: ProjectedFamily): boolean => family.reads.some((event) => then.changed.has(event));
    for (const family of families) {
      // Where reference data was another, a case may have been due on days that today's facts do not know of.
      const cases = changed(family) ? 'all_cases' : 'cases_in_days';
      const facts = factsOfDaysSql(family, cases, { calendar: 'calendar_asked' });
      await client.command(`INSERT INTO ${scratch(family.facts)} ${facts}`, {
        ...momentParameters(question.moment),
        family: family.name,
        families: eventFamiliesOf(family),
        facts: family.facts,
        time_zone: question.timeZone,
        from: question.from,
        to: question.to,
        branches: question.branches,
        calendar: then.calendar,
      });
      if (question.sums) await sumScratch(client, family, scratch, question);
    }
    return read(scratch);
  });
}

/** Sums a family's scratch facts into the scratch sums. */
export async function sumScratch(
  client: WarehouseClient,
  family: ProjectedFamily,
  scratch: ScratchTables,
  { from, to }: Pick<FactsQuestion, 'from' | 'to'>,
): Promise<void> {
  await client.command(
    `INSERT INTO ${scratch(DAILY)} SELECT {family:String} AS family, * FROM (${sumSql(family, 'day_range')})`,
    { family: family.name, facts: scratch(family.facts), from, to },
  );
}

/** Of which types the reference events were others than they are now, and the calendar of the moment. */
async function referenceAt(
  client: WarehouseClient,
  { moment, buildCalendar }: FactsQuestion,
): Promise<{ readonly calendar: string; readonly changed: ReadonlySet<string> }> {
  const [calendar, then, now] = await Promise.all([
    calendarAt(client, moment, buildCalendar),
    readReferenceVersions(client, moment),
    readReferenceVersions(client, presently()),
  ]);
  return { calendar, changed: differing(then, now) };
}

/** The hash of the calendar of a moment, under which it is kept for folds to read. */
export async function calendarAt(
  client: WarehouseClient,
  moment: Moment,
  buildCalendar: FactsQuestion['buildCalendar'],
): Promise<string> {
  const calendar = buildCalendar(await readPublishedCalendars(client, moment));
  await keepCalendar(client, calendar);
  return calendar.version.sha256;
}

async function keepCalendar(client: WarehouseClient, calendar: BuiltCalendar): Promise<void> {
  const { sha256 } = calendar.version;
  const [kept] = await client.rows<[string]>('SELECT count() FROM calendars WHERE sha256 = {sha256:String}', {
    sha256,
  });
  const rows = calendar.days();
  if (Number(kept?.[0]) >= rows.length) return;
  const lines = rows.map(({ date, working, ordinal, provisional }) =>
    Buffer.from(JSON.stringify([sha256, date, Number(working), ordinal, Number(provisional)])),
  );
  await client.insertLines('INSERT INTO calendars FORMAT JSONCompactEachRow', lines);
}

function differing(some: ReferenceVersions, others: ReferenceVersions): ReadonlySet<string> {
  return new Set([...Object.keys(some), ...Object.keys(others)].filter((event) => some[event] !== others[event]));
}
