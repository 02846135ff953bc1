/**
 * Real input, imported through the whole platform, against figures that others computed from the same files. The files are not part
 * of the project: they are read from PLUMBLINE_SHARED_DATA, or ../shared/data beside the checkout.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { EngineUnderTest } from '../harness/engine';
import { PlatformUnderTest } from '../harness/platform-under-test';

const SHARED = process.env['PLUMBLINE_SHARED_DATA'] ?? path.resolve(__dirname, '../../../shared/data');
const CLI = path.resolve(__dirname, '../../dist/apps/cli/src/main.js');
const run = promisify(execFile);

const hasFiles = existsSync(SHARED);
if (!hasFiles) console.warn(`Skipped: the real input is not at ${SHARED}; set PLUMBLINE_SHARED_DATA to where it is.`);
const whereThereIsInput = hasFiles ? describe : describe.skip;

interface Summary {
  readonly rows: number;
  readonly events: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly unreadable: Readonly<Record<string, unknown>>;
  readonly counted: Readonly<Record<string, number>>;
}

interface Row {
  readonly value: number;
  readonly n: number;
  readonly excluded: Readonly<Record<string, number>>;
}

whereThereIsInput('real input', () => {
  const engine = new EngineUnderTest();
  const platforms: PlatformUnderTest[] = [];
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());
  afterEach(async () => {
    for (const platform of platforms.splice(0)) await platform.remove();
  });

  const started = async (timeZone: string, database: string): Promise<PlatformUnderTest> => {
    const { url, username, password } = engine.credentials();
    const platform = new PlatformUnderTest({
      TIMEZONE: timeZone,
      CLICKHOUSE_URL: url,
      CLICKHOUSE_USER: username,
      CLICKHOUSE_PASSWORD: password,
      CLICKHOUSE_DATABASE: database,
    });
    platforms.push(platform);
    await platform.start();
    return platform;
  };
  const imported = async (platform: PlatformUnderTest, file: string, mapping: string): Promise<Summary> => {
    const { stdout } = await run(
      process.execPath,
      [CLI, 'import', path.join(SHARED, file), '--map', mapping, '--to', platform.url, '--json'],
      {
        env: { ...process.env, DATA_DIR: platform.dataDir },
        maxBuffer: 1 << 24,
      },
    );
    await platform.caughtUp();
    return JSON.parse(stdout) as Summary;
  };
  const metric = async (platform: PlatformUnderTest, id: string, range: string): Promise<Row> =>
    (await platform.get<{ rows: Row[] }>(`/api/v1/scores?id=${id}&${range}`)).body.rows[0] as Row;

  it.each([
    {
      file: 'anonymousbank_1999_01.tsv.gz',
      range: 'from=1999-01-01&to=1999-02-01',
      rows: 31_599,
      offered: 30_161,
      meanWaitSeconds: 35.0,
      within20: 54.38,
      meanServiceSeconds: 185.3,
      abandoned: 3_101,
      inTarget: 55.33,
      abandonRate: 8.71,
    },
    {
      file: 'anonymousbank_1999_02.tsv.gz',
      range: 'from=1999-02-01&to=1999-03-01',
      rows: 33_344,
      offered: 31_125,
      meanWaitSeconds: 40.8,
      within20: 52.08,
      meanServiceSeconds: 176.9,
      abandoned: 3_963,
      inTarget: 53.21,
      abandonRate: 10.83,
    },
  ])(
    'given the calls of $file, then waits and abandonment are the known ones, and a second import changes nothing',
    async (known) => {
      const database = `calls_${known.rows}`;
      const platform = await started('Asia/Jerusalem', database);
      const summary = await imported(platform, known.file, 'anonymousbank');
      expect(summary).toMatchObject({
        rows: known.rows,
        rejected: 0,
        unreadable: {},
        counted: { offered: known.offered, abandoned: known.abandoned },
      });
      const skipped = Object.values(summary.skipped).reduce((sum, rows) => sum + rows, 0);
      expect(summary.rows - skipped).toBe(known.offered);
      const waits = await metric(platform, 'p1-wait-within-target-rate', known.range);
      expect(waits.value).toBeCloseTo(known.inTarget, 2);
      const abandonment = await metric(platform, 'p1-abandon-rate', known.range);
      expect(abandonment.value).toBeCloseTo(known.abandonRate, 2);

      const [facts] = await engine.connect(database).rows<[number, number, number]>(
        `SELECT
             avgIf(wait_s, wait_outcome = 'served'),
             100 * countIf(wait_outcome = 'served' AND wait_s <= 20) / count(),
             avgIf(dateDiff('second', service_started_at, served_at), served_at > service_started_at)
         FROM visits FINAL WHERE live`,
      );
      expect(facts?.[0]).toBeCloseTo(known.meanWaitSeconds, 1);
      expect(facts?.[1]).toBeCloseTo(known.within20, 2);
      expect(facts?.[2]).toBeCloseTo(known.meanServiceSeconds, 1);

      const again = await imported(platform, known.file, 'anonymousbank');
      expect(again).toMatchObject({ accepted: 0, duplicates: summary.accepted, rejected: 0 });
      expect(await metric(platform, 'p1-wait-within-target-rate', known.range)).toEqual(waits);
    },
  );

  it('given the complaints, then all are registered and assigned, and what cannot be expressed is counted', async () => {
    const platform = await started('America/New_York', 'complaints');
    const summary = await imported(platform, 'complaints_boa.csv.gz', 'complaints_boa');
    expect(summary).toMatchObject({
      rows: 62_516,
      events: 2 * 62_516,
      accepted: 2 * 62_516,
      rejected: 0,
      unreadable: {},
      counted: { timely: 58_619, not_timely: 2_403, in_progress: 1_494, forwarded_the_same_day: 49_634 },
    });
    const [facts] = await engine
      .connect('complaints')
      .rows<[string, number]>(
        `SELECT countIf(assigned_at = registered_at), max(dateDiff('day', registered_at, assigned_at)) FROM complaints FINAL WHERE live AND cohort = 'registered'`,
      );
    expect([Number(facts?.[0]), Number(facts?.[1])]).toEqual([49_634, 275]);
    const assignment = await metric(platform, 's3-assignment-time-p90', 'from=2017-01-01&to=2024-01-01');
    expect(assignment.n).toBe(62_516);
  });

  it('given the loans, then those approved and declined come out as facts', async () => {
    const platform = await started('Europe/Amsterdam', 'loans');
    const summary = await imported(platform, 'bpic2012_events.csv.gz', 'bpic2012');
    expect(summary).toMatchObject({
      rows: 262_200,
      rejected: 0,
      unreadable: {},
      counted: { submitted: 13_087, approved: 2_246, declined: 7_635, cancelled: 2_807 },
    });
    const conformity = await metric(platform, 'p2-process-conformity-rate', 'from=2011-10-01&to=2012-04-01');
    // Closed: the approved ones; excluded: the declined ones; open: the rest of 13,087.
    expect(conformity).toMatchObject({ n: 2_246, excluded: { rejected: 7_635, open: 13_087 - 2_246 - 7_635 } });
  });

  it('given the survey, then the net promoter score is the known one', async () => {
    const platform = await started('Europe/London', 'nps');
    const summary = await imported(platform, 'nps_verbatims.csv.gz', 'nps_verbatims');
    expect(summary).toMatchObject({
      rows: 2_385,
      accepted: 2_353,
      rejected: 0,
      skipped: { no_score: 32 },
      unreadable: {},
    });
    const score = await metric(platform, 'c1-nps', 'from=2015-01-01&to=2024-01-01');
    expect(score.n).toBe(2_353);
    expect(score.value).toBeCloseTo((100 * (690 - 1_271)) / 2_353, 9); // −24.69
  });

  it.each([
    ['helpdesk_italy.csv.gz', 'helpdesk_italy', 21_348],
    ['bank_satisfaction_items.csv', 'bank_satisfaction_items', 250],
  ])('given %s, then every row becomes events or is skipped by reason', async (file, mapping, rows) => {
    const platform = await started('Europe/Madrid', mapping);
    expect(await imported(platform, file, mapping)).toMatchObject({ rows, rejected: 0, unreadable: {} });
  });
});
