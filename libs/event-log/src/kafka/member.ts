/** A member of a consumer group that stays one: a consumer that crashed or hangs is followed by a new one, until the member leaves. */
import { ConsumerLife, type ConsumerOptions } from './consumer';
import { causeOf } from './failures';
import { type Observation, StallWatch } from './stall-watch';
import { pause, within } from './waiting';

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 5_000;

export interface MemberOptions extends ConsumerOptions {
  /** The consumer ended: what it was given and fetched is void. */
  readonly onEnded: () => void;
  /** How far fetching came, for telling a consumer that hangs. */
  readonly progress: () => Promise<Pick<Observation, 'behind' | 'hasWaited'>>;
}

export class GroupMember {
  private readonly leaving = new AbortController();
  private readonly stalls: StallWatch;
  private readonly watching: NodeJS.Timeout;
  /** Resolves when it has left. */
  readonly gone: Promise<void>;
  private readonly firstJoin: Promise<void>;
  private noteJoin: () => void;
  private life: ConsumerLife | undefined;
  private hasJoined = false;
  private lastFailure: string | undefined;

  constructor(private readonly options: MemberOptions) {
    this.firstJoin = new Promise((resolve) => (this.noteJoin = resolve));
    this.stalls = new StallWatch(options.sessionTimeoutMs);
    this.watching = setInterval(() => void this.lookForStall(), options.sessionTimeoutMs);
    this.watching.unref();
    this.gone = this.live();
  }

  /** Why nothing is read now; undefined where something is. */
  get failure(): string | undefined {
    return this.lastFailure;
  }

  get hasLeft(): boolean {
    return this.leaving.signal.aborted;
  }

  /** Aborts when the member begins to leave. */
  get left(): AbortSignal {
    return this.leaving.signal;
  }

  /** Resolves when it has joined the group, or after a session's time; it goes on trying then. */
  async joined(): Promise<void> {
    await within(this.options.sessionTimeoutMs, Promise.race([this.firstJoin, this.gone])).catch(() => undefined);
  }

  fetchAgain(partition: number, from: bigint): void {
    this.life?.fetchAgain(partition, from);
  }

  /** Gives up the consumer for a new one. */
  startAgain(cause: Error): void {
    this.options.counters.consumerStalls += 1;
    this.life?.fail(cause);
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    clearInterval(this.watching);
    await this.life?.leave();
    await this.gone;
  }

  private async live(): Promise<void> {
    const { connection, topicName, groupId, onAssigned, onEnded } = this.options;
    for (let waitMs = FIRST_RETRY_MS; !this.hasLeft; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      this.hasJoined = false;
      this.life = new ConsumerLife({
        ...this.options,
        onAssigned: (partitions) => {
          if (this.lastFailure !== undefined) connection.log(`kafka: reading ${topicName} as ${groupId} goes on`);
          this.lastFailure = undefined;
          this.hasJoined = true;
          onAssigned(partitions);
          this.noteJoin();
        },
      });
      const cause = await this.life.run();
      onEnded();
      if (this.hasLeft) return;
      if (this.lastFailure === undefined) {
        connection.log(`kafka: reading ${topicName} as ${groupId} starts again, because: ${causeOf(cause)}`);
      }
      this.lastFailure = causeOf(cause);
      if (this.hasJoined) waitMs = FIRST_RETRY_MS;
      await pause(waitMs, this.leaving.signal);
    }
  }

  private async lookForStall(): Promise<void> {
    const { life } = this;
    if (!life) return;
    const progress = await this.options
      .progress()
      .catch(() => ({ behind: new Map<number, bigint>(), hasWaited: false }));
    const stall = this.stalls.observe({ nowMs: Date.now(), lastSignMs: life.lastSignMs, ...progress });
    if (stall !== undefined && life === this.life) this.startAgain(new Error(stall));
  }
}
