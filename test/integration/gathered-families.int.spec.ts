/**
 * Families that gather: visits and inquiries by customer, observations by pair. Cases that change customer, pair, branch and day come in
 * batches that break off after any statement, to several projectors at once; the facts are the oracle's, and a rebuild gives the same
 * bytes, also while events land in its middle.
 */
import fc from 'fast-check';
import {
  presently,
  PROJECTED_FAMILIES,
  type ProjectedFamily,
  Projection,
  readMetricSums,
  rebuildFamily,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { EngineUnderTest, tableText } from '../harness/engine';
import { BreakingClient, InterruptedClient } from '../harness/troubled-clients';
import { foldAll } from '../oracle/fold';
import type { SentEvent } from '../oracle/history';

const TIME_ZONE = 'Asia/Shanghai';
const NOW_MS = Date.parse('2026-06-01T00:00:00Z');
/** Thousands of statements, of which a busy machine takes a few a second. */
const LONG_MS = 300_000;
const PROJECTORS = 3;
const BATCHES = 40;
const GATHERING = PROJECTED_FAMILIES.filter(({ gathers }) => gathers !== undefined);
const [CONTACT] = GATHERING as [ProjectedFamily];

type LandedEvent = SentEvent & { readonly partitionkey: string; readonly ingestedat: string };

/** Events of few cases that name few customers and pairs, so that they meet, move and part. */
function eventsOf(seed: number, count: number): LandedEvent[] {
  const choices = fc.record({
    type: fc.constantFrom(
      'visit.arrived', 'visit.greeted', 'visit.served', 'visit.abandoned', 'inquiry.received', 'inquiry.answered', 'inquiry.replied',
      'observation.recorded', 'observation.recorded', 'observation.resolved', 'correction.identity_merged', 'correction.event_voided',
    ), // prettier-ignore
    number: fc.integer({ min: 0, max: 11 }),
    customer: fc.option(fc.constantFrom('c_1', 'c_2', 'c_3'), { nil: undefined }),
    topic: fc.constantFrom('fees', 'card', undefined),
    pair: fc.option(fc.constantFrom('p1', 'p2', 'p3'), { nil: undefined }),
    passed: fc.boolean(),
    branch: fc.constantFrom('B1', 'B2'),
    minute: fc.integer({ min: 0, max: 12 * 1440 }),
  });
  return fc
    .sample(choices, { seed, numRuns: count })
    .map(({ type, number, customer, topic, pair, passed, branch, minute }, index) => {
      const family = type.split('.')[0] ?? '';
      // One case for all merges, so that a void finds the merge that it names.
      const caseId = family === 'correction' ? 'merges' : `case-${number}`;
      const data =
        family === 'observation'
          ? {
              mode: 'mystery',
              observer_ref: `s_${number}`,
              pair_id: pair,
              item_id: 'sign',
              outcome: 'overturned',
              items: [{ item_id: 'sign', clause: '2.1.2', result: passed ? 'pass' : 'fail' }],
            }
          : family === 'correction'
            ? mergeOrVoid(type, index, customer)
            : { customer_ref: customer, topic_code: topic, kind: 'immediate' };
      return {
        id: `e-${String(index).padStart(4, '0')}`,
        source: '/trial',
        type: `plumbline.${type}.v1`,
        time: new Date(Date.parse('2026-03-02T00:00:00Z') + minute * 60_000).toISOString(),
        branchid: branch,
        partitionkey: caseId,
        ingestedat: new Date(1_770_000_000_000 + index).toISOString(),
        data,
      };
    });
}

/** Merges among the customers and with others of whom there is no contact; voids of merges, or of what is none. */
function mergeOrVoid(type: string, index: number, customer: string | undefined): Record<string, unknown> {
  return type === 'correction.identity_merged'
    ? { from_customer_ref: customer ?? 'c_4', to_customer_ref: ['c_1', 'c_2', 'c_4', 'c_5'][index % 4] }
    : {
        target: {
          source: '/trial',
          id: `e-${String(Math.max(0, index - (index % 7) - 1)).padStart(4, '0')}`,
          type: 'plumbline.correction.identity_merged.v1',
        },
      };
}

async function apply(projection: Projection, events: readonly LandedEvent[]): Promise<void> {
  await projection.land(events.map((event) => Buffer.from(JSON.stringify(event))));
  const touched = new Map<string, Set<string>>();
  for (const { type, partitionkey } of events) {
    const family = type.split('.')[1] ?? '';
    touched.set(family, (touched.get(family) ?? new Set()).add(partitionkey));
  }
  for (const family of GATHERING) await projection.project(family, await projection.casesOf(family, touched));
}

/** What the facts say: one line a contact and observed item that stands somewhere. */
async function factsOf(client: WarehouseClient): Promise<string[]> {
  const contacts = await client.rows<[string, string, string]>(
    `SELECT branch, toString(day), transform(outcome, ['resolved', 'repeated'], ['1', '0'], outcome) FROM contacts FINAL WHERE live`,
  );
  const items = await client.rows<[string, string, string]>(
    `SELECT branch, toString(day), concat(transform(outcome, ['pass', 'fail'], ['1', '0'], outcome), agreement)
     FROM observation_items FINAL WHERE live AND item != ''`,
  );
  return [...contacts, ...items].map((row) => row.join(' ')).toSorted();
}

/** The same by the oracle. */
function expectedOf(events: readonly LandedEvent[]): string[] {
  const agreements = { 'true true': 'both_passed', 'true false': 'first_passed', 'false true': 'second_passed', 'false false': 'both_failed' } as const; // prettier-ignore
  return foldAll(events, { zone: TIME_ZONE, nowMs: NOW_MS })
    .filter(({ metric }) => metric === 's1-first-contact-resolution-rate' || metric === 'h1-zone-signage-rate')
    .filter(({ excluded }) => excluded !== 'no_customer')
    .map(({ slices, day, excluded, value, pair }) => {
      const agreement = pair ? agreements[`${pair[0]} ${pair[1]}`] : '';
      return `${slices.branch} ${day} ${excluded ?? value}${agreement}`;
    })
    .toSorted();
}

async function textOf(client: WarehouseClient): Promise<string> {
  const tables = GATHERING.flatMap(({ facts, daily }) => [facts, daily]);
  return (await Promise.all(tables.map((table) => tableText(client, table)))).join('\n\n');
}

async function expectRebuildToChangeNothing(client: WarehouseClient): Promise<void> {
  const live = await textOf(client);
  const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'rebuild' });
  for (const family of GATHERING) await rebuildFamily(client, projection, family);
  expect(await textOf(client)).toBe(live);
}

