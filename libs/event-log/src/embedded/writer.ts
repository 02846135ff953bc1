/**
 * The writer thread: takes all appends that came while it was busy into one transaction, flushes it once, then answers.
 * So the event loop of the process never waits for a disk, and many small appends share one flush.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { frameCount, frameIdentities, sealFrame, withoutRecords } from '../frame';
import { openStore } from './store';
import type { WriterAnswer, WriterRequest } from './writer-protocol';

const TRANSACTION_BYTES = 16 * 2 ** 20;
const IDENTITY_KEPT_MS = 7 * 24 * 3_600_000;
const TRIM_EVERY_MS = 60_000;
const TRIM_STEP = 1_000;
const LONGEST_IDENTITY_BYTES = 1_900;

const store = openStore(workerData as string);
const port = parentPort as NonNullable<typeof parentPort>;
const nextOffsets = new Map<number, number>();
let queue: WriterRequest[] = [];
let isScheduled = false;
let trimmedUpTo: Buffer | undefined;

port.on('message', (request: WriterRequest) => {
  queue.push(request);
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(drain);
});

const trimming = setInterval(trimIdentities, TRIM_EVERY_MS);
trimming.unref();

function drain(): void {
  isScheduled = false;
  while (queue.length > 0) {
    const requests = takeTransaction();
    let answers: WriterAnswer[];
    try {
      answers = store.root.transactionSync<WriterAnswer[]>(() => requests.map(apply));
    } catch (error) {
      nextOffsets.clear();
      const failure = error instanceof Error ? error.message : String(error);
      answers = requests.map(({ id }) => ({ id, failure }));
    }
    for (const answer of answers) port.postMessage(answer);
    if (requests.some(({ kind }) => kind === 'close')) {
      clearInterval(trimming);
      void store.root.close().then(() => port.close());
    }
  }
}

/** The requests of the next transaction: as many as waited, up to a number of bytes. */
function takeTransaction(): WriterRequest[] {
  let bytes = 0;
  let count = 0;
  while (count < queue.length && (count === 0 || bytes < TRANSACTION_BYTES)) {
    const request = queue[count];
    if (request?.kind === 'append') bytes += request.frame.byteLength;
    count += 1;
  }
  const taken = queue.slice(0, count);
  queue = queue.slice(count);
  return taken;
}

function apply(request: WriterRequest): WriterAnswer {
  if (request.kind === 'append') return append(request);
  if (request.kind === 'commit') void store.groups.put([request.topic, request.group], request.offset);
  return { id: request.id, duplicates: [], topic: 0, nextOffset: 0 };
}

function append(request: Extract<WriterRequest, { kind: 'append' }>): WriterAnswer {
  const { id, topic, appendedAtMs = Date.now() } = request;
  const frame = Buffer.from(request.frame);
  const duplicates = noteIdentities(topic, frame, appendedAtMs);
  const kept = duplicates.length === 0 ? frame : withoutRecords(frame, new Set(duplicates));
  const offset = nextOffset(topic);
  const count = frameCount(kept);
  if (count > 0) {
    sealFrame(kept, appendedAtMs);
    void store.frames.put([topic, offset], kept);
    nextOffsets.set(topic, offset + count);
  }
  return { id, duplicates, topic, nextOffset: offset + count };
}

/** Remembers the frame's identities; returns the positions of those already known with the same digest. */
function noteIdentities(topic: number, frame: Buffer, appendedAtMs: number): number[] {
  const duplicates: number[] = [];
  for (const [position, { identity, digest }] of frameIdentities(frame).entries()) {
    if (identity.length === 0 || identity.length > LONGEST_IDENTITY_BYTES) continue;
    const key = Buffer.concat([Buffer.from([topic]), identity]);
    const known = store.identities.getBinary(key);
    if (known?.subarray(0, -8).equals(digest)) {
      duplicates.push(position);
      continue;
    }
    const value = Buffer.allocUnsafe(digest.length + 8);
    digest.copy(value);
    value.writeDoubleBE(appendedAtMs, digest.length);
    void store.identities.put(key, value);
  }
  return duplicates;
}

function nextOffset(topic: number): number {
  const known = nextOffsets.get(topic);
  if (known !== undefined) return known;
  for (const { key, value } of store.frames.getRange({
    start: [topic, Infinity],
    end: [topic, -1],
    reverse: true,
    limit: 1,
  })) {
    return key[1] + frameCount(value);
  }
  return 0;
}

/** Forgets identities older than a week, a step at a time, so that nobody waits for it. */
function trimIdentities(): void {
  const oldestKept = Date.now() - IDENTITY_KEPT_MS;
  const start = trimmedUpTo;
  const step = [...store.identities.getRange({ ...(start ? { start } : {}), limit: TRIM_STEP })];
  trimmedUpTo = step.length < TRIM_STEP ? undefined : step.at(-1)?.key;
  const old = step.filter(({ value }) => value.readDoubleBE(value.length - 8) < oldestKept);
  if (old.length === 0) return;
  store.root.transactionSync(() => {
    for (const { key } of old) void store.identities.remove(key);
  });
}
