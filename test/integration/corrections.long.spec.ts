/**
 * Corrections and voids through the real fold, all families: a record that was mended equals one that was right from the start, live
 * rows are those of a rebuild, and a case never stands where the fold of its whole history would not look.
 */
import { buildCalendar } from '@plumbline/calendar';
import {
  PROJECTED_FAMILIES,
  Projection,
  rebuildFamily,
  replaceCalendarDays,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { EngineUnderTest, tableText } from '../harness/engine';
import { liveFacts, takeBatch } from '../harness/warehouse';
import { caseOf, corrections, mended, merges } from '../oracle/disorder';
import { Dice, history, sharedReference, ZONE } from '../oracle/histories';
import { casesWithVoided, firstCopies, type SentEvent } from '../oracle/history';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
const LONG_AGO_MS = Date.parse('2026-01-01T00:00:00Z');
const HISTORIES = 6;
/** Hundreds of statements, of which a busy machine takes a few a second. */
const LONG_MS = 600_000;

function shuffled(events: readonly SentEvent[], seed: number): SentEvent[] {
  const dice = new Dice(seed);
  return events
    .map((event) => ({ event, place: dice.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
}

describe(`corrections, seed ${SEED}`, () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  /** A database of its own with the reference data of the histories. */
  const warehouse = async (name: string): Promise<{ client: WarehouseClient; projection: Projection }> => {
    const client = await engine.database(name);
    const projection = new Projection(client, { timeZone: ZONE, projector: 'p' });
    await replaceCalendarDays(client, buildCalendar([]).days(), 'p');
    await takeBatch(projection, sharedReference(SEED), () => LONG_AGO_MS);
    return { client, projection };
  };
  const rights = Array.from({ length: HISTORIES }, (_, index) => {
    const own = history(SEED + index, `R${index}`);
    return [...own, ...merges(own, SEED + index)];
  });

  it(
    'given a record that was wrong and was mended, in any order, then its facts are those of one right from the start',
    async () => {
      const [right, wrong] = [await warehouse('right'), await warehouse('mended')];
      const sent = rights.flat();
      await takeBatch(right.projection, sent, () => LONG_AGO_MS);
      const disorder = shuffled(
        rights.flatMap((events, index) => mended(events, SEED + index)),
        SEED,
      );
      expect(disorder.length).toBeGreaterThan(sent.length * 1.3);
      const middle = Math.floor(disorder.length / 2);
      for (const part of [disorder.slice(0, middle), disorder.slice(middle)]) {
        await takeBatch(wrong.projection, part, (_event, index) => LONG_AGO_MS + index);
      }
      for (const family of PROJECTED_FAMILIES) {
        const expected = await liveFacts(right.client, family);
        // A voided response stays visible as such (metrics.md, survey exclusions).
        const facts = (await liveFacts(wrong.client, family)).filter((fact) => !fact.includes('"voided"'));
        expect(facts).toEqual(expected);
        expect(expected.length).toBeGreaterThan(10);
      }
    },
    LONG_MS,
  );

  it(
    'given corrections and voids of all kinds in small batches, then live rows are those of a rebuild, byte for byte',
    async () => {
      const { client, projection } = await warehouse('live');
      const events = rights.slice(0, 4).flatMap((sent, index) => [...sent, ...corrections(sent, SEED + index, 0.4)]);
      const batches = shuffled([...events, ...events.slice(0, 40)], SEED);
      for (let first = 0; first < batches.length; first += 80) {
        await takeBatch(projection, batches.slice(first, first + 80), (_event, index) => LONG_AGO_MS + first + index);
      }
      for (const family of PROJECTED_FAMILIES) {
        const live = [await tableText(client, family.facts), await tableText(client, family.daily)];
        await rebuildFamily(client, new Projection(client, { timeZone: ZONE, projector: 'rebuild' }), family);
        const rebuilt = [await tableText(client, family.facts), await tableText(client, family.daily)];
        expect(rebuilt[0] === live[0] && rebuilt[1] === live[1]).toBe(true);
      }
    },
    LONG_MS,
  );

  it(
    'given any subset of the appends of a small case, then it stands where the fold of all of them looks',
    async () => {
      const { client, projection } = await warehouse('subsets');
      const cases = smallCases(SEED, 24);
      const copies = cases.flatMap((appends, number) =>
        Array.from({ length: 2 ** appends.length - 1 }, (_, mask) => subsetOf(appends, mask + 1, number)).flat(),
      );
      await takeBatch(projection, copies, (_event, index) => LONG_AGO_MS + index);
      for (const family of PROJECTED_FAMILIES) {
        const response = family.name === 'survey' ? 'response' : `''`;
        const rows = await client.rows<[string, number, ...string[]]>(
          `SELECT case_id, live, cohort, branch, day, ${response} FROM ${family.facts} FINAL`,
        );
        const places = rows.map(([caseId, live, ...place]) => {
          const [smallCase = '', subset = ''] = caseId.split('~');
          return { live, subset, caseId, cohort: place[0] ?? '', place: [smallCase, ...place].join(' ') };
        });
        const looks = new Set(places.filter(({ subset }) => subset === 'all').map(({ place }) => place));
        const astray = places.filter(({ live, place }) => live === 1 && !looks.has(place));
        expect(astray).toEqual([]);
        expect(standing(places, family.name)).toEqual(standingByOracle(copies, family.name));
      }
    },
    LONG_MS,
  );
});

/** Cases of five to seven appends, several of them corrections or conflicting copies. */
function smallCases(seed: number, count: number): SentEvent[][] {
  const dice = new Dice(seed);
  const found: SentEvent[][] = [];
  for (let number = 0; found.length < count; number += 1) {
    const events = history(seed + number, `S${number}`).filter(({ type }) => !type.includes('.reference.'));
    const caseId = caseOf(dice.pick(events));
    const own = events.filter((event) => caseOf(event) === caseId).slice(0, 4);
    const donors = new Set(own.map(({ type }) => type));
    const others = events.filter((event) => donors.has(event.type) && caseOf(event) !== caseId);
    const corrected = corrections([...own, ...others], seed + number, 1.5).filter(
      (correction) => correction.partitionkey === caseId,
    );
    const conflict = {
      ...(own[0] as SentEvent),
      time: new Date(Date.parse(own[0]?.time ?? '') - 5 * 86_400_000).toISOString(),
    };
    const appends = [...own, ...corrected.slice(0, 3), ...(dice.happens(0.3) ? [conflict] : [])].slice(0, 7);
    if (own.length >= 2 && corrected.length > 0) found.push(appends);
  }
  return found;
}

/** The appends whose bits are set, as a case of their own. */
function subsetOf(appends: readonly SentEvent[], mask: number, number: number): SentEvent[] {
  const isAll = mask === 2 ** appends.length - 1;
  const partitionkey = `small-${number}~${isAll ? 'all' : mask}`;
  return appends.filter((_, index) => (mask >> index) % 2 === 1).map((event) => ({ ...event, partitionkey }));
}

/** Cohorts in which every case stands that has an event left; where one is due depends on its events, and is for the oracle. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  visit: ['arrived'],
  transaction: ['due', 'closed', 'processed'],
  complaint: ['registered', 'assigned', 'replied'],
  survey: ['submitted'],
  inquiry: ['received'],
};

function standing(
  places: readonly { readonly live: number; readonly caseId: string; readonly cohort: string }[],
  family: string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { live, caseId, cohort } of places) {
    if (live === 1 && ALWAYS[family]?.includes(cohort))
      counts[`${caseId} ${cohort}`] = (counts[`${caseId} ${cohort}`] ?? 0) + 1;
  }
  return counts;
}

function standingByOracle(sent: readonly SentEvent[], family: string): Record<string, number> {
  const stamped = sent.map((event, index) => ({ ...event, ingestedat: new Date(LONG_AGO_MS + index).toISOString() }));
  // An id is one event of each case here, so cases are told apart before copies are.
  const cases = new Map<string, SentEvent[]>();
  for (const event of stamped) {
    const known = cases.get(event.partitionkey ?? '');
    if (known) known.push(event);
    else cases.set(event.partitionkey ?? '', [event]);
  }
  return Object.fromEntries(
    [...cases].flatMap(([caseId, events]) => {
      const left = casesWithVoided(firstCopies(events, Number.MAX_SAFE_INTEGER), family).flat();
      const count =
        family === 'survey'
          ? left.filter(({ type }) => type === 'survey.response_submitted').length
          : Math.min(1, left.filter(({ voided }) => !voided).length);
      const cohorts = count > 0 ? (ALWAYS[family] ?? []) : [];
      return cohorts.map((cohort) => [`${caseId} ${cohort}`, count] as const);
    }),
  );
}
