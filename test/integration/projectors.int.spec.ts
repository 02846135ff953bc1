/**
 * The trial of the design, as a test: four projectors on the same cases at once, cases that move between branches and days,
 * batches that break off after any statement and come again. At the end the sums are the truth, and a rebuild gives the same bytes.
 */
import fc from 'fast-check';
import {
  PROJECTED_FAMILIES,
  type ProjectedFamily,
  Projection,
  rebuildFamily,
  WarehouseClient,
  type WarehouseOptions,
} from '@plumbline/warehouse';
import { EngineUnderTest, tableText } from '../harness/engine';
import { InterruptedClient } from '../harness/interrupted-client';

const TIME_ZONE = 'Asia/Shanghai';
const PROJECTORS = 4;
const CASES = 40;
const BATCHES = 120;
const VISIT = PROJECTED_FAMILIES.find(({ name }) => name === 'visit') as ProjectedFamily;

interface Arrival {
  readonly id: string;
  readonly caseId: string;
  readonly branch: string;
  readonly time: string;
}

/** A connection whose statements fail after a number of them, as if the process had been killed there. */
class BreakingClient extends WarehouseClient {
  private left = Number.POSITIVE_INFINITY;

  constructor(options: WarehouseOptions) {
    super(options);
  }

  breakAfter(statements: number): void {
    this.left = statements;
  }

  override async command(...parameters: Parameters<WarehouseClient['command']>): Promise<void> {
    if (this.left <= 0) throw new Error('broken off');
    this.left -= 1;
    await super.command(...parameters);
  }
}

function lineOf({ id, caseId, branch, time }: Arrival, ingestedAt: number): Buffer {
  return Buffer.from(
    JSON.stringify({
      id,
      source: '/trial',
      type: 'plumbline.visit.arrived.v1',
      time,
      branchid: branch,
      partitionkey: caseId,
      ingestedat: new Date(ingestedAt).toISOString(),
      data: { visit_id: caseId, channel: 'onsite' },
    }),
  );
}

/** Where each case stands: its first arrival by (time, id). */
function truthOf(arrivals: readonly Arrival[]): Record<string, number> {
  const first = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const known = first.get(arrival.caseId);
    if (!known || `${arrival.time} ${arrival.id}` < `${known.time} ${known.id}`) first.set(arrival.caseId, arrival);
  }
  const places: Record<string, number> = {};
  for (const { branch, time } of first.values()) {
    const place = `${branch} ${time.slice(0, 10)}`;
    places[place] = (places[place] ?? 0) + 1;
  }
  return places;
}

/** Arrivals of cases that move between branches and days, three to a batch. */
function arrivalsOf(seed: number): Arrival[] {
  const arrivals = fc.sample(
    fc.record({
      caseId: fc.integer({ min: 0, max: CASES - 1 }),
      branch: fc.integer({ min: 1, max: 3 }),
      minute: fc.integer({ min: 0, max: 6 * 1440 - 1 }),
    }),
    { seed, numRuns: BATCHES * 3 },
  );
  return arrivals.map(({ caseId, branch, minute }, index) => ({
    id: `a-${String(index).padStart(5, '0')}`,
    caseId: `case-${caseId}`,
    branch: `B${branch}`,
    time: `${new Date(Date.parse('2026-03-02T00:00:00Z') + minute * 60_000).toISOString().slice(0, 19)}+08:00`,
  }));
}

/**
 * Every projector takes its share of the batches, all at once.
 * @param breaks after how many statements a batch first breaks off, null for never
 */
