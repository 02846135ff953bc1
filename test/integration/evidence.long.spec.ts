/**
 * Evidence equals scores: for every metric and several cells, what the cases of all pages add up to is what /scores computes from,
 * integer for integer, squares included; and pages by cursor are the whole, once each, while events arrive.
 */
import { caseMeaningsOf, keyedByOf, type MetricDefinition, METRICS, metricById, readsOf } from '@plumbline/indicators';
import {
  type GroupFilters,
  presently,
  PROJECTED_FAMILIES,
  readEvidence,
  readMetricSums,
  readServiceLines,
  type SumsRow,
  type WarehouseClient,
} from '@plumbline/warehouse';
import fc from 'fast-check';
import {
  type EvidenceAnswer,
  GetEvidence,
  GetEvidenceHandler,
} from '../../apps/query/src/evidence/get-evidence.handler';
import type { EvidenceRow } from '../../apps/query/src/evidence/evidence-row';
import { GetCase, GetCaseHandler } from '../../apps/query/src/cases/get-case.handler';
import { GetScores, GetScoresHandler } from '../../apps/query/src/get-scores.handler';
import { EngineUnderTest } from '../harness/engine';
import { ProjectedEvents } from '../harness/projected-events';
import { corrections, merges } from '../oracle/disorder';
import { delivery, FROM, history, sharedReference, TO, ZONE } from '../oracle/histories';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
/** Few, and others in every run. */
const HISTORIES = 6;
/** In a part of the bank, one metric in so many is opened, others in every run; and one case in so many by itself. */
const METRICS_APART = 4;
const CASES_APART = 4;
const MEASURED = METRICS.filter(({ estimator }) => estimator.kind !== 'pending');
const NOTHING_RUNS = {
  projectorGroup: 'projector',
  projectors: async () => [],
  logEnds: async () => [],
  settledMs: async () => undefined,
};

/** Families of whose cases evidence lists parts. */
const HAS_PARTS: ReadonlySet<string> = new Set(['survey', 'observation']);

type Parameters = Readonly<Record<string, string>>;

function prefixOf(number: number): string {
  return `H${String(number).padStart(3, '0')}`;
}

function deliveryOf(number: number): ReturnType<typeof delivery> {
  const own = history(SEED + number, prefixOf(number));
  const events = [...own, ...merges(own, SEED + number)];
  return delivery(events, SEED + number, corrections(events, SEED + number));
}

