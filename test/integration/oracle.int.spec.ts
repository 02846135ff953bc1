/**
 * The oracle test: 200 random histories, each on branches of its own, go through the whole platform with repeats, conflicts,
 * shuffles and a restart in the middle; every score that the API then gives equals that of a slow, plain fold of the same events.
 */
import { foldAll } from '../oracle/fold';
import { addDays } from '../oracle/local-time';
import { delivery, FROM, history, KNOWN_LINES, sharedReference, TO, ZONE } from '../oracle/histories';
import type { SentEvent } from '../oracle/history';
import { METRICS, type OracleRow, scoreGroup } from '../oracle/score';
import type { Entry, Slices } from '../oracle/tallies';
import { PlatformUnderTest } from '../harness/platform-under-test';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
const HISTORIES = 200;
const HISTORIES_PER_REQUEST = 7;
const PRECISION = 1e-9;
const MOST_DIFFERENCES = 20;

interface ApiRow extends OracleRow {
  readonly time: string;
  readonly group: Readonly<Record<string, string>>;
}

/** Slices that the cases of a family carry; by others their metrics have no data. */
const CARRIED: Readonly<Record<string, readonly (keyof Slices)[]>> = {
  visit: ['branch', 'channel', 'service_item', 'service_line', 'priority_class'],
  survey: ['branch', 'channel', 'service_item', 'service_line', 'priority_class'],
  transaction: ['branch', 'channel', 'service_item', 'service_line'],
  complaint: ['branch', 'channel', 'service_item'],
};
const FAMILY_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['p1-wait-within-target-rate', 'p1-wait-p90', 'p1-abandon-rate', 'contacts'].map((id) => [id, 'visit']),
  ),
  ...Object.fromEntries(
    ['p1-cycle-on-time-rate', 'p2-process-conformity-rate', 'p2-rework-rate', 'p3-progress-notice-rate'].map((id) => [
      id,
      'transaction',
    ]),
  ),
  ...Object.fromEntries(
    [
      'p1-complaint-reply-on-time-rate',
      'p2-complaint-procedure-rate',
      'p3-reply-content-rate',
      's2-attitude-complaint-rate',
      's3-assignment-time-p90',
      'c1-complaint-rate',
    ].map((id) => [id, 'complaint']),
  ),
};

function carries(metric: string, slice: keyof Slices): boolean {
  return CARRIED[FAMILY_OF[metric] ?? 'survey']?.includes(slice) ?? false;
}

