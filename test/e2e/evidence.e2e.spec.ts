/** From a score to the raw events behind it, by the links of the answers alone; and what goes wrong on the way is told. */
import { event, servedVisit, type TestEvent } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface Walk {
  readonly cases: readonly {
    readonly case_id: string;
    readonly outcome: string;
    readonly links: { readonly case: string };
  }[];
  readonly totals: {
    readonly sums: Readonly<Record<string, number>>;
    readonly excluded: Readonly<Record<string, number>>;
  };
  readonly links: Readonly<Record<string, string>>;
}

interface Case {
  readonly facts: readonly {
    readonly columns: Readonly<Record<string, unknown>>;
    readonly places: readonly unknown[];
  }[];
  readonly metrics: readonly {
    readonly metric: string;
    readonly outcome: string;
    readonly links: { readonly evidence: string };
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly status: string;
    readonly time: string;
    readonly ingestedat: string;
    readonly position: { readonly topic: string; readonly partition: number; readonly offset: number };
  }[];
  readonly links: Readonly<Record<string, string>>;
}

interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
}

const CELL = 'metric=p1-wait-within-target-rate&from=2026-03-01&to=2026-03-08&branch=B001';

describe('evidence', () => {
  const platform = new PlatformUnderTest();
  /** In the order of the log: offset 0 first. */
  let sent: readonly TestEvent[];

  beforeAll(async () => {
    await platform.start();
    // Waits of 5, 15 and 16 minutes against a target of 15; then a visit that nobody has served, and one of another branch.
    const open = event('visit.arrived', '2026-03-02T10:00:00+08:00', { visit_id: '-open', channel: 'onsite' });
    const first = servedVisit('v-5', 0, 5);
    const conflict = { ...first[1], time: '2026-03-02T01:09:00.000Z' } as TestEvent;
    sent = [
      ...first,
      ...servedVisit('v-15', 10, 15),
      ...servedVisit('v-16', 20, 16),
      open,
      ...servedVisit('v-other', 0, 1, { branchid: 'B002' }),
      conflict,
    ];
    await platform.post(sent);
    await platform.caughtUp();
  });
  afterAll(() => platform.remove());

  it('given a score, then cases, one case and its raw events follow by links', async () => {
    const { body: evidence } = await platform.get<Walk>(`/api/v1/evidence?${CELL}`);
    expect(evidence.totals.sums).toMatchObject({ 'wait.judged': 3, 'wait.within_target': 2, 'wait.excluded.open': 1 });
    expect(evidence.cases.map((row) => `${row.case_id} ${row.outcome}`)).toEqual([
      '-open excluded',
      'v-15 met',
      'v-16 failed',
      'v-5 met',
    ]);
    const scores = await platform.get<{ rows: { n: number; value: number; excluded: unknown }[] }>(
      evidence.links['scores'] ?? '',
    );
    expect(scores.body.rows).toMatchObject([{ n: 3, excluded: { open: 1 } }]);
    expect(scores.body.rows[0]?.value).toBeCloseTo(66.667, 3);

    const { body: failed } = await platform.get<Walk>(`/api/v1/evidence?${CELL}&outcome=failed`);
    const { body: one } = await platform.get<Case>(failed.cases[0]?.links.case ?? '');
    expect(one.facts).toMatchObject([
      {
        columns: {
          arrived_at: '2026-03-02T01:20:00.000Z',
          service_started_at: '2026-03-02T01:36:00.000Z',
          wait_s: 960,
        },
        places: [{ cohort: 'arrived', day: '2026-03-02', branch: 'B001', live: true }],
      },
    ]);
    expect(one.metrics.map(({ metric, outcome }) => `${metric} ${outcome}`)).toEqual(
      expect.arrayContaining(['p1-wait-within-target-rate failed', 'p1-abandon-rate met', 'c1-complaint-rate counted']),
    );
    expect(one.events.map(({ id }) => id)).toEqual(sent.slice(6, 9).map(({ id }) => id));
    expect(one.events.map(({ position }) => position)).toEqual(
      [6, 7, 8].map((offset) => ({ topic: 'events', partition: 0, offset })),
    );
    expect((await platform.get(one.links['self'] ?? '')).status).toBe(200);
    const back = one.metrics.find(({ metric }) => metric === 'p1-wait-within-target-rate')?.links.evidence ?? '';
    expect((await platform.get<Walk>(back)).body.cases.map((row) => row.case_id)).toContain('v-16');
  });

  it('given one identity with two contents, then the first is taken and the other shown as a conflict', async () => {
    const { body } = await platform.get<Case>('/api/v1/cases/visit/v-5');
    const starts = body.events.filter(({ id }) => id === sent[1]?.id);
    expect(starts.map(({ status, time, position }) => [status, time, position.offset])).toEqual([
      ['taken', '2026-03-02T01:05:00.000Z', 1],
      ['conflicting', '2026-03-02T01:09:00.000Z', sent.length - 1],
    ]);
    expect(body.facts).toMatchObject([{ columns: { wait_s: 300 } }]);
    expect(body.events.every(({ ingestedat, time }) => ingestedat > time)).toBe(true);
  });

  it('given CSV, then a line a case with formulas made harmless, and the next page in a header', async () => {
    const response = await fetch(new URL(`/api/v1/evidence?${CELL}&format=csv&limit=1`, platform.url));
    expect(response.headers.get('content-type')).toContain('text/csv');
    const [header, line, ...rest] = (await response.text()).split('\r\n');
    expect(header).toContain('family,case_id,');
    expect(line).toMatch(/^visit,'-open,,2026-03-02,B001,/);
    expect(rest).toEqual(['']);
    const next = /^<(.+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    const nextPage = await fetch(new URL(next, platform.url));
    expect(await nextPage.text()).toContain('visit,v-15,');
  });

  it('given faults, then each is told with what would be right', async () => {
    const bad = await platform.get<Refusal>('/api/v1/evidence?metric=p1&branch=B001&stuff=1&limit=0&from=2026-13-01');
    expect(bad.status).toBe(400);
    expect(bad.body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      'from format',
      'limit range',
      'metric enum',
      'stuff unknown_parameter',
    ]);
    const unknown = await platform.get<Refusal>('/api/v1/cases/visit/v-17');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'unknown_case']);
    const misspelt = await platform.get<Refusal>('/api/v1/cases/visits/v-5');
    expect([misspelt.status, misspelt.body.detail]).toEqual([404, 'Did you mean visit?']);
    const complaint = await platform.get<Refusal>('/api/v1/complaints/c-1');
    expect([complaint.status, complaint.body.code]).toEqual([404, 'unknown_case']);
  });

  it('given the API description, then each of these calls has its schema', async () => {
    type Described = Record<
      string,
      { get: { responses: Record<string, { content: Record<string, { schema: { properties: object } }> }> } }
    >;
    const { body } = await platform.get<{ paths: Described }>('/api/v1/openapi.json');
    const paths = ['/evidence', '/cases/{family}/{case_id}', '/complaints', '/complaints/{complaint_id}'];
    for (const path of paths) {
      const schema = body.paths[`/api/v1${path}`]?.get.responses['200']?.content['application/json']?.schema;
      expect(Object.keys(schema?.properties ?? {}).length).toBeGreaterThan(3);
    }
  });
});
