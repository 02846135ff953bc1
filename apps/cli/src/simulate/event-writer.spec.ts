/** Events as written: ids, times, what only some of them carry. */
import { EventWriter } from './event-writer';
import { chanceFor } from './random';

const OFFSET = { ms: 8 * 3_600_000, text: '+08:00' };
const AT_MS = Date.parse('2026-03-01T09:00:00.750+08:00');

describe('the event writer', () => {
  it('given an event of a branch, then it has the time of its whole second, local, and a version 7 UUID of that time', () => {
    const writer = new EventWriter('B001', chanceFor('ids'), OFFSET);
    writer.write(AT_MS, { system: 'queue', type: 'visit.arrived.v1', journey: 'journey-1', data: { visit_id: 'v' } });
    const [timed] = writer.take();
    expect(timed?.atMs).toBe(Date.parse('2026-03-01T01:00:00Z'));
    expect(timed?.event).toEqual({
      specversion: '1.0',
      // 2026-03-01T01:00:00Z is 1,772,326,800,000 ms, hexadecimal 19ca6e8ca80.
      id: expect.stringMatching(/^019ca6e8-ca80-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/) as string,
      source: '/simulation/queue/B001',
      type: 'plumbline.visit.arrived.v1',
      time: '2026-03-01T09:00:00+08:00',
      branchid: 'B001',
      correlationid: 'journey-1',
      simulated: 'true',
      data: { visit_id: 'v' },
    });
  });

  it('given an event of the bank, then it names no branch', () => {
    const writer = new EventWriter(undefined, chanceFor('ids'), OFFSET);
    writer.write(AT_MS, { system: 'reference', type: 'reference.time_limit_set.v1', data: {} });
    const [event] = writer.take().map((timed) => timed.event);
    expect(event?.source).toBe('/simulation/reference');
    expect(Object.keys(event ?? {})).not.toContain('branchid');
  });

  it('given the same chance, then the ids are the same, and 10,000 of one second differ', () => {
    const ids = (): string[] => {
      const writer = new EventWriter('B001', chanceFor('ids'), OFFSET);
      return Array.from({ length: 10_000 }, () => writer.newId(AT_MS));
    };
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(10_000);
  });
});
