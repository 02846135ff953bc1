/**
 * P9: GET /scores against the same SQL run straight on the engine, over twenty shapes of question. P10: a dashboard's questions, which
 * the daily rows answer, against scans of the visits themselves that give the same numbers. Both with ten million visits.
 */
import type { WarehouseClient } from '@plumbline/warehouse';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { EngineUnderTest } from '../harness/engine';
import { exchange } from './http-exchange';
import { DAY_AFTER_LAST, fillVisits, FIRST_DAY, VISITS } from './many-visits';
import { type BenchResult, cpuMicrosecondsAnEvent, measure, type Measured, median, ratios, secondsOf } from './report';
import { replay, type Statement, StatementRecorder } from './statement-recorder';

const ROUNDS = 5;
const RANGE = `from=2026-04-05&to=${DAY_AFTER_LAST}`;

const SHAPES = [
  RANGE,
  `${RANGE}&level=metric`,
  `${RANGE}&level=indicator`,
  `${RANGE}&by=branch`,
  `${RANGE}&by=branch&id=p1-wait-within-target-rate`,
  `${RANGE}&by=branch&grain=month&id=p1`,
  `${RANGE}&by=region`,
  `${RANGE}&by=region&grain=month`,
  `${RANGE}&grain=day`,
  `${RANGE}&grain=week&id=p1-wait-p90`,
  `from=${FIRST_DAY}&to=${DAY_AFTER_LAST}&grain=month&level=metric`,
  `${RANGE}&by=channel`,
  `${RANGE}&by=service_line&grain=month`,
  `${RANGE}&by=service_item`,
  `${RANGE}&by=channel,priority_class&id=p1-abandon-rate`,
  `${RANGE}&branch=B0007`,
  `${RANGE}&branch=B0007&grain=day`,
  `${RANGE}&region=R03&by=branch`,
  `${RANGE}&channel=phone&id=p1-wait-within-target-rate`,
  `${RANGE}&branch=B0007&by=staff&id=p1-wait-within-target-rate`,
] as const;

const WITHIN = "countIf(wait_outcome = 'served' AND wait_s <= target_s)";
const GIVEN_UP = "countIf(wait_outcome = 'abandoned')";

/** A question to the API, and what of the visits answers it: the groups, in the order of the API's, and the share. */
interface DashboardQuestion {
  readonly query: string;
  readonly groups: string;
  readonly numerator: string;
}

const DASHBOARD: readonly DashboardQuestion[] = [
  { query: 'id=p1-wait-within-target-rate', groups: "'2026-04-05'", numerator: WITHIN },
  { query: 'id=p1-wait-within-target-rate&by=branch', groups: "'2026-04-05', branch", numerator: WITHIN },
  { query: 'id=p1-abandon-rate&grain=day', groups: 'toString(day)', numerator: GIVEN_UP },
  {
    query: 'id=p1-abandon-rate&by=branch&grain=week',
    groups: 'toString(toStartOfWeek(day, 1)), branch',
    numerator: GIVEN_UP,
  },
  { query: 'id=p1-wait-within-target-rate&by=channel', groups: "'2026-04-05', channel", numerator: WITHIN },
];

export async function benchQueries(): Promise<BenchResult[]> {
  const engine = new EngineUnderTest();
  await engine.start();
  const recorder = await StatementRecorder.before(engine.credentials().url);
  const apis: ChildProcess[] = [];
  const start = async (url: string): Promise<string> => {
    const options = JSON.stringify({ ...engine.credentials(), url, database: 'visits' });
    const api = fork(path.join(__dirname, 'query-alone.js'), [options]);
    apis.push(api);
    return ((await once(api, 'message')) as [string])[0];
  };
  try {
    const client = await engine.database('visits');
    await fillVisits(client);
    const [api, recorded] = [await start(engine.credentials().url), await start(recorder.url)];
    const statements = await recordAll(recorded, recorder);
    return [...(await benchShapes(api, engine.credentials().url, statements)), await benchDashboard(api, client)];
  } finally {
    for (const api of apis) api.kill('SIGTERM');
    recorder.close();
    await engine.stop();
  }
}

/** What the API asks the engine for each shape, and what it answers. */
interface Recorded {
  readonly query: string;
  readonly statements: readonly Statement[];
  readonly rows: string;
}

async function recordAll(api: string, recorder: StatementRecorder): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (const query of SHAPES) {
    const rows = rowsOf(await ask(api, query));
    all.push({ query, rows, statements: recorder.take() });
  }
  return all;
}

