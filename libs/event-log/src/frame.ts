/**
 * Frames: the records of one append, packed into one block of bytes, which is what is stored, checked and read as a whole.
 * Layout (big endian): version u8 · crc32 u32 of all that follows · appended at f64 (ms) · count u32 ·
 * per record: timestamp f64 (ms) · lengths u32 of identity, digest, headers, key, value · then all these bytes, record by record.
 */
import { crc32 } from 'node:zlib';
import type { LogRecord, NewRecord, Topic } from './port';

const VERSION = 1;
const HEAD_BYTES = 1 + 4 + 8 + 4;
const CRC_FROM = 1 + 4;
const APPENDED_AT = CRC_FROM;
const COUNT_AT = APPENDED_AT + 8;
const LENGTHS = 5;
const INDEX_BYTES = 8 + LENGTHS * 4;
const NO_BYTES = new Uint8Array(0);

/** Offsets into a frame of one record's parts. */
interface Parts {
  readonly timestampMs: number;
  readonly identity: number;
  readonly digest: number;
  readonly headers: number;
  readonly key: number;
  readonly value: number;
  readonly end: number;
}

/** Packs records; the append time and the checksum are set by `sealFrame`. */
export function packFrame(records: readonly NewRecord[]): Buffer {
  const headers = records.map((record) => JSON.stringify(record.headers));
  let bytes = HEAD_BYTES + INDEX_BYTES * records.length;
  for (const [index, record] of records.entries()) {
    bytes += Buffer.byteLength(record.identity ?? '') + (record.digest?.length ?? 0);
    bytes += Buffer.byteLength(headers[index] ?? '') + Buffer.byteLength(record.key) + record.value.length;
  }
  // Not from Buffer's pool: the memory is handed over to the writer's thread.
  const frame = Buffer.from(new ArrayBuffer(bytes));
  frame.writeUInt8(VERSION, 0);
  frame.writeUInt32BE(records.length, COUNT_AT);
  let index = HEAD_BYTES;
  let end = HEAD_BYTES + INDEX_BYTES * records.length;
  for (const [position, record] of records.entries()) {
    const { identity = '', digest = NO_BYTES, key, value } = record;
    frame.writeDoubleBE(record.timestampMs, index);
    const identityBytes = frame.write(identity, end);
    frame.set(digest, end + identityBytes);
    let at = end + identityBytes + digest.length;
    const headerBytes = frame.write(headers[position] ?? '', at);
    at += headerBytes;
    const keyBytes = frame.write(key, at);
    at += keyBytes;
    frame.set(value, at);
    end = at + value.length;
    frame.writeUInt32BE(identityBytes, index + 8);
    frame.writeUInt32BE(digest.length, index + 12);
    frame.writeUInt32BE(headerBytes, index + 16);
    frame.writeUInt32BE(keyBytes, index + 20);
    frame.writeUInt32BE(value.length, index + 24);
    index += INDEX_BYTES;
  }
  return frame;
}

/** Stamps the append time and the checksum: after this the frame can be stored. */
export function sealFrame(frame: Buffer, appendedAtMs: number): void {
  frame.writeDoubleBE(appendedAtMs, APPENDED_AT);
  frame.writeUInt32BE(crc32(frame.subarray(CRC_FROM)), 1);
}

export function frameCount(frame: Buffer): number {
  return frame.readUInt32BE(COUNT_AT);
}

/** Whether the bytes are a whole frame of this version. */
export function isFrameIntact(frame: Buffer): boolean {
  return (
    frame.length >= HEAD_BYTES &&
    frame.readUInt8(0) === VERSION &&
    frame.readUInt32BE(1) === crc32(frame.subarray(CRC_FROM))
  );
}

/** Identity and digest of each record, for telling repeats; an empty identity where none was given. */
export function frameIdentities(frame: Buffer): { identity: Buffer; digest: Buffer }[] {
  return Array.from(partsOf(frame), ({ identity, digest, headers }) => ({
    identity: frame.subarray(identity, digest),
    digest: frame.subarray(digest, headers),
  }));
}

/** The frame without the records at the given positions. */
export function withoutRecords(frame: Buffer, positions: ReadonlySet<number>): Buffer {
  const kept = Array.from(partsOf(frame), (parts, position) => ({ parts, position })).filter(
    ({ position }) => !positions.has(position),
  );
  return packFrame(
    kept.map(({ parts }) => ({
      timestampMs: parts.timestampMs,
      identity: frame.toString('utf8', parts.identity, parts.digest),
      digest: frame.subarray(parts.digest, parts.headers),
      headers: JSON.parse(frame.toString('utf8', parts.headers, parts.key)) as Record<string, string>,
      key: frame.toString('utf8', parts.key, parts.value),
      value: frame.subarray(parts.value, parts.end),
    })),
  );
}

/** Headers repeat from record to record, so their few forms are parsed once. */
const knownHeaders = new Map<string, Readonly<Record<string, string>>>();
const MOST_KNOWN_HEADERS = 10_000;

/**
 * The records of a frame from offset `from` on; values share the frame's memory.
 * @param firstOffset offset of the frame's first record
 */
export function unpackFrame(frame: Buffer, topic: Topic, firstOffset: number, from: number, most: number): LogRecord[] {
  const appendedAtMs = frame.readDoubleBE(APPENDED_AT);
  const records: LogRecord[] = [];
  let offset = firstOffset;
  for (const parts of partsOf(frame)) {
    if (records.length >= most) break;
    if (offset >= from) {
      records.push({
        topic,
        partition: 0,
        offset: BigInt(offset),
        key: frame.toString('utf8', parts.key, parts.value),
        value: frame.subarray(parts.value, parts.end),
        headers: parseHeaders(frame.toString('utf8', parts.headers, parts.key)),
        timestampMs: parts.timestampMs,
        appendedAtMs,
      });
    }
    offset += 1;
  }
  return records;
}

function parseHeaders(text: string): Readonly<Record<string, string>> {
  const known = knownHeaders.get(text);
  if (known) return known;
  const headers = JSON.parse(text) as Record<string, string>;
  if (knownHeaders.size < MOST_KNOWN_HEADERS) knownHeaders.set(text, headers);
  return headers;
}

function* partsOf(frame: Buffer): Generator<Parts> {
  const count = frameCount(frame);
  let identity = HEAD_BYTES + INDEX_BYTES * count;
  for (let index = HEAD_BYTES; index < HEAD_BYTES + INDEX_BYTES * count; index += INDEX_BYTES) {
    const digest = identity + frame.readUInt32BE(index + 8);
    const headers = digest + frame.readUInt32BE(index + 12);
    const key = headers + frame.readUInt32BE(index + 16);
    const value = key + frame.readUInt32BE(index + 20);
    const end = value + frame.readUInt32BE(index + 24);
    yield { timestampMs: frame.readDoubleBE(index), identity, digest, headers, key, value, end };
    identity = end;
  }
}
