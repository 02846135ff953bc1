/** Records through the codec, and through the bytes that kafkajs makes of them. */
import fc from 'fast-check';
import type { KafkaMessage } from 'kafkajs';
import { decodeMessage, encodeRecord, type Message, messageBytes } from './record-codec';

/** What arrives of a message that was sent: texts have become bytes. */
function arrived(message: Message, offset: string): KafkaMessage {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, Buffer.from(value)]),
  );
  return { ...message, headers, offset, attributes: 0 };
}

const anyRecord = fc.record(
  {
    key: fc.string({ unit: 'binary' }),
    value: fc.uint8Array({ maxLength: 200 }),
    headers: fc.dictionary(fc.string(), fc.string({ unit: 'binary' }), { maxKeys: 3 }),
    timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
    appendedAtMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  },
  { requiredKeys: ['key', 'value', 'headers', 'timestampMs'] },
);

describe('the codec of records', () => {
  it('given any record, then sending and reading gives it again, with both of its times', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), (record, offset) => {
        const read = decodeMessage(arrived(encodeRecord(record, 42), String(offset)), 'events', 3);
        expect({ ...read, value: new Uint8Array(read.value) }).toEqual({
          topic: 'events',
          partition: 3,
          offset: BigInt(offset),
          key: record.key,
          value: record.value,
          headers: { ...record.headers },
          timestampMs: record.timestampMs,
          appendedAtMs: record.appendedAtMs ?? 42,
        });
      }),
    );
  });

  it('given a message of another program, then what it lacks is empty, and its stamp is both times', () => {
    const foreign = {
      key: null,
      value: null,
      offset: '7',
      timestamp: '1770000000000',
      headers: { twice: [Buffer.from('a'), Buffer.from('b')], none: undefined },
    } as unknown as KafkaMessage;
    expect(decodeMessage(foreign, 'governance', 0)).toEqual({
      topic: 'governance',
      partition: 0,
      offset: 7n,
      key: '',
      value: new Uint8Array(0),
      headers: { twice: 'b', none: '' },
      timestampMs: 1_770_000_000_000,
      appendedAtMs: 1_770_000_000_000,
    });
  });

  it('given a message, then its bytes are those of key, value, headers and an envelope', () => {
    const message = encodeRecord({ key: 'abc', value: Buffer.alloc(100), headers: { a: 'bc' }, timestampMs: 1 }, 0);
    expect(messageBytes(arrived(message, '0'))).toBe(64 + 3 + 100 + 3 + 'plumbline-time1'.length);
  });
});
