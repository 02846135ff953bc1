/** P3: durable appends to the embedded log, against writing and flushing the same bytes to a file as many times. */
import { type EmbeddedEventLogOptions, EmbeddedEventLog, type NewRecord } from '@plumbline/event-log';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writevSync } from 'node:fs';
import { hash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { type BenchResult, interleaved, ratios } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const BLOCKS = 100;
const RECORDS_PER_BLOCK = 1_000;

export async function benchLogAppend(): Promise<BenchResult> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
  const options: EmbeddedEventLogOptions = { directory: path.join(directory, 'log') };
  const log = await EmbeddedEventLog.open(options);
  const file = openSync(path.join(directory, 'raw'), 'a');
  let round = 0;
  let blocks: NewRecord[][] = [];
  const prepare = (): void => {
    round += 1;
    blocks = Array.from({ length: BLOCKS }, (_, block) =>
      visitLines(`p3r${round}b${block}`, RECORDS_PER_BLOCK).map(recordOf),
    );
  };
  try {
    const appending: number[] = [];
    const writing: number[] = [];
    for (let count = 0; count < ROUNDS; count += 1) {
      prepare();
      const times = await interleaved(
        1,
        async () => {
          for (const block of blocks) await log.append('events', block);
        },
        async () => {
          for (const block of blocks) {
            writevSync(
              file,
              block.map(({ value }) => value),
            );
            fdatasyncSync(file);
          }
        },
      );
      appending.push(...times.a);
      writing.push(...times.b);
    }
    const records = ROUNDS * BLOCKS * RECORDS_PER_BLOCK;
    const [end] = await log.ends('events');
    if (end?.high !== BigInt(records)) throw new Error(`The log holds ${end?.high} records, not ${records}`);
    const rawBytes = statSync(path.join(directory, 'raw')).size;
    return {
      id: 'P3',
      name: 'embedded log append ÷ writev + fdatasync of the same bytes',
      ...ratios(writing, appending),
      floor: 0.6,
      stretch: 0.9,
      figures: {
        'appended, records/s': (BLOCKS * RECORDS_PER_BLOCK) / Math.min(...appending),
        'raw, records/s': (BLOCKS * RECORDS_PER_BLOCK) / Math.min(...writing),
        'log bytes ÷ NDJSON bytes (identities included)':
          statSync(path.join(options.directory, 'data.mdb')).size / rawBytes,
      },
    };
  } finally {
    closeSync(file);
    await log.close();
    rmSync(directory, { recursive: true, force: true });
  }
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