describe('families that gather', () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  it.each([7, 8])(
    'given seed %i and projectors that break off anywhere, then the facts are the oracle’s, and a rebuild gives the same bytes',
    async (seed) => {
      const database = `gathered_${seed}`;
      const client = await engine.database(database);
      const events = eventsOf(seed, BATCHES * 3);
      const breaks = fc.sample(fc.option(fc.integer({ min: 0, max: 16 }), { freq: 3 }), { seed, numRuns: BATCHES });
      await Promise.all(
        Array.from({ length: PROJECTORS }, async (_, number) => {
          const breaking = new BreakingClient({ ...engine.credentials(), database });
          const projection = new Projection(breaking, { timeZone: TIME_ZONE, projector: `p${number}` });
          for (let batch = number; batch < BATCHES; batch += PROJECTORS) {
            const own = events.slice(batch * 3, batch * 3 + 3);
            const brokenAfter = breaks[batch] ?? null;
            if (brokenAfter !== null) {
              breaking.breakAfter(brokenAfter);
              await apply(projection, own).catch(() => undefined);
              breaking.breakAfter(Number.POSITIVE_INFINITY);
            }
            await apply(projection, own);
          }
          await breaking.close();
        }),
      );
      expect(await factsOf(client)).toEqual(expectedOf(events));
      await expectRebuildToChangeNothing(client);
    },
    LONG_MS,
  );

  it(
    'given events that land between any two statements of the first rebuild, then none is lost or counted twice',
    async () => {
      const client = await engine.database('gathered_rebuilt');
      const events = eventsOf(9, 320);
      const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'p0' });
      // Landed, and never projected: as when the family is new and its events are not.
      let taken = 60;
      await projection.land(events.slice(0, taken).map((event) => Buffer.from(JSON.stringify(event))));
      const rebuilding = new InterruptedClient({ ...engine.credentials(), database: 'gathered_rebuilt' }, async () => {
        await apply(projection, events.slice(taken, taken + 2));
        taken += 2;
      });
      const rebuilder = new Projection(rebuilding, { timeZone: TIME_ZONE, projector: 'r1' });
      for (const family of GATHERING) await rebuildFamily(rebuilding, rebuilder, family);
      await rebuilding.close();
      expect(taken).toBeGreaterThan(80);
      expect(taken).toBeLessThanOrEqual(events.length);

      expect(await factsOf(client)).toEqual(expectedOf(events.slice(0, taken)));
      await expectRebuildToChangeNothing(client);
    },
    LONG_MS,
  );

  it('given a contact closed on 2 March, then a read takes it as followed from 10 March on, and as being followed before', async () => {
    const client = await engine.database('gathered_window');
    const projection = new Projection(client, { timeZone: TIME_ZONE, projector: 'p0' });
    const event = (id: string, type: string, time: string): LandedEvent => ({
      id,
      source: '/trial',
      type: `plumbline.${type}.v1`,
      time,
      branchid: 'B1',
      partitionkey: 'v',
      ingestedat: '2026-03-02T10:00:00Z',
      data: { customer_ref: 'c_1', topic_code: 'fees' },
    });
    await apply(projection, [
      event('a', 'visit.arrived', '2026-03-02T09:00:00+08:00'),
      event('b', 'visit.served', '2026-03-02T23:59:59+08:00'),
    ]);
    const asked = async (today: string): Promise<string[]> => {
      const lots = readMetricSums(
        client,
        {
          moment: presently(),
          from: '2026-03-01',
          to: '2026-04-01',
          today,
          grain: 'none',
          by: [],
          filters: {
            branch: [], region: [], channel: [], service_line: [], service_item: [], priority_class: [], staff: [],
          }, // prettier-ignore
          lineOfItem: new Map(),
        },
        {
          keyedBy: 'none',
          families: [CONTACT.name],
          measures: ['resolution.closed', 'resolution.resolved', 'resolution.excluded.window_open'],
        },
      );
      const told: string[] = [];
      for await (const rows of lots) told.push(...rows.map(({ measure, values }) => `${measure} ${values.join()}`));
      return told.toSorted();
    };
    expect(await asked('2026-03-09')).toEqual(['resolution.excluded.window_open 1']);
    expect(await asked('2026-03-10')).toEqual(['resolution.closed 1', 'resolution.resolved 1']);
  });
});
