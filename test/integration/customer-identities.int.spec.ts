/** Merged customers: who is one, over any number of merges, in any order, and when it was known. */
import fc from 'fast-check';
import { asOf, Projection, readCustomerIdentities } from '@plumbline/warehouse';
import { EngineUnderTest } from '../harness/engine';
import { lineOf } from '../harness/warehouse';
import type { SentEvent } from '../oracle/history';

const FIRST_MS = Date.parse('2026-03-01T00:00:00Z');
const HOUR_MS = 3_600_000;

function ref(number: number): string {
  return `c_${String(number).padStart(4, '0')}${'x'.repeat(28)}`;
}

function merge(id: string, from: number, to: number): SentEvent {
  return {
    specversion: '1.0',
    id,
    source: '/records',
    type: 'plumbline.correction.identity_merged.v1',
    time: new Date(FIRST_MS).toISOString(),
    data: { from_customer_ref: ref(from), to_customer_ref: ref(to) },
  } as SentEvent;
}

/** Who is the same, by plain search through the merges. */
function identities(merges: readonly (readonly [number, number])[]): Map<string, string> {
  const same = (start: number): Set<number> => {
    const reached = new Set([start]);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      for (const [a, b] of merges) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
    }
    return reached;
  };
  const named = [...new Set(merges.flat())].sort((a, b) => a - b);
  return new Map(named.map((number) => [ref(number), ref(Math.min(...same(number)))]));
}

describe('customer identities', () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  it('given random merges, circles among them, then all that are joined have one identity, as was known at each instant', async () => {
    const merges = fc.sample(fc.tuple(fc.nat(40), fc.nat(40)), { numRuns: 30, seed: 7 }).filter(([a, b]) => a !== b);
    const client = await engine.database('merged');
    const projection = new Projection(client, { timeZone: 'Asia/Shanghai', projector: 'p' });
    const lines = merges.map(([from, to], index) => lineOf(merge(`m-${index}`, from, to), FIRST_MS + index * HOUR_MS));
    await projection.land(lines);
    expect(await readCustomerIdentities(client)).toEqual(identities(merges));
    for (const known of [0, 1, 7, 15]) {
      const then = await readCustomerIdentities(client, asOf(FIRST_MS + (known - 1) * HOUR_MS));
      expect(then).toEqual(identities(merges.slice(0, known)));
    }
  });

  it('given a merge that was a mistake and voided, then the two are two again, and all else stands', async () => {
    const client = await engine.database('unmerged');
    const projection = new Projection(client, { timeZone: 'Asia/Shanghai', projector: 'p' });
    const mistaken = merge('m-1', 1, 2);
    const voided = {
      ...mistaken,
      id: 'v-1',
      type: 'plumbline.correction.event_voided.v1',
      partitionkey: ref(1),
      data: {
        target: { source: '/records', id: 'm-1', type: 'plumbline.correction.identity_merged.v1' },
        reason_code: 'wrong_entity',
      },
    };
    const events = [mistaken, merge('m-2', 2, 3), voided];
    await projection.land(events.map((event, index) => lineOf(event, FIRST_MS + index * HOUR_MS)));
    expect(await readCustomerIdentities(client)).toEqual(
      new Map([
        [ref(2), ref(2)],
        [ref(3), ref(2)],
      ]),
    );
    const before = await readCustomerIdentities(client, asOf(FIRST_MS + HOUR_MS));
    expect(before.get(ref(3))).toBe(ref(1));
  });
});
