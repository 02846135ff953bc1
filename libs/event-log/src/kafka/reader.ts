/**
 * A reader of a group: fetches ahead into a bounded buffer, and cuts batches from it over fetches and partitions. What was fetched
 * counts for one assignment only: after a rebalance it is dropped, and a batch in work can no longer be committed.
 */
import type { Batch as KafkaBatch, EachBatchPayload } from 'kafkajs';
import { BatchLost, type EventLogError, LogClosed } from '../errors';
import type { Batch, LogReader, Topic } from '../port';
import { Waiters } from '../waiters';
import { commitOffsets, type CommitRequest } from './commit-offsets';
import { type ConsumerOptions, heartbeatMs } from './consumer';
import { FetchPositions, type GroupPosition } from './fetch-positions';
import { type Cut, FetchedRecords } from './fetched-records';
import { GroupMember } from './member';
import { decodeMessage, messageBytes } from './record-codec';
import type { Observation } from './stall-watch';
import { pause } from './waiting';

const RETRY_MS = 200;
/** How long a batch in work may still be committed after the reader was closed. */
const LINGER_MS = 20_000;

export interface ReaderOptions extends Omit<ConsumerOptions, 'onAssigned' | 'onFetch'> {
  readonly topic: Topic;
  /** Where the group goes on in these partitions, all of which must be among the answer. */
  readonly positions: (partitions: readonly number[]) => Promise<readonly GroupPosition[]>;
  /** Offset that the next record will get, per partition of the topic. */
  readonly highs: () => Promise<ReadonlyMap<number, bigint>>;
  readonly explain: (error: unknown) => EventLogError;
}

/** Partitions given to this member, until the next rebalance or until it starts over. */
interface Assignment {
  readonly partitions: readonly number[];
  /** Whether fetching must be sent back to the positions, since it already went on from them. */
  readonly startsOver: boolean;
  /** Known soon after the assignment; nothing is taken before. */
  positions?: FetchPositions;
  /** Commits as the member of this assignment's generation. */
  commit?: CommitRequest;
}

export class KafkaReader implements LogReader {
  private readonly fetched = new FetchedRecords();
  private readonly changed = new Waiters();
  private readonly closing = new AbortController();
  private readonly member: GroupMember;
  private assignment: Assignment | undefined;
  private inWork: Cut | undefined;
  private hasWaited = false;
  /** Why nothing gets further, although the member is in its group. */
  private trouble: string | undefined;
  /** Since when commits cannot be made. */
  private commitsFailSinceMs: number | undefined;

  constructor(private readonly options: ReaderOptions) {
    this.member = new GroupMember({
      ...options,
      onAssigned: (partitions) => this.onAssigned(partitions),
      onFetch: (payload) => this.onFetch(payload),
      onEnded: () => this.replaceAssignment(undefined),
      progress: () => this.progress(),
    });
  }

  /** Resolves when the reader has joined its group, or after a session's time; it goes on trying then. */
  joined(): Promise<void> {
    return this.member.joined();
  }

  /** Resolves when the reader has left its group. */
  get gone(): Promise<void> {
    return this.member.gone;
  }

  /** Why nothing is read now; undefined where something is. */
  get failure(): string | undefined {
    return this.member.failure ?? this.trouble;
  }

  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  get fetchedBytes(): number {
    return this.fetched.bytes;
  }

  /** Records of each own partition that were not yet fetched, as of its last fetch. */
  get lag(): ReadonlyMap<number, bigint> {
    return this.assignment?.positions?.lag ?? new Map<number, bigint>();
  }

  async read({ maxRecords, maxWaitMs }: { maxRecords: number; maxWaitMs: number }): Promise<Batch | undefined> {
    if (this.isClosed) throw new LogClosed();
    const deadlineMs = Date.now() + maxWaitMs;
    while (!this.isClosed && !this.isEnough(maxRecords) && Date.now() < deadlineMs) {
      await this.changed.wait(deadlineMs - Date.now(), this.closing.signal);
    }
    const { assignment } = this;
    if (this.isClosed || !assignment || this.fetched.count === 0) return undefined;
    const cut = this.fetched.cut(maxRecords);
    this.inWork = cut;
    this.changed.notify();
    return { records: cut.records, commit: () => this.commit(assignment, cut) };
  }

  async close(): Promise<void> {
    this.closing.abort();
    if (!this.inWork) await this.leave();
    else setTimeout(() => void this.leave(), LINGER_MS).unref();
  }

  /** Leaves the group at once, with what is in work. */
  async leave(): Promise<void> {
    this.closing.abort();
    await this.member.leave();
  }

  /** A batch is worth waiting for more only where more is there to be fetched. */
  private isEnough(maxRecords: number): boolean {
    if (this.fetched.count >= maxRecords || this.fetched.isFull) return true;
    return this.fetched.count > 0 && [...this.lag.values()].every((records) => records <= 0n);
  }

