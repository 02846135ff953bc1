/**
 * A simulated bank with incidents: whoever asks why a score fell is told what went wrong, and gets from the table of branches to the
 * answer by following links.
 */
import { parseIncident } from '../../apps/cli/src/simulate/parameters';
import { SimulatedBank } from '../../apps/cli/src/simulate/simulate-bank';
import { PlatformUnderTest } from '../harness/platform-under-test';

const EVENTS_PER_REQUEST = 5_000;
/** Four weeks as ever, then four in which half of B002's counters are closed and B003's staff have a bad time. */
const QUIET_FROM = '2026-03-02';
const BAD_FROM = '2026-03-30';
const BAD_TO = '2026-04-27';
const BAD = `from=${BAD_FROM}&to=${BAD_TO}`;

interface Mover {
  readonly id: string;
  readonly change: number;
  readonly parts: { readonly performance: number; readonly mix: number };
  readonly links: { readonly explain: string };
}
interface Explanation {
  readonly row: { readonly id: string; readonly score: number; readonly value?: number; readonly n: number };
  readonly change: {
    readonly from: string;
    readonly change: number;
    readonly change_upper: number;
    readonly children: readonly (Mover & { readonly movers: readonly Mover[] })[];
    readonly movers: readonly Mover[];
    readonly value?: {
      readonly change: number;
      readonly strata: readonly { readonly stratum: { readonly channel: string } | null; readonly change: number }[];
    };
  };
  readonly links: { readonly evidence?: string };
}

describe('why a score fell', () => {
  const platform = new PlatformUnderTest();

  beforeAll(async () => {
    await platform.start();
    const bank = new SimulatedBank({
      seed: 7,
      branches: 3,
      from: QUIET_FROM,
      timeZone: 'Asia/Shanghai',
      incidents: [
        parseIncident(`counters:B002:${BAD_FROM}..2026-04-26`),
        parseIncident(`rude:B003:${BAD_FROM}..2026-04-26`),
      ],
    });
    await platform.post(bank.reference());
    let events: object[] = [];
    const send = async (): Promise<void> => {
      const { body } = await platform.post<{ rejected: number }>(events);
      expect(body.rejected).toBe(0);
      events = [];
    };
    for (const { event } of bank.eventsUntil(Date.parse(`${BAD_TO}T00:00:00+08:00`) - 1)) {
      events.push(event);
      if (events.length === EVENTS_PER_REQUEST) await send();
    }
    await send();
    await platform.caughtUp();
  }, 300_000);
  afterAll(() => platform.remove());

  const explain = async (address: string): Promise<Explanation> => {
    const { status, body } = await platform.get<Explanation>(address);
    expect(status).toBe(200);
    return body;
  };

  it('given a rude month, then courtesy is named as what drew the staff score down most', async () => {
    const { change } = await explain(`/api/v1/scores/explain?id=staff&branch=B003&${BAD}`);
    expect(change.from).toBe(QUIET_FROM);
    expect(change.change_upper).toBeLessThan(-10);
    expect(change.movers[0]?.id).toBe('s2-courtesy-rating');
    expect(change.movers[0]?.change).toBeLessThan(-10);
    // Staff were rude to everybody: it is no matter of who came.
    const { performance, mix } = change.movers[0]?.parts ?? { performance: 0, mix: 0 };
    expect(Math.abs(mix)).toBeLessThan(Math.abs(performance) / 10);
    const quiet = await explain(`/api/v1/scores/explain?id=s2-courtesy-rating&branch=B001&${BAD}`);
    expect(Math.abs(quiet.change.change)).toBeLessThan(-change.change / 2);
  });

  it('given fewer counters, then waits are named as what drew efficiency down most, and the counters as where', async () => {
    const efficiency = await explain(`/api/v1/scores/explain?id=p1&branch=B002&${BAD}`);
    expect(efficiency.change.change_upper).toBeLessThan(0);
    const worst = efficiency.change.movers[0];
    expect(worst?.id).toMatch(/^p1-(wait|abandon)/);
    const waits = await explain(`/api/v1/scores/explain?id=p1-wait-within-target-rate&branch=B002&${BAD}`);
    expect(waits.change.value?.change).toBeLessThan(-10);
    const onsite = waits.change.value?.strata.filter(({ stratum }) => stratum?.channel === 'onsite') ?? [];
    const lost = onsite.reduce((sum, stratum) => sum + stratum.change, 0);
    // Telephone and online have servers of their own.
    expect(lost / (waits.change.value?.change ?? NaN)).toBeGreaterThan(0.9);
  });

  it('given the table of branches, then links alone lead from the worst to the metric and the cases behind it', async () => {
    const { body } = await platform.get<{
      meta: { links: { explain: string } };
      rows: { id: string; score: number; group: { branch: string } }[];
    }>(`/api/v1/scores?by=branch&id=satisfaction&${BAD}`);
    const worst = body.rows.reduce((least, row) => (row.score < least.score ? row : least));
    expect(worst.group.branch).toBe('B003');
    const template = body.meta.links.explain;
    expect(template).toBe(`/api/v1/scores/explain?${BAD}{&id,branch}`);
    let opened = await explain(template.replace('{&id,branch}', `&id=${worst.id}&branch=${worst.group.branch}`));
    expect(opened.row.score).toBe(worst.score);
    while (opened.change.children.length > 0) {
      const [most] = opened.change.children.toSorted((a, b) => a.change - b.change);
      opened = await explain(most?.links.explain ?? '');
    }
    expect(opened.row.id).toMatch(/^c[12]-/);
    expect(opened.links.evidence).toBe(`/api/v1/evidence?metric=${opened.row.id}&${BAD}&branch=B003`);
  });
});