describe(`evidence, seed ${SEED}`, () => {
  const engine = new EngineUnderTest();
  let client: WarehouseClient;
  let evidence: GetEvidenceHandler;
  let scores: GetScoresHandler;
  let projected: ProjectedEvents;

  beforeAll(async () => {
    await engine.start();
    client = await engine.database('evidence');
    evidence = new GetEvidenceHandler(client, ZONE, NOTHING_RUNS);
    scores = new GetScoresHandler(client, ZONE, NOTHING_RUNS);
    projected = new ProjectedEvents(client, ZONE);
    const deliveries = Array.from({ length: HISTORIES }, (_, number) => deliveryOf(number));
    await projected.add(sharedReference(SEED));
    await projected.add(deliveries.flatMap(({ sent }) => sent));
    await projected.add(deliveries.flatMap(({ conflicts }) => conflicts));
  }, 600_000);
  afterAll(() => engine.stop());

  const ask = (parameters: Parameters): Promise<EvidenceAnswer> =>
    evidence.execute(new GetEvidence({ from: FROM, to: TO, ...parameters }));

  /** All pages, by the links from one to the next. */
  const allPages = async (parameters: Parameters): Promise<EvidenceAnswer[]> => {
    const pages = [await ask(parameters)];
    for (let next = pages[0]?.links.next; next !== undefined; next = pages.at(-1)?.links.next) {
      const query = new URL(next, 'http://plumbline').searchParams;
      pages.push(await evidence.execute(new GetEvidence(Object.fromEntries(query))));
    }
    return pages;
  };

  const cells: readonly (readonly [name: string, parameters: Parameters])[] = [
    ['the whole bank', {}],
    ['two branches in October', { branch: 'H001A,H002B', from: '2025-10-01', to: '2025-11-01' }],
    [
      'an item of a line in a region',
      { service_item: 'deposit,transfer', service_line: 'personal,special', region: 'south' },
    ],
    ['priority classes of a channel', { priority_class: 'elderly,none', channel: 'onsite' }],
    ['staff', { staff: 's_7,unknown' }],
  ];

  it.each(cells)(
    'given %s, then the cases of every metric add up to what /scores computes from, and are excluded as it counts',
    async (_cell, parameters) => {
      const sliceable = MEASURED.filter((metric) => carriesAll(metric, parameters));
      expect(sliceable.length).toBeGreaterThan(5);
      const { rows } = await scores.execute(new GetScores({ from: FROM, to: TO, ...parameters, level: 'metric' }));
      const isWhole = Object.keys(parameters).length === 0;
      for (const { id, family } of sliceable.filter((_, index) => isWhole || (index + SEED) % METRICS_APART === 0)) {
        const pages = await allPages({ ...parameters, metric: id, limit: '863' });
        const cases = pages.flatMap((page) => page.cases);
        const totals = pages[0]?.totals;
        expect([id, addedUp(cases)]).toEqual([id, withoutZeros(totals?.sums ?? {})]);
        expect(pages.filter((page) => JSON.stringify(page.totals) !== JSON.stringify(totals))).toEqual([]);

        const reasons = cases.flatMap(({ reason }) => reason ?? []);
        expect([id, counted(reasons)]).toEqual([id, totals?.excluded]);
        const score = rows.find((row) => row.id === id);
        if (score?.status !== 'suppressed') expect([id, score?.excluded]).toEqual([id, totals?.excluded]);

        expect(new Set(cases.map(keyOf)).size).toBe(cases.length);
        expect(cases.filter((row) => (row.reason === null) !== (row.outcome !== 'excluded'))).toEqual([]);
        if (!HAS_PARTS.has(family)) expect(cases.filter(({ part }) => part !== null)).toEqual([]);
      }
    },
    600_000,
  );

  it('given any case of any metric, then the case itself tells the same of it', async () => {
    const one = new GetCaseHandler(client, ZONE, NOTHING_RUNS);
    for (const { id } of MEASURED) {
      const { cases } = await ask({ metric: id, limit: '1000', branch: 'H002A,H005B' });
      const step = Math.ceil(cases.length / 2);
      for (const row of cases.filter((_, index) => index % step === 0)) {
        const answer = await one.execute(new GetCase(row.family, row.case_id));
        const told = answer.metrics.filter(
          (metric) => metric.metric === id && metric.part === row.part && metric.day === row.day,
        );
        const isOfTheCell =
          (row.reason === 'thin_item' && row.service_item !== 'unknown') ||
          (row.reason === 'low_agreement' && row.family === 'observation');
        const thin = isOfTheCell ? { reason: null } : { outcome: row.outcome, reason: row.reason };
        expect(told).toEqual([expect.objectContaining({ ...thin, branch: row.branch, contribution: row.contribution, value: row.value })]); // prettier-ignore
      }
    }
  }, 600_000);

  it('given any case, then the facts that it shows are those that are kept', async () => {
    const shown = new GetCaseHandler(client, ZONE, NOTHING_RUNS);
    for (const [family, table, cohorts] of [
      ['visit', 'visits', 1],
      ['transaction', 'transactions', 3],
      ['complaint', 'complaints', 4],
      ['survey', 'survey_responses', 1],
      ['inquiry', 'inquiries', 2],
      ['interview', 'interviews', 1],
      ['observation', 'observation_items', 1],
    ] as const) {
      // prettier-ignore
      const kept = await client.rows<[string, string, string, string, number]>(
        `SELECT case_id, cohort, branch, day, live FROM ${table} FINAL WHERE branch LIKE 'H001%'`,
      );
      const ids = [...new Set(kept.map(([caseId]) => caseId))];
      expect(new Set(kept.map(([, cohort]) => cohort)).size).toBe(cohorts);
      for (const caseId of ids.filter((_, index) => (index + SEED) % CASES_APART === 0)) {
        const { facts } = await shown.execute(new GetCase(family, caseId));
        const places = facts.flatMap((fact) => fact.places);
        expect(places.map(({ cohort, branch, day, live }) => `${cohort} ${branch} ${day} ${Number(live)}`).toSorted()).toEqual(
          kept.filter(([id]) => id === caseId).map(([, cohort, branch, day, live]) => `${cohort} ${branch} ${day} ${live}`).toSorted(),
        ); // prettier-ignore
      }
    }
  }, 600_000);

  it('given every metric, then its sums by replicate group and key are those of its cases, squares of micro-points too', async () => {
    const filters: GroupFilters = {
      branch: [], region: [], channel: [], service_line: [], service_item: [], priority_class: [], staff: [],
    }; // prettier-ignore
    const shared = {
      moment: presently(),
      from: FROM,
      to: TO,
      today: '2100-01-01',
      filters,
      lineOfItem: await readServiceLines(client),
    };
    for (const metric of MEASURED) {
      for (const { name: family } of PROJECTED_FAMILIES) {
        const measures = readsOf(metric).filter((use) => use.family === family).map(({ measure }) => measure); // prettier-ignore
        if (measures.length === 0) continue;
        const keyedBy = keyedByOf(metric.estimator);
        const selection = { keyedBy, families: [family], measures };
        const lots = readMetricSums(client, { ...shared, grain: 'none', by: [] }, selection);
        const sums: SumsRow[] = [];
        for await (const lot of lots) sums.push(...lot);
        const decisive = caseMeaningsOf(metric).map(({ measure }) => measure);
        const cases = await readEvidence(client, { ...shared, family, measures: [...new Set([...decisive, ...measures])], decisive, limit: 1e9 }); // prettier-ignore
        const expected = new Map<string, bigint>();
        for (const one of cases) {
          const stratum = `${one.serviceLine}|${one.channel}|${one.priorityClass}`;
          const replicate = (Date.parse(one.day) / 86_400_000) % 20;
          for (const { measure, bin, value } of one.cells.filter((cell) => measures.includes(cell.measure))) {
            const key = { none: '', bin: String(bin), stratum, service_item: one.serviceItem, priority_class: one.priorityClass }[keyedBy]; // prettier-ignore
            const name = `${measure} ${replicate} ${key}`;
            expected.set(name, (expected.get(name) ?? 0n) + value);
          }
        }
        const got = sums.flatMap(({ measure, replicate, keys, values }) =>
          keys.map((key, index) => [`${measure} ${replicate} ${key}`, values[index]] as const),
        );
        expect(Object.fromEntries(got)).toEqual(
          Object.fromEntries(Array.from(expected, ([name, value]) => [name, Number(value)])),
        );
        expect(got.length).toBeGreaterThan(0);
      }
    }
  });

  it('given any size of page and any outcomes, then the pages are the whole in its order, no case twice', async () => {
    const whole = new Map<string, EvidenceRow[]>();
    const ids = ['p1-wait-p90', 'c1-complaint-rate', 'c1-csat-index', 'c2-weakest-item', 'p1-cycle-on-time-rate'];
    for (const metric of ids)
      whole.set(
        metric,
        (await allPages({ metric, limit: '1000' })).flatMap((page) => page.cases),
      );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.integer({ min: 60, max: 1_000 }),
        fc.subarray(['met', 'failed', 'counted', 'censored', 'excluded'], { minLength: 1 }),
        async (metric, limit, outcomes) => {
          const pages = await allPages({ metric, limit: String(limit), outcome: outcomes.join(',') });
          expect(pages.slice(0, -1).every(({ cases }) => cases.length === limit)).toBe(true);
          expect(pages.flatMap(({ cases }) => cases).map(keyOf)).toEqual(
            whole
              .get(metric)
              ?.filter(({ outcome }) => outcomes.includes(outcome))
              .map(keyOf),
          );
        },
      ),
      { numRuns: 10 },
    );
  }, 600_000);

  it('given events that land between two pages, then no page repeats or loses a case that was there', async () => {
    const metric = 'p1-wait-within-target-rate';
    const before = (await allPages({ metric, limit: '1000' })).flatMap(({ cases }) => cases.map(keyOf));
    const seen: string[] = [];
    let number = HISTORIES;
    let page = await ask({ metric, limit: '20' });
    for (;;) {
      seen.push(...page.cases.map(keyOf));
      if (page.links.next === undefined) break;
      await projected.add(deliveryOf(number++).sent);
      const query = new URL(page.links.next, 'http://plumbline').searchParams;
      page = await evidence.execute(new GetEvidence(Object.fromEntries(query)));
    }
    expect(number).toBeGreaterThan(HISTORIES + 2);
    expect(new Set(seen).size).toBe(seen.length);
    expect(before.filter((key) => !seen.includes(key))).toEqual([]);
  }, 600_000);
});

function carriesAll(metric: MetricDefinition, parameters: Parameters): boolean {
  const slices = Object.keys(parameters).filter((name) => !['branch', 'region', 'from', 'to'].includes(name));
  return slices.every((slice) => (metricById(metric.id)?.slices as readonly string[]).includes(slice));
}

function keyOf({ family, day, branch, case_id: caseId, part }: EvidenceRow): string {
  return [family, day, branch, caseId, part ?? ''].join(' ');
}

function addedUp(cases: readonly EvidenceRow[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { contribution } of cases) {
    for (const [measure, value] of Object.entries(contribution)) sums[measure] = (sums[measure] ?? 0) + value;
  }
  return withoutZeros(sums);
}

function withoutZeros(sums: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));
}

function counted(reasons: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
