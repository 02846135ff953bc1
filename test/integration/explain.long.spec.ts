/**
 * Explanations through the whole platform, on random histories: every node of several cells tells the numbers of /scores, its parts
 * add up to its score and to its change to 1e-9, and its links lead on.
 */
import { PlatformUnderTest } from '../harness/platform-under-test';
import { delivery, history, sharedReference, ZONE } from '../oracle/histories';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
const HISTORIES = 60;
const HISTORIES_PER_REQUEST = 10;
const LEVELS = 'overall,dimension,indicator,metric';
const EXACT = 1e-9;
const AT_ONCE = 4;
/** Of the metrics of a cell, one in so many is explained: others in every run. */
const METRICS_APART = 4;

interface Parts {
  readonly performance: number;
  readonly mix: number;
  readonly scheme: number;
  readonly coverage: number;
}
interface Mover {
  readonly id: string;
  readonly change: number;
  readonly parts: Parts;
  readonly links: { readonly explain: string };
}
interface Row {
  readonly id: string;
  readonly level: string;
  readonly score: number | null;
  readonly value?: number | null;
  readonly n: number | null;
  readonly coverage: number;
  readonly status: string;
  readonly excluded?: Readonly<Record<string, number>>;
  readonly previous?: { readonly score: number | null };
}
interface Explanation {
  readonly row: Row;
  readonly contributions: readonly {
    readonly id: string;
    readonly contribution: number | null;
    readonly coverage: number;
    readonly links: { readonly explain: string };
  }[];
  readonly strata?: readonly { readonly contribution: number; readonly n: number }[];
  readonly sums?: readonly { readonly measure: string; readonly total: number }[];
  readonly exclusions?: readonly { readonly reason: string; readonly cases: number }[];
  readonly change: {
    readonly from: string;
    readonly to: string;
    readonly score: number | null;
    readonly change: number | null;
    readonly change_lower: number | null;
    readonly change_upper: number | null;
    readonly parts: Parts | null;
    readonly children: readonly Mover[];
    readonly movers: readonly Mover[];
    readonly value?: { readonly change: number; readonly parts: Parts; readonly strata: readonly { change: number }[] };
  };
  readonly links: Readonly<Record<string, string>>;
}
interface FlatRow {
  readonly section: string;
  readonly id: string;
  readonly start: number | null;
  readonly end: number | null;
}