describe(`the oracle, seed ${SEED}`, () => {
  const platform = new PlatformUnderTest({ TIMEZONE: ZONE });
  let entries: readonly Entry[] = [];

  beforeAll(async () => {
    await platform.start();
    const reference = sharedReference();
    expect((await platform.post(reference)).body).toMatchObject({ accepted: reference.length, rejected: 0 });
    const accepted: SentEvent[] = [...reference];
    const conflicts: SentEvent[] = [];
    for (let first = 0; first < HISTORIES; first += HISTORIES_PER_REQUEST) {
      const numbers = Array.from(
        { length: Math.min(HISTORIES_PER_REQUEST, HISTORIES - first) },
        (_, index) => first + index,
      );
      const deliveries = numbers.map((number) =>
        delivery(history(SEED + number, `H${String(number).padStart(3, '0')}`), SEED + number),
      );
      const sent = deliveries.flatMap((one) => one.sent);
      const { body } = await platform.post<{ rejected: number; results: unknown[] }>(sent);
      expect({ rejected: body.rejected, first: body.rejected > 0 ? body.results : [] }).toEqual({
        rejected: 0,
        first: [],
      });
      accepted.push(...sent);
      conflicts.push(...deliveries.flatMap((one) => one.conflicts));
      if (first === 98) {
        await platform.kill();
        await platform.start();
      }
    }
    await platform.post(conflicts);
    await platform.caughtUp();
    const all = foldAll([...accepted, ...conflicts], { zone: ZONE, nowMs: Date.now() });
    entries = all
      .filter(({ day }) => day >= FROM && day < TO)
      .map((entry) =>
        FAMILY_OF[entry.metric] === 'visit'
          ? { ...entry, slices: { ...entry.slices, service_line: lineOf(entry) } }
          : entry,
      );
  }, 300_000);
  afterAll(() => platform.remove());

  /** Compares all rows of an answer; tells every difference at once. */
  const compare = async (
    query: string,
    rowsOf: (group: Readonly<Record<string, string>>, time: string) => readonly Entry[],
    slice?: keyof Slices,
  ): Promise<number> => {
    const { body } = await platform.get<{ rows: ApiRow[] }>(
      `/api/v1/scores?from=${FROM}&to=${TO}&level=overall,dimension,indicator,metric&${query}`,
    );
    const cells = new Map<string, ApiRow[]>();
    for (const row of body.rows) {
      const key = JSON.stringify([row.time, row.group]);
      cells.set(key, [...(cells.get(key) ?? []), row]);
    }
    const differences: string[] = [];
    for (const rows of cells.values()) {
      const [{ group, time }] = rows as [ApiRow];
      const expected = scoreGroup(
        rowsOf(group, time).filter(({ metric }) => slice === undefined || carries(metric, slice)),
      );
      for (const wanted of expected) {
        const got = rows.find(({ id, level }) => id === wanted.id && level === wanted.level);
        if (slice !== undefined && wanted.level === 'metric' && !carries(wanted.id, slice)) continue;
        if (got?.status === ('suppressed' as string)) continue;
        const difference = differenceOf(got, wanted);
        if (difference !== undefined)
          differences.push(`${JSON.stringify(group)} ${time.slice(0, 10)} ${wanted.id}: ${difference}`);
      }
    }
    expect(differences.slice(0, MOST_DIFFERENCES)).toEqual([]);
    return cells.size;
  };

  it('given the whole bank, then every score equals the oracle’s', async () => {
    expect(await compare('by=none', () => entries)).toBe(1);
    const scored = scoreGroup(entries).filter(({ level, status }) => level === 'metric' && status === 'ok');
    expect(scored.length).toBeGreaterThan(20);
    expect(METRICS).toHaveLength(42);
  });

  it('given each branch of each history, then every score equals the oracle’s', async () => {
    const places = new Set(entries.map(({ slices }) => slices.branch));
    expect(await compare('by=branch', ({ branch }) => entries.filter(({ slices }) => slices.branch === branch))).toBe(
      places.size,
    );
    expect(places.size).toBeGreaterThanOrEqual(2 * HISTORIES - 5);
  });

  it.each(['channel', 'service_item', 'service_line', 'priority_class'] as const)(
    'given the slices by %s, then every score equals the oracle’s',
    async (slice) => {
      const compared = await compare(
        `by=${slice}`,
        (group) => entries.filter((entry) => entry.slices[slice] === group[slice] && carries(entry.metric, slice)),
        slice,
      );
      expect(compared).toBeGreaterThan(3);
    },
  );

  it('given weeks, then every score equals the oracle’s', async () => {
    const compared = await compare('grain=week', (_group, time) => {
      const monday = time.slice(0, 10);
      return entries.filter(({ day }) => day >= monday && day < addDays(monday, 7));
    });
    expect(compared).toBe(9);
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

  function lineOf({ slices }: Entry): string {
    return KNOWN_LINES[slices.service_item] ?? 'unknown';
  }
});

/** What differs between a row of the API and the oracle's; undefined where they agree. */
function differenceOf(got: ApiRow | undefined, wanted: OracleRow): string | undefined {
  if (!got) return 'missing';
  const exact = JSON.stringify([got.n, got.status, sorted(got.excluded ?? {})]);
  const wantedExact = JSON.stringify([wanted.n, wanted.status, sorted(wanted.excluded)]);
  if (exact !== wantedExact) return `got ${exact}, wanted ${wantedExact}`;
  for (const field of ['value', 'score', 'coverage'] as const) {
    const [a, b] = [got[field] ?? null, wanted[field]];
    const isClose = a !== null && b !== null && Math.abs(a - b) <= PRECISION * Math.max(1, Math.abs(b));
    if (a !== b && !isClose) return `got ${field} ${a}, wanted ${b}`;
  }
  return undefined;
}

function sorted(counts: Readonly<Record<string, number>>): unknown {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}
