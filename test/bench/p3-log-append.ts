/** P3: durable appends to the embedded log, against writing and flushing the same bytes to a file as many times. */
import { type EmbeddedEventLogOptions, EmbeddedEventLog, type NewRecord } from '@plumbline/event-log';
import { createHash, hash } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writevSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BenchResult, cpuMicrosecondsAnEvent, interleaved, measure, median, ratios, secondsOf } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const BLOCKS = 100;
const RECORDS_PER_BLOCK = 1_000;

export async function benchLogAppend(): Promise<BenchResult> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
  const options: EmbeddedEventLogOptions = { directory: path.join(directory, 'log') };
  const log = await EmbeddedEventLog.open(options);
  const file = openSync(path.join(directory, 'raw'), 'a');
  let blocks: NewRecord[][] = [];
  let round = 0;
  try {
    const measured = await interleaved(
      ROUNDS,
      () => {
        round += 1;
        blocks = Array.from({ length: BLOCKS }, (_, block) =>
          visitLines(`p3r${round}b${block}`, RECORDS_PER_BLOCK).map(recordOf),
        );
        return measure(async () => {
          for (const block of blocks) await log.append('events', block);
        });
      },
      () =>
        measure(async () => {
          for (const block of blocks) {
            writevSync(
              file,
              block.map(({ value }) => value),
            );
            fdatasyncSync(file);
          }
        }),
    );
    const rawFile = path.join(directory, 'raw');
    const digest = createHash('sha256').update(readFileSync(rawFile)).digest('hex');
    if ((await digestOfLog(log)) !== digest) throw new Error('The log does not hold the bytes of the raw file');
    const records = BLOCKS * RECORDS_PER_BLOCK;
    const [appending, writing] = [secondsOf(measured.a), secondsOf(measured.b)];
    return {
      id: 'P3',
      name: 'embedded log append ÷ writev + fdatasync of the same bytes',
      ...ratios(writing, appending),
      floor: 0.6,
      stretch: 0.9,
      figures: {
        'appended, records/s': records / median(appending),
        'raw, records/s': records / median(writing),
        'appended, CPU-µs a record': cpuMicrosecondsAnEvent(measured.a, records),
        'raw, CPU-µs a record': cpuMicrosecondsAnEvent(measured.b, records),
        'log bytes ÷ NDJSON bytes (identities included)':
          statSync(path.join(options.directory, 'data.mdb')).size / statSync(rawFile).size,
      },
    };
  } finally {
    closeSync(file);
    await log.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Of all values, in the order of the log. */
async function digestOfLog(log: EmbeddedEventLog): Promise<string> {
  const [end] = await log.ends('events');
  const reader = await log.reader('events', 'bench');
  const digest = createHash('sha256');
  for (let read = 0n; read < (end?.high ?? 0n);) {
    const batch = await reader.read({ maxRecords: 50_000, maxWaitMs: 1_000 });
    for (const { value } of batch?.records ?? []) digest.update(value);
    read += BigInt(batch?.records.length ?? 0);
  }
  return digest.digest('hex');
}

function recordOf(line: string): NewRecord {
  const { id, source } = JSON.parse(line) as { id: string; source: string };
  return {
    key: id,
    value: Buffer.from(line),
    headers: { ce_type: 'plumbline.visit.arrived.v1' },
    timestampMs: 0,
    identity: `${source}\n${id}`,
    digest: hash('sha1', line, 'buffer').subarray(0, 16),
  };
}