describe(`explanations, seed ${SEED}`, () => {
  const platform = new PlatformUnderTest({ TIMEZONE: ZONE });

  beforeAll(async () => {
    await platform.start();
    await platform.post(sharedReference(SEED));
    for (let first = 0; first < HISTORIES; first += HISTORIES_PER_REQUEST) {
      const deliveries = Array.from({ length: HISTORIES_PER_REQUEST }, (_, index) => {
        const number = first + index;
        return delivery(history(SEED + number, `H${String(number).padStart(3, '0')}`), SEED + number);
      });
      await platform.post(deliveries.flatMap(({ sent }) => sent));
    }
    await platform.caughtUp();
  }, 300_000);
  afterAll(() => platform.remove());

  const get = async <Body>(address: string): Promise<Body> => {
    const { status, body } = await platform.get<Body>(address);
    expect({ address, status, body: status === 200 ? undefined : body }).toEqual({ address, status: 200 });
    return body;
  };
  const rowsOf = async (query: string): Promise<ReadonlyMap<string, Row>> => {
    const { rows } = await get<{ rows: Row[] }>(`/api/v1/scores?${query}`);
    return new Map(rows.map((row) => [row.id, row]));
  };

  const CELLS = [
    ['the whole bank', 'from=2025-10-15&to=2025-11-08', LEVELS],
    ['a branch', 'from=2025-10-15&to=2025-11-08&branch=H003A', LEVELS],
    ['a region’s channel', 'from=2025-10-15&to=2025-11-08&region=north&channel=onsite', LEVELS],
    ['a month against the month before', 'from=2025-10-01&to=2025-11-01&grain=month', 'overall,dimension'],
    ['days that nothing came before', 'from=2025-09-15&to=2025-10-15', 'overall,dimension'],
  ] as const;

  it.each(CELLS)('given %s, then its nodes tell the numbers of /scores, and its parts add up', async (_, query, levels) => {
    const rows = await rowsOf(`${query}&compare=previous&level=${levels}`);
    expect(rows.size).toBe(levels === LEVELS ? 1 + 4 + 11 + 42 : 1 + 4);
    const faults: string[] = [];
    const ids = [...rows.values()]
      .filter(({ level }, index) => level !== 'metric' || (index + SEED) % METRICS_APART === 0)
      .map(({ id }) => id);
    for (let first = 0; first < ids.length; first += AT_ONCE) {
      const answers = await Promise.all(
        ids.slice(first, first + AT_ONCE).map((id) => get<Explanation>(`/api/v1/scores/explain?${query}&id=${id}`)),
      );
      for (const explanation of answers) faults.push(...faultsOf(explanation, rows.get(explanation.row.id) as Row));
    }
    expect(faults).toEqual([]);
  }, 240_000); // prettier-ignore

  it('given the bank, then links lead down to a metric and up again, aside to its row and back in time', async () => {
    const top = await get<Explanation>('/api/v1/scores/explain?from=2025-10-15&to=2025-11-08&region=north');
    expect(top.row.id).toBe('overall');
    expect(top.links['parent']).toBeUndefined();
    const process = await get<Explanation>(linkOf(top, 'process'));
    const efficiency = await get<Explanation>(linkOf(process, 'p1'));
    const waits = await get<Explanation>(linkOf(efficiency, 'p1-wait-within-target-rate'));
    expect(waits.row).toMatchObject({ level: 'metric', id: 'p1-wait-within-target-rate' });
    expect(waits.links['evidence']).toBe(
      '/api/v1/evidence?metric=p1-wait-within-target-rate&from=2025-10-15&to=2025-11-08&region=north',
    );
    const { rows } = await get<{ rows: Row[] }>(waits.links['scores'] ?? '');
    expect(rows).toEqual([waits.row]);
    expect((await get<Explanation>(waits.links['self'] ?? '')).row).toEqual(waits.row);
    expect((await get<Explanation>(waits.links['parent'] ?? '')).row).toEqual(efficiency.row);
    expect((await get<Explanation>(waits.links['previous'] ?? '')).row.score).toBe(waits.change.score);
  });

  it('given a table by branch and week, then its template leads from a row to the same row explained', async () => {
    const query = 'from=2025-10-08&to=2025-11-05&by=branch&grain=week&level=metric&region=north';
    const { meta, rows } = await get<{
      meta: { links: { explain: string } };
      rows: (Row & { time: string; group: { branch: string } })[];
    }>(`/api/v1/scores?${query}`);
    expect(meta.links.explain).toBe(
      '/api/v1/scores/explain?from=2025-10-08&to=2025-11-05&grain=week&region=north{&id,time,branch}',
    );
    const scored = rows.filter(({ score }) => score !== null);
    const [first, last] = [scored[0], scored.at(-1)];
    // The range begins on a Wednesday: the first week is cut, and starts on Monday all the same.
    expect(first?.time).toBe('2025-10-06T00:00:00+02:00');
    expect(last?.time.slice(11)).toBe('00:00:00+01:00');
    for (const row of [first, last]) {
      const expanded = meta.links.explain.replace(
        '{&id,time,branch}',
        `&id=${row?.id}&time=${encodeURIComponent(row?.time ?? '')}&branch=${row?.group.branch}`,
      );
      const explanation = await get<Explanation>(expanded);
      expect({ ...explanation.row, group: row?.group }).toEqual(row);
    }
  });

  it('given a table against the period before, then each row stands beside what the same question gave then', async () => {
    const query = 'by=channel&grain=week&level=dimension,metric';
    const { rows } = await get<{ rows: ComparedRow[] }>(
      `/api/v1/scores?${query}&from=2025-10-06&to=2025-11-03&compare=previous`,
    );
    const earlier = await get<{ rows: ComparedRow[] }>(`/api/v1/scores?${query}&from=2025-09-29&to=2025-10-27`);
    const byKey = new Map(earlier.rows.map((row) => [keyOf(row, row.time.slice(0, 10)), row]));
    expect(rows.filter(({ previous }) => previous.change !== null).length).toBeGreaterThan(50);
    for (const row of rows) {
      const before = byKey.get(keyOf(row, row.previous.from));
      expect(row.previous.score).toBe(before?.score ?? null);
      expect(row.previous.lower).toBe(before?.lower ?? null);
      expect(row.previous.to).toBe(row.time.slice(0, 10));
      if (row.previous.change !== null)
        expect(row.previous.change).toBeCloseTo((row.score ?? 0) - (before?.score ?? 0), 9);
    }
    const csv = await (
      await fetch(new URL(`/api/v1/scores?from=2025-10-06&to=2025-11-03&compare=previous&format=csv`, platform.url))
    ).text();
    expect(csv.split('\r\n')[0]).toMatch(
      /,excluded,previous_from,previous_to,previous_score,previous_lower,previous_upper,change,change_lower,change_upper$/,
    );
  });

  it('given flat rows, then all have the same fields, and the bars of a waterfall meet', async () => {
    const { rows } = await get<{ rows: FlatRow[] }>('/api/v1/scores/explain?from=2025-10-15&to=2025-11-08&format=rows');
    expect(new Set(rows.map((row) => Object.keys(row).sort().join())).size).toBe(1);
    for (const section of ['change_by_part', 'change_by_child']) {
      const bars = rows.filter((row) => row.section === section);
      expect(bars.at(0)?.id).toBe('previous');
      expect(bars.at(-1)?.id).toBe('current');
      for (const [index, bar] of bars.slice(1, -1).entries()) expect(bar.start).toBeCloseTo(bars[index]?.end ?? NaN, 9);
      expect(bars.at(-1)?.end).toBeCloseTo(bars.at(-2)?.end ?? NaN, 9);
    }
  });

  it('given parameters that name no single score, then every fault is told', async () => {
    const { status, body } = await platform.get<{ errors: { pointer: string; code: string }[] }>(
      '/api/v1/scores/explain?id=p1,p2&by=branch&grain=month&from=2025-09-15&to=2025-11-08&time=2025-10-02',
    );
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      'by unknown_parameter',
      'id too_many',
      'time range',
    ]);
  });
});