async function benchShapes(api: string, engineUrl: string, shapes: readonly Recorded[]): Promise<BenchResult[]> {
  const rounds: { asking: Measured[]; running: Measured[] }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const asking: Measured[] = [];
    const running: Measured[] = [];
    for (const { query, rows, statements } of shapes) {
      let answer: Buffer = Buffer.alloc(0);
      asking.push(
        await measure(async () => {
          answer = await ask(api, query);
        }),
      );
      if (rowsOf(answer) !== rows) throw new Error(`GET /scores?${query} gave other rows than before`);
      let answers: Buffer[] = [];
      running.push(
        await measure(async () => {
          answers = await replay(statements, engineUrl);
        }),
      );
      for (const [index, { answer: before }] of statements.entries()) {
        const now = answers[index] ?? Buffer.alloc(0);
        if (sortedTokens(now) !== sortedTokens(before)) throw new Error(`The SQL of ${query} gave another answer`);
      }
    }
    rounds.push({ asking, running });
  }
  const byShape = shapes.map(({ query }, shape) => ({
    query,
    ratio: median(rounds.map(({ asking, running }) => at(secondsOf(asking), shape) / at(secondsOf(running), shape))),
  }));
  const worst = byShape.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  const result = (id: string, name: string, share: number): BenchResult => {
    const asking = rounds.map((round) => quantile(secondsOf(round.asking), share));
    const running = rounds.map((round) => quantile(secondsOf(round.running), share));
    return {
      id,
      name: `/scores ÷ its SQL straight on the engine, ${name} of ${shapes.length} shapes`,
      ...ratios(asking, running),
      floor: 1.3,
      stretch: 1.1,
      lessIsBetter: true,
      figures: {
        [`/scores, ${name}, ms`]: 1_000 * median(asking),
        [`SQL alone, ${name}, ms`]: 1_000 * median(running),
        '/scores, CPU-ms a query, engine included': cpuMilliseconds(rounds.flatMap(({ asking: each }) => each)),
        'SQL alone, CPU-ms a query': cpuMilliseconds(rounds.flatMap(({ running: each }) => each)),
        'worst shape': `${worst.ratio.toFixed(2)}: ${worst.query}`,
        visits: VISITS,
      },
    };
  };
  return [result('P9a', 'p50', 0.5), result('P9b', 'p95', 0.95)];
}

async function benchDashboard(api: string, client: WarehouseClient): Promise<BenchResult> {
  const own: Measured[] = [];
  const scanning: Measured[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const answers: Buffer[] = [];
    const scans: (readonly [...group: string[], numerator: string, judged: string])[][] = [];
    own.push(
      await measure(async () => {
        for (const { query } of DASHBOARD) answers.push(await ask(api, `${RANGE}&${query}`));
      }),
    );
    scanning.push(
      await measure(async () => {
        for (const question of DASHBOARD) scans.push(await scan(client, question));
      }),
    );
    for (const [index, { query }] of DASHBOARD.entries()) {
      assertSame(query, answers[index] ?? Buffer.alloc(0), scans[index] ?? []);
    }
  }
  return {
    id: 'P10',
    name: `${DASHBOARD.length} questions of a dashboard: scans of the visits ÷ /scores from daily rows`,
    ...ratios(secondsOf(scanning).slice(1), secondsOf(own).slice(1)), // the first round only warms up
    floor: 25,
    stretch: 100,
    figures: {
      '/scores, ms a question': (1_000 * median(secondsOf(own))) / DASHBOARD.length,
      'scan, ms a question': (1_000 * median(secondsOf(scanning))) / DASHBOARD.length,
      '/scores, CPU-ms a question, engine included': cpuMilliseconds(own, DASHBOARD.length),
      'scan, CPU-ms a question': cpuMilliseconds(scanning, DASHBOARD.length),
      visits: VISITS,
    },
  };
}

async function scan(client: WarehouseClient, { groups, numerator }: DashboardQuestion) {
  return client.rows<readonly [...group: string[], numerator: string, judged: string]>(
    `SELECT ${groups}, ${numerator}, countIf(wait_outcome IN ('served', 'abandoned'))
     FROM visits FINAL
     WHERE live AND day >= '2026-04-05' AND day < {to:Date32}
     GROUP BY ALL`,
    { to: DAY_AFTER_LAST },
  );
}

/** Where one sum of doubles may differ from another in the last bits. */
const SHARE_DIGITS = 12;

/** Both give the same cases, and the same share. */
function assertSame(query: string, answer: Buffer, scanned: readonly (readonly string[])[]): void {
  const { rows } = JSON.parse(answer.toString('utf8')) as {
    rows: { time: string; group: Record<string, string>; value: number; n: number }[];
  };
  const own = rows.map(({ time, group, value, n }) =>
    JSON.stringify([time.slice(0, 10), ...Object.values(group), value.toPrecision(SHARE_DIGITS), n]),
  );
  const raw = scanned.map((row) => {
    const [numerator, judged] = row.slice(-2).map(Number) as [number, number];
    return JSON.stringify([...row.slice(0, -2), ((100 * numerator) / judged).toPrecision(SHARE_DIGITS), judged]);
  });
  const [ownOnly, rawOnly] = [own.filter((row) => !raw.includes(row)), raw.filter((row) => !own.includes(row))];
  if (own.length !== raw.length || ownOnly.length > 0) {
    throw new Error(`${query}: from the daily rows alone ${ownOnly.join()}; from the visits alone ${rawOnly.join()}`);
  }
}

async function ask(api: string, query: string): Promise<Buffer> {
  return (await exchange(api, { method: 'GET', path: `/api/v1/scores?${query}` })).body;
}

function rowsOf(answer: Buffer): string {
  return JSON.stringify((JSON.parse(answer.toString('utf8')) as { rows: unknown }).rows);
}

/** The engine gives groups in no order, and what it gathers into arrays neither. */
function sortedTokens(answer: Buffer): string {
  return answer
    .toString('utf8')
    .split(/[,\n[\]]+/)
    .toSorted()
    .join('\n');
}

function quantile(values: readonly number[], share: number): number {
  return at(
    values.toSorted((a, b) => a - b),
    Math.ceil(share * values.length) - 1,
  );
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}

function cpuMilliseconds(measured: readonly Measured[], queries = 1): number | string {
  const microseconds = cpuMicrosecondsAnEvent(measured, queries);
  return typeof microseconds === 'number' ? microseconds / 1_000 : microseconds;
}
