/**
 * Appends to Kafka: one send at a time, each acknowledged by all replicas in sync or told as failed. After a failure the producer is
 * replaced; while none can be had for longer than a send may take, appends are refused at once, until one can.
 */
import { type EventLogError, LogClosed, LogOverloaded, RecordTooLarge } from '../errors';
import { LARGEST_RECORD_BYTES } from '../limits';
import type { NewRecord, Topic } from '../port';
import { AppendQueue, type Send } from './append-queue';
import type { Counters } from './counters';
import { isProducerUnknown, isTooLarge } from './failures';
import type { Producer } from './producer';
import { encodeRecord } from './record-codec';
import { pause, within } from './waiting';

const MOST_PENDING_BYTES = 64 * 2 ** 20;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2_000;

export interface AppenderOptions {
  /** Makes a producer; the signal ends the attempt. */
  readonly connect: (signal: AbortSignal) => Promise<Producer>;
  readonly topicName: (topic: Topic) => string;
  /** The error of the port for what failed. */
  readonly explain: (error: unknown) => EventLogError;
  /** How long a send may take, and how long appends wait for a broker that is away. */
  readonly sendTimeoutMs: number;
  readonly counters: Counters;
  readonly log: (line: string) => void;
}

export class Appender {
  private readonly queue = new AppendQueue();
  private readonly appends = new Set<Promise<void>>();
  private readonly letGo = new AbortController();
  private isClosed = false;
  private producer: Producer | undefined;
  private isSending = false;
  private sending = Promise.resolve();
  /** Since when there is no producer, and why. */
  private outage: { readonly sinceMs: number; readonly cause: EventLogError } | undefined;

  constructor(private readonly options: AppenderOptions) {}

  /** The first connection: fails where it cannot be made, instead of trying on. */
  async connect(): Promise<void> {
    this.producer = await this.options.connect(this.letGo.signal).catch((error: unknown) => {
      throw this.options.explain(error);
    });
  }

  /** Why nothing can be appended now; undefined where it can. */
  get cause(): string | undefined {
    return this.outage?.cause.message;
  }

  get pendingBytes(): number {
    return this.queue.bytes;
  }

  async append(topic: Topic, records: readonly NewRecord[]): Promise<void> {
    if (this.isClosed) throw new LogClosed();
    for (const { value } of records) {
      if (value.length > LARGEST_RECORD_BYTES) throw new RecordTooLarge(value.length, LARGEST_RECORD_BYTES);
    }
    if (this.outage && this.isOver(this.outage.sinceMs)) throw this.outage.cause;
    if (this.queue.bytes > MOST_PENDING_BYTES) throw new LogOverloaded();
    const now = Date.now();
    const append = this.queue.add(
      topic,
      records.map((record) => encodeRecord(record, now)),
    );
    this.appends.add(append);
    if (!this.isSending) this.sending = this.sendAll();
    await append.finally(() => this.appends.delete(append));
  }

  /** Takes no more, sends what was taken as long as Kafka takes it, and lets go. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.appends);
    this.letGo.abort();
    await this.sending;
    await this.producer?.close();
  }

  /** Sends until nothing waits, and makes sure that there is a producer for what comes. */
  private async sendAll(): Promise<void> {
    this.isSending = true;
    for (;;) {
      const producer = (this.producer ??= await this.nextProducer());
      const send = producer && this.queue.take();
      if (!send) break;
      await this.deliver(producer, send);
    }
    this.isSending = false;
  }

  private async deliver(producer: Producer, send: Send): Promise<void> {
    const startedMs = Date.now();
    const topicName = this.options.topicName(send.topic);
    try {
      await within(this.options.sendTimeoutMs, producer.send(topicName, send.messages, send.bytes));
      this.queue.acknowledge(send);
    } catch (error) {
      producer.giveUp();
      this.producer = undefined;
      this.options.counters.producersGivenUp += 1;
      this.onFailure(send, error, startedMs);
    }
  }

  private onFailure(send: Send, error: unknown, startedMs: number): void {
    const wasAlone = send.pieces.some(({ isAlone }) => isAlone);
    if (!wasAlone && (isTooLarge(error) || isProducerUnknown(error))) {
      this.queue.putBackApart(send);
    } else if (isTooLarge(error)) {
      const largest = Math.max(...send.messages.map(({ value }) => value.length));
      this.queue.refuse(send, new RecordTooLarge(largest, undefined));
    } else {
      this.queue.refuse(send, this.options.explain(error));
      this.noteOutage(error, startedMs);
    }
  }

  /** Tries until there is a producer; undefined where the log lets go meanwhile. */
  private async nextProducer(): Promise<Producer | undefined> {
    const startedMs = Date.now();
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      try {
        const producer = await this.options.connect(this.letGo.signal);
        if (this.outage) this.options.log('kafka: appends go on');
        this.outage = undefined;
        return producer;
      } catch (error) {
        if (this.letGo.signal.aborted) return undefined;
        this.noteOutage(error, startedMs);
      }
      await pause(waitMs, this.letGo.signal);
    }
  }

  /** From when on appends wait in vain, and those that have for too long are refused. */
  private noteOutage(error: unknown, sinceMs: number): void {
    const cause = this.options.explain(error);
    if (!this.outage) this.options.log(`kafka: appends wait, because: ${cause.message}`);
    this.outage = { sinceMs: this.outage?.sinceMs ?? sinceMs, cause };
    if (this.isOver(this.outage.sinceMs)) this.queue.refuseAll(cause);
  }

  private isOver(sinceMs: number): boolean {
    return Date.now() - sinceMs >= this.options.sendTimeoutMs;
  }
}
