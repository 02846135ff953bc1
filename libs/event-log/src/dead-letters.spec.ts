import fc from 'fast-check';
import { actRecord, type DeadLetter, deadLetterId, letterRecord, readDeadLetterRecord } from './dead-letters';
import type { LogRecord, NewRecord } from './port';

const LETTER: DeadLetter = {
  topic: 'events',
  partition: 2,
  offset: 9_007_199_254_740_993n,
  key: 'v-1',
  headers: { ce_type: 'plumbline.visit.flown.v1' },
  content: Buffer.from([0xff, 0x00, 0x7b]),
  timestampMs: 1_700_000_000_000,
  appendedAtMs: 1_700_000_000_500,
  reason: 'unknown_type',
  message: 'Not known.',
  faults: [{ pointer: '/type', code: 'unknown_type', message: 'Not known.' }],
};

/** As the log gives a record back. */
function logged({ identity: _identity, digest: _digest, ...record }: NewRecord): LogRecord {
  return { ...record, topic: 'dead-letters', partition: 0, offset: 7n, appendedAtMs: 1 };
}

describe('records of the dead-letters topic', () => {
  it('given a letter, when it is written and read, then it is the same, and its place is its id', () => {
    expect(readDeadLetterRecord(logged(letterRecord(LETTER)))).toEqual({ letter: LETTER });
    expect(deadLetterId(LETTER)).toBe('events-2-9007199254740993');
  });

  it('given any act, when it is written and read, then it is the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('repaired' as const, 'redriven' as const),
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        fc.uint8Array(),
        (kind, requestedBy, event) => {
          const by = requestedBy === undefined ? {} : { requestedBy };
          const act = { id: 'a-1', letter: 'events-2-3', kind, atMs: 5, event, ...by };
          expect(readDeadLetterRecord(logged(actRecord(act)))).toEqual({ act });
        },
      ),
    );
  });

  it('given an original with headers of our names, then they cannot pass for ours', () => {
    const forged = { dead_act: 'redriven', dead_act_id: 'x', dead_letter: 'events-0-0', ce_type: 't' };
    const entry = readDeadLetterRecord(logged(letterRecord({ ...LETTER, headers: forged })));
    expect(entry).toEqual({ letter: { ...LETTER, headers: { ce_type: 't' } } });
  });

  it('given an event that was driven again, then its letter names the former one', () => {
    const headers = { redrive_of: 'events-2-1' };
    const entry = readDeadLetterRecord(logged(letterRecord({ ...LETTER, headers })));
    expect(entry).toEqual({ letter: { ...LETTER, headers, redriveOf: 'events-2-1' } });
  });

  it('given more faults than 16 KiB and a message without end, then what fits is kept', () => {
    const faults = Array.from({ length: 100 }, () => ({ pointer: 'p'.repeat(1_000), code: 'c', message: 'm' }));
    const { headers } = letterRecord({ ...LETTER, faults, message: 'm'.repeat(1_000_000) });
    expect(Buffer.byteLength(JSON.stringify(headers))).toBeLessThan(20_000);
    expect(JSON.parse(headers['dead_faults'] ?? '')).toHaveLength(15);
  });

  it('given a record that somebody else wrote there, then it is none of ours', () => {
    expect(readDeadLetterRecord(logged({ key: '', value: Buffer.from('?'), timestampMs: 0, headers: {} }))).toBe(
      undefined,
    );
  });
});