async function projectByAll(
  engine: EngineUnderTest,
  database: string,
  arrivals: readonly Arrival[],
  breaks: readonly (number | null)[],
): Promise<void> {
  await Promise.all(
    Array.from({ length: PROJECTORS }, async (_, number) => {
      const breaking = new BreakingClient({ ...engine.credentials(), database });
      const projection = new Projection(breaking, { timeZone: TIME_ZONE, projector: `p${number}` });
      for (let batch = number; batch < BATCHES; batch += PROJECTORS) {
        const events = arrivals.slice(batch * 3, batch * 3 + 3);
        const apply = async (): Promise<void> => {
          await projection.land(
            events.map((arrival, index) => lineOf(arrival, 1_770_000_000_000 + batch * 10 + index)),
          );
          await projection.project(VISIT, new Set(events.map(({ caseId }) => caseId)));
        };
        const brokenAfter = breaks[batch] ?? null;
        if (brokenAfter !== null) {
          breaking.breakAfter(brokenAfter);
          await apply().catch(() => undefined);
          breaking.breakAfter(Number.POSITIVE_INFINITY);
        }
        await apply();
      }
      await breaking.close();
    }),
  );
}

async function expectRebuildToChangeNothing(client: WarehouseClient): Promise<void> {
  const live = { facts: await tableText(client, 'visits'), daily: await tableText(client, 'visit_daily') };
  await rebuildFamily(client, new Projection(client, { timeZone: TIME_ZONE, projector: 'rebuild' }), VISIT);
  expect(await tableText(client, 'visits')).toBe(live.facts);
  expect(await tableText(client, 'visit_daily')).toBe(live.daily);
}

/** An arrival of a case that comes once, so that nothing later mends what was lost. */
function newCase(number: number): Arrival {
  return {
    id: `n-${number}`,
    caseId: `new-${String(number).padStart(4, '0')}`,
    branch: `B${1 + (number % 3)}`,
    time: `2026-03-0${1 + (number % 7)}T09:00:00+08:00`,
  };
}

/** How many visits the daily rows hold, by place. */
async function placesOf(client: WarehouseClient): Promise<Record<string, number>> {
  const rows = await client.rows<[string, string, string]>(
    `SELECT branch, toString(day), sum(cell.value) FROM visit_daily FINAL ARRAY JOIN cells AS cell
     WHERE view = 'total' AND cell.measure = 'visit.opened' GROUP BY branch, day`,
  );
  return Object.fromEntries(rows.map(([branch, day, visits]) => [`${branch} ${day}`, Number(visits)]));
}

describe('four projectors on the same cases', () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  it.each([11, 22, 33])(
    'given seed %i, then no case is lost or counted twice, and a rebuild gives the same bytes',
    async (seed) => {
      const database = `trial_${seed}`;
      const client = await engine.database(database);
      const named = arrivalsOf(seed);
      const breaks = fc.sample(fc.option(fc.integer({ min: 0, max: 5 }), { freq: 3 }), { seed, numRuns: BATCHES });
      await projectByAll(engine, database, named, breaks);

      expect(await placesOf(client)).toEqual(truthOf(named));
      await expectRebuildToChangeNothing(client);
    },
  );

  it('given events that land between any two statements of a rebuild, and another rebuild in its middle, then none is lost or counted twice', async () => {
    const client = await engine.database('rebuilt');
    const arrivals = Array.from({ length: 60 }, (_, index) => newCase(index));
    const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'p0' });
    const take = async (taken: readonly Arrival[]): Promise<void> => {
      await projection.land(taken.map((arrival) => lineOf(arrival, 1_770_000_000_000)));
      await projection.project(VISIT, new Set(taken.map(({ caseId }) => caseId)));
    };
    await take(arrivals);

    const rebuilding = new InterruptedClient({ ...engine.credentials(), database: 'rebuilt' }, async (statement) => {
      const arrival = newCase(arrivals.length);
      arrivals.push(arrival);
      await take([arrival]);
      if (statement.startsWith('EXCHANGE TABLES visits_next')) {
        await rebuildFamily(client, new Projection(client, { timeZone: TIME_ZONE, projector: 'r2' }), VISIT);
      }
    });
    await rebuildFamily(rebuilding, new Projection(rebuilding, { timeZone: TIME_ZONE, projector: 'r1' }), VISIT);
    await rebuilding.close();
    expect(arrivals.length).toBeGreaterThan(70);

    expect(await placesOf(client)).toEqual(truthOf(arrivals));
    await expectRebuildToChangeNothing(client);
  });
});
