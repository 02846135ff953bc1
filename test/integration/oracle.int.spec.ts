/**
 * The oracle test: 200 random histories, each on branches of its own, go through the whole platform with corrections, voids,
 * repeats, conflicts, shuffles and a restart in the middle; every row that the API then gives, intervals included, equals that of a slow, plain fold
 * and score of the same events.
 */
import { differencesOf } from '../oracle/differences';
import { type ExpectedRow, expectedScores, type Question, type Slice } from '../oracle/expected-scores';
import { corrections, merges } from '../oracle/disorder';
import {
  delivery,
  FROM,
  history,
  OLD_FROM,
  OLD_START_MS,
  OLD_TO,
  sharedReference,
  TO,
  ZONE,
} from '../oracle/histories';
import type { SentEvent } from '../oracle/history';
import { PlatformUnderTest } from '../harness/platform-under-test';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
const HISTORIES = 200;
/** Of so many histories one happens at the turn of 2003, a year without a calendar. */
const ONE_IS_OLD = 5;
const HISTORIES_PER_REQUEST = 7;
const KILLED_AFTER = 98;
const MOST_DIFFERENCES = 20;
const LEVELS = ['overall', 'dimension', 'indicator', 'metric'] as const;

describe(`the oracle, seed ${SEED}`, () => {
  const platform = new PlatformUnderTest({ TIMEZONE: ZONE });
  const events: SentEvent[] = [];
  let nowMs = 0;

  beforeAll(async () => {
    await platform.start();
    const send = async (sent: readonly SentEvent[]): Promise<void> => {
      const { body } = await platform.post<{ rejected: number; results: unknown[] }>(sent);
      expect(body.rejected > 0 ? body.results : []).toEqual([]);
      events.push(...sent);
    };
    await send(sharedReference(SEED));
    const conflicts: SentEvent[] = [];
    for (let first = 0; first < HISTORIES; first += HISTORIES_PER_REQUEST) {
      const count = Math.min(HISTORIES_PER_REQUEST, HISTORIES - first);
      const deliveries = Array.from({ length: count }, (_, index) => {
        const number = first + index;
        const startMs = number % ONE_IS_OLD === 0 ? OLD_START_MS : undefined;
        const own = history(SEED + number, `H${String(number).padStart(3, '0')}`, startMs);
        const events = [...own, ...merges(own, SEED + number)];
        return delivery(events, SEED + number, corrections(events, SEED + number));
      });
      await send(deliveries.flatMap(({ sent }) => sent));
      conflicts.push(...deliveries.flatMap((one) => one.conflicts));
      if (first === KILLED_AFTER) {
        await platform.kill();
        await platform.start();
      }
    }
    await platform.post(conflicts);
    events.push(...conflicts);
    await platform.caughtUp();
    nowMs = Date.now();
  }, 600_000);
  afterAll(() => platform.remove());

  /** Compares all rows of an answer, and tells every difference at once. */
  const compare = async (
    by: readonly Slice[],
    more: Partial<Pick<Question, 'from' | 'to' | 'grain' | 'filters'>> = {},
  ): Promise<readonly ExpectedRow[]> => {
    const question = { from: FROM, to: TO, by, level: LEVELS, ...more };
    const parameters = new URLSearchParams({
      from: question.from,
      to: question.to,
      by: by.length === 0 ? 'none' : by.join(','),
      level: LEVELS.join(','),
      grain: more.grain ?? 'none',
      ...more.filters,
    });
    const { body } = await platform.get<{ rows: ExpectedRow[] }>(`/api/v1/scores?${parameters.toString()}`);
    const expected = expectedScores(events, { ...question, timeZone: ZONE, now: nowMs });
    expect(differencesOf(body.rows, expected).slice(0, MOST_DIFFERENCES)).toEqual([]);
    expect(body.rows).toHaveLength(expected.length);
    return expected;
  };

  it('given the whole bank, then every row equals the oracle’s', async () => {
    const rows = await compare([]);
    const scored = rows.filter(({ level, status, lower }) => level === 'metric' && status === 'ok' && lower !== null);
    expect(rows).toHaveLength(1 + 4 + 11 + 42);
    expect(scored.length).toBeGreaterThan(28);
    const reasons = new Set(rows.flatMap(({ excluded }) => Object.keys(excluded)));
    for (const reason of ['low_agreement', 'second_of_pair', 'self_observed', 'one_coder', 'no_customer', 'no_topic'])
      expect(reasons).toContain(reason);
  });

  it('given each branch of each history, then every row equals the oracle’s', async () => {
    const rows = await compare(['branch']);
    expect(new Set(rows.map(({ group }) => group['branch'])).size).toBeGreaterThanOrEqual(
      2 * (HISTORIES - HISTORIES / ONE_IS_OLD) - 5,
    );
  });

  it.each<Slice>(['region', 'channel', 'service_item', 'service_line', 'priority_class', 'staff'])(
    'given the slices by %s, then every row equals the oracle’s',
    async (slice) => {
      const rows = await compare([slice]);
      expect(new Set(rows.map(({ group }) => group[slice])).size).toBeGreaterThan(3);
    },
  );

  it('given two slices at once, and filters, then every row equals the oracle’s', async () => {
    const rows = [
      ...(await compare(['branch'], { filters: { service_item: 'deposit', service_line: 'special' } })),
      ...(await compare(['channel'], { filters: { staff: 's_7' } })),
      ...(await compare([], { filters: { priority_class: 'elderly' } })),
      ...(await compare(['region', 'service_item'], { filters: { channel: 'onsite' } })),
      ...(await compare(['staff', 'channel'], { filters: { region: 'north' } })),
    ];
    expect(rows.length).toBeGreaterThan(20 * 58);
  });

  it.each<[readonly Slice[], Question['filters']]>([
    [[], { channel: 'letter' }],
    [[], { channel: 'letter', region: 'west' }],
    [['channel'], { region: 'west' }],
    [['branch'], { region: 'west' }],
    [[], { branch: 'H001A' }],
    [['service_line'], { branch: 'H001B' }],
  ])(
    'given the groups %j of the filter %j, then cells are hidden as beside all their siblings',
    async (by, filters) => {
      const rows = await compare(by, { filters });
      if (by.includes('branch')) expect(rows.some(({ status }) => status === 'suppressed')).toBe(true);
    },
  );

  it.each([
    ['week', 9],
    ['month', 3],
  ] as const)('given the grain %s, then every row of each period equals the oracle’s', async (grain, periods) => {
    const rows = await compare([], { grain });
    expect(new Set(rows.map(({ time }) => time)).size).toBe(periods);
  });

  it('given a year without a calendar, then what was counted in it is provisional, and nothing else', async () => {
    const range = { from: OLD_FROM, to: OLD_TO };
    const rows = [...(await compare([], range)), ...(await compare([], { ...range, grain: 'week' }))];
    const provisional = rows.filter(({ level, status }) => level === 'metric' && status === 'provisional');
    expect(new Set(provisional.map(({ id }) => id))).toContain('s3-assignment-time-p90');
    await compare(['service_item'], range);
  });

  it('given a rebuild of everything, then every answer is the same, byte for byte', async () => {
    const answers = async (): Promise<string> => {
      const queries = [
        'by=branch&level=metric',
        'by=service_item,channel&level=metric',
        'grain=day&level=metric,overall',
      ];
      const rows = queries.map(async (query) => {
        const { body } = await platform.get<{ rows: unknown }>(`/api/v1/scores?from=${FROM}&to=${TO}&${query}`);
        return JSON.stringify(body.rows);
      });
      return (await Promise.all(rows)).join('\n');
    };
    const live = await answers();
    const rebuilt = await fetch(new URL('/api/v1/rebuilds', platform.url), { method: 'POST' });
    expect(rebuilt.status).toBe(200);
    expect((await answers()) === live).toBe(true);
  });
});