interface ComparedRow extends Row {
  readonly time: string;
  readonly group: Readonly<Record<string, string>>;
  readonly lower: number | null;
  readonly previous: {
    readonly from: string;
    readonly to: string;
    readonly score: number | null;
    readonly lower: number | null;
    readonly change: number | null;
  };
}

function keyOf({ id, group }: ComparedRow, period: string): string {
  return JSON.stringify([id, group, period]);
}

function linkOf({ contributions }: Explanation, id: string): string {
  return contributions.find((contribution) => contribution.id === id)?.links.explain ?? '';
}

/** What does not hold of an explanation, beside the row that /scores gives. */
function faultsOf({ row, contributions, strata, exclusions, change }: Explanation, wanted: Row): string[] {
  const faults: string[] = [];
  const check = (what: string, holds: boolean): void => {
    if (!holds) faults.push(`${row.id}: ${what}`);
  };
  const { previous, ...same } = wanted;
  check('the row of /scores', JSON.stringify(row) === JSON.stringify(same));
  check('the score before', change.score === (previous?.score ?? null));
  if (row.level !== 'metric' && row.score !== null) {
    check('contributions add up to the score', isNear(sum(contributions, ({ contribution }) => contribution ?? 0), row.score));
  }
  if (row.level !== 'metric') {
    check('coverage adds up', isNear(sum(contributions, ({ coverage }) => coverage), row.coverage));
  }
  const excluded = Object.fromEntries((exclusions ?? []).map(({ reason, cases }) => [reason, cases]));
  check('exclusions', JSON.stringify(excluded) === JSON.stringify(row.excluded ?? {}));
  // A percentile is no sum over strata; of what is suppressed nothing is told.
  if (strata !== undefined && strata.length > 0) {
    check('strata add up to the value', isNear(sum(strata, ({ contribution }) => contribution), row.value ?? NaN));
  }
  const isCompared = row.score !== null && change.score !== null;
  check('a change where both have a score', (change.change !== null) === isCompared && (change.parts !== null) === isCompared);
  if (!isCompared || change.parts === null) return faults;
  const difference = (row.score ?? 0) - (change.score ?? 0);
  check('the change is the difference', isNear(change.change ?? NaN, difference));
  check('parts add up to the change', isNear(sumOfParts(change.parts), difference));
  if (change.change_lower !== null && change.change_upper !== null) {
    check('limits lie around the change', change.change_lower <= difference && difference <= change.change_upper);
  }
  if (row.level === 'metric') {
    const { value } = change;
    check('value parts add up', value !== undefined && isNear(sumOfParts({ ...value.parts, coverage: 0 }), value.change));
    if (value !== undefined && value.strata.length > 0) {
      check('strata add up to the value’s change', isNear(sum(value.strata, (stratum) => stratum.change), value.change));
    }
    return faults;
  }
  for (const [name, moved] of [['children', change.children], ['movers', change.movers]] as const) {
    check(`${name} add up to the change`, isNear(sum(moved, (one) => one.change), difference));
    check(`parts of ${name} add up`, moved.every((one) => isNear(sumOfParts(one.parts), one.change)));
  }
  return faults;
} // prettier-ignore

function sumOfParts({ performance, mix, scheme, coverage }: Parts): number {
  return performance + mix + scheme + coverage;
}

function sum<Item>(items: readonly Item[], amountOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= EXACT * Math.max(1, Math.abs(b));
}
