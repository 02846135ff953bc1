/**
 * A log copied into another (infra/decisions/0023-moving-house.md). Each round reads what the target holds, then the source, and
 * appends what is missing; it ends with the round that finds nothing missing and every count and hash equal. So it may be killed
 * at any moment and be given again.
 */
import { LogsDiffer } from '../errors';
import { partitionOf } from '../kafka/partitioner';
import { type EventLog, type LogRecord, type PartitionEnds, type Topic, TOPICS } from '../port';
import { allRecords } from './all-records';
import { copiedFrom, toCopy } from './copied-from';
import { Lanes } from './lanes';

export interface CopyProgress {
  readonly topic: Topic;
  /** `looking`: what the target holds; `copying`: what it lacks. The last two rounds of it compare. */
  readonly step: 'looking' | 'copying';
  readonly done: number;
  readonly total: number;
}

export interface TopicCopy {
  readonly topic: Topic;
  /** In both logs. */
  readonly records: number;
  /** Of them, by this call. */
  readonly appended: number;
  /** Further copies in the target, left by an append whose answer was lost; they do no harm. */
  readonly repeats: number;
  /** Over all records of both logs, in hex. */
  readonly sha256: string;
  /** What the source got meanwhile, and the target has not. */
  readonly behind: number;
}

/**
 * Copies all topics: keys, values, headers and times, in the order of each partition.
 * @throws LogsDiffer where the target holds something else; what either log throws
 */
export async function copyLog(
  source: EventLog,
  target: EventLog,
  onProgress: (progress: CopyProgress) => void = () => undefined,
): Promise<readonly TopicCopy[]> {
  const copies: TopicCopy[] = [];
  for (const topic of TOPICS) copies.push(await copyTopic({ source, target, topic, onProgress }));
  return copies;
}

interface Copying {
  readonly source: EventLog;
  readonly target: EventLog;
  readonly topic: Topic;
  readonly onProgress: (progress: CopyProgress) => void;
}

async function copyTopic(copying: Copying): Promise<TopicCopy> {
  const { source, target, topic } = copying;
  const ends = await source.ends(topic);
  for (let appended = 0; ;) {
    const targetEnds = await target.ends(topic);
    const there = await lookAt(copying, targetEnds);
    const round = await copyMissing(copying, ends, there, targetEnds.length);
    appended += round.appended;
    if (round.appended > 0) continue;
    if (!round.lanes.isEqual(there)) throw new LogsDiffer(topic);
    const { records } = round.lanes;
    const behind = countOf(await source.ends(topic)) - countOf(ends);
    return { topic, records, appended, repeats: there.repeats, sha256: there.digest(), behind };
  }
}

/** What the target holds. @throws LogsDiffer where that did not come by a copy */
async function lookAt({ target, topic, onProgress }: Copying, ends: readonly PartitionEnds[]): Promise<Lanes> {
  const lanes = new Lanes();
  const total = countOf(ends);
  let done = 0;
  for await (const records of allRecords(target, topic, ends)) {
    for (const record of records) {
      const from = copiedFrom(record);
      if (!from) throw new LogsDiffer(topic);
      lanes.add(from, record.partition, record);
    }
    done += records.length;
    onProgress({ topic, step: 'looking', done, total });
  }
  return lanes;
}

async function copyMissing(
  { source, target, topic, onProgress }: Copying,
  ends: readonly PartitionEnds[],
  there: Lanes,
  targetPartitions: number,
): Promise<{ readonly lanes: Lanes; readonly appended: number }> {
  const lanes = new Lanes();
  const total = countOf(ends);
  let [done, appended] = [0, 0];
  for await (const records of allRecords(source, topic, ends)) {
    const missing: LogRecord[] = [];
    for (const record of records) {
      const to = partitionOf(record.key, targetPartitions);
      if (!there.reaches(record, to)) {
        // Before anything is added to a lane, what it holds must be what was copied.
        if (!lanes.goesOnFrom(there, record.partition, to)) throw new LogsDiffer(topic);
        missing.push(record);
      }
      lanes.add(record, to, record);
    }
    if (missing.length > 0) await target.append(topic, missing.map(toCopy));
    appended += missing.length;
    done += records.length;
    onProgress({ topic, step: 'copying', done, total });
  }
  return { lanes, appended };
}

function countOf(ends: readonly PartitionEnds[]): number {
  return ends.reduce((records, { low, high }) => records + Number(high - low), 0);
}
