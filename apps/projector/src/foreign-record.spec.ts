import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Pseudonymiser } from '@plumbline/access';
import type { LogRecord } from '@plumbline/event-log';
import { acceptEvent } from '../../gateway/src/accept-event';
import { admitForeign, isStamped } from './foreign-record';

const EVENTS = path.resolve(__dirname, '../../../test/fixtures/events');
const TAKEN_MS = Date.parse('2026-11-02T09:00:00Z');

const FIXTURES = readdirSync(EVENTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json') && !file.endsWith('.decoded.json'))
  .toSorted();

function record(value: Uint8Array): LogRecord {
  const place = { topic: 'events', partition: 0, offset: 0n } as const;
  return { ...place, key: 'k', value, headers: {}, timestampMs: 1, appendedAtMs: TAKEN_MS };
}

describe('a record that did not come through the gateway', () => {
  it.each(FIXTURES)(
    'given the frozen event %s, then it is admitted as the gateway would have written it',
    async (file) => {
      const text = readFileSync(path.join(EVENTS, file));
      const event = JSON.parse(text.toString()) as object;
      const pseudonymiser = await Pseudonymiser.open({ key: 'ab'.repeat(32), dataDir: '' });
      // What it takes, it makes what stands in the log.
      const acceptance = acceptEvent(event, { pseudonymiser, now: () => TAKEN_MS });
      const admission = admitForeign(record(text));
      if (!acceptance.accepted || !('record' in admission)) throw new Error('both take it');
      const { key, headers, timestampMs } = acceptance.record;
      expect(admission.record).toMatchObject({ key, headers, timestampMs });
      expect(JSON.parse(Buffer.from(admission.record.value).toString())).toEqual({
        ingestedat: '2026-11-02T09:00:00.000Z',
        ...event,
      });
      expect([isStamped(admission.record), isStamped(record(text))]).toEqual([true, false]);
    },
  );

  it('given an event with a customer’s own id, then it is refused: only the gateway has the key of the pseudonyms', () => {
    const event = {
      specversion: '1.0',
      id: 'e-1',
      source: '/foreign',
      type: 'plumbline.visit.arrived.v1',
      time: '2026-03-02T09:00:00+08:00',
      branchid: 'B001',
      data: { visit_id: 'v-1', customer_id: '4711' },
    };
    const admission = admitForeign(record(Buffer.from(JSON.stringify(event))));
    expect(admission).toMatchObject({ reason: 'invalid', faults: [{ pointer: '/data/customer_id' }] });
  });
});