  private async commit(assignment: Assignment, cut: Cut): Promise<void> {
    const { topicName, explain } = this.options;
    try {
      await commitOffsets({
        topicName,
        next: cut.next,
        // Asked in the same turn of the event loop in which the request is made up, so that it bears this generation or none.
        current: () => (this.assignment === assignment ? assignment.commit : undefined),
      });
    } catch (error) {
      if (!(error instanceof BatchLost)) {
        const explained = explain(error);
        this.onCommitFailed(explained);
        throw explained;
      }
      this.settle(cut);
      // The group may stay as it is (a coordinator that moved): then nobody but this reader delivers the batch again.
      if (this.isCurrent(assignment)) this.startOver(assignment);
      throw error;
    }
    this.trouble = undefined;
    this.commitsFailSinceMs = undefined;
    this.settle(cut);
  }

  /**
   * A coordinator that could not be reached for a session has let the member go. Where the coordinator moved while its broker stopped,
   * kafkajs goes on fetching and never looks for the new one.
   */
  private onCommitFailed(error: EventLogError): void {
    this.trouble = error.message;
    this.commitsFailSinceMs ??= Date.now();
    if (Date.now() - this.commitsFailSinceMs >= this.options.sessionTimeoutMs) this.member.startAgain(error);
  }

  /** Nothing more can come of a batch that was in work. */
  private settle(cut: Cut | undefined): void {
    if (this.inWork !== cut) return;
    this.inWork = undefined;
    if (this.isClosed && !this.member.hasLeft) void this.leave();
  }

  private onAssigned(partitions: readonly number[]): void {
    this.begin({ partitions, startsOver: false });
  }

  /** The same partitions once more from where the group stands: what was not committed comes again. */
  private startOver({ partitions }: Assignment): void {
    this.begin({ partitions, startsOver: true });
  }

  private begin(assignment: Assignment): void {
    this.replaceAssignment(assignment);
    void this.findPositions(assignment);
  }

  private replaceAssignment(assignment: Assignment | undefined): void {
    this.assignment = assignment;
    this.trouble = undefined;
    this.commitsFailSinceMs = undefined;
    this.fetched.clear();
    this.settle(this.inWork);
    this.changed.notify();
  }

  private async findPositions(assignment: Assignment): Promise<void> {
    while (this.isCurrent(assignment) && !assignment.positions) {
      try {
        const positions = await this.options.positions(assignment.partitions);
        if (!this.isCurrent(assignment)) return;
        assignment.positions = new FetchPositions(positions);
        this.trouble = undefined;
        if (assignment.startsOver) for (const one of positions) this.member.fetchAgain(one.partition, one.position);
      } catch (error) {
        this.trouble = this.options.explain(error).message;
        await pause(RETRY_MS, this.member.left);
      }
    }
    this.changed.notify();
  }

  private async onFetch(payload: EachBatchPayload): Promise<void> {
    const { assignment } = this;
    if (!assignment) return;
    while (!assignment.positions && this.isCurrent(assignment)) await this.waitBeating(payload);
    if (!assignment.positions || !this.isCurrent(assignment)) return;
    if (!this.take(payload, assignment, assignment.positions)) return;
    while (this.fetched.isFull && this.isCurrent(assignment)) {
      this.hasWaited = true;
      await this.waitBeating(payload);
    }
  }

  /** Takes a fetch into the buffer, where it follows on what is there. */
  private take(payload: EachBatchPayload, assignment: Assignment, positions: FetchPositions): boolean {
    const batch = payload.batch as KafkaBatch & { readonly fetchedOffset: string };
    const { partition, messages } = batch;
    // Asked for before fetching was sent back, which it is about to be.
    if (payload.isStale()) return false;
    const verdict = positions.judge(partition, BigInt(batch.fetchedOffset));
    if (verdict === 'fetch again') this.member.fetchAgain(partition, positions.positionOf(partition) ?? 0n);
    if (verdict === 'astray') this.startOver(assignment);
    if (verdict !== 'follows') return false;
    const next = BigInt(batch.lastOffset()) + 1n;
    this.fetched.add({
      partition,
      records: messages.map((message) => decodeMessage(message, this.options.topic, partition)),
      bytes: messages.reduce((bytes, message) => bytes + messageBytes(message), 0),
      next,
    });
    positions.advance(partition, next, BigInt(batch.highWatermark));
    payload.resolveOffset(messages.at(-1)?.offset ?? '');
    assignment.commit = (offsets) => payload.commitOffsetsIfNecessary(offsets);
    this.changed.notify();
    return true;
  }

  /** Waits for something to change, and lets the group know meanwhile that the member lives. Throws where the group rebalances. */
  private async waitBeating(payload: EachBatchPayload): Promise<void> {
    await this.changed.wait(heartbeatMs(this.options.sessionTimeoutMs), this.member.left);
    await payload.heartbeat();
  }

  private isCurrent(assignment: Assignment): boolean {
    return this.assignment === assignment && !this.member.hasLeft;
  }

  private async progress(): Promise<Pick<Observation, 'behind' | 'hasWaited'>> {
    const { hasWaited, assignment } = this;
    this.hasWaited = this.fetched.isFull;
    const highs = assignment?.positions ? await this.options.highs() : new Map<number, bigint>();
    const behind = new Map<number, bigint>();
    for (const partition of assignment?.partitions ?? []) {
      const position = assignment?.positions?.positionOf(partition);
      if (position !== undefined && position < (highs.get(partition) ?? 0n)) behind.set(partition, position);
    }
    return { behind, hasWaited };
  }
}
