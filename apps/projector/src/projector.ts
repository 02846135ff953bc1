/**
 * The one loop that owns the warehouse's state: read a batch → decode → land → fold → sum → dead letters → commit.
 * Whatever fails before the commit makes the batch come again, which recomputing makes harmless. ClickHouse away: it waits.
 */
import { type Batch, BatchLost, deadLetterId, type EventLog, letterRecord, type LogReader } from '@plumbline/event-log';
import {
  dropAbandonedTables,
  migrate,
  PROJECTED_FAMILIES,
  type ProjectedFamily,
  Projection,
  readUnripeCases,
  type RebuildProgress,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { BatchSize } from './batch-size';
import { deadLetter } from './dead-letter';
import { DeadLetterProjection } from './dead-letter-projection';
import { type DeadRecord, decodeBatch, type LandableEvent } from './decode-batch';
import { landEvents } from './land-events';
import { Rebuilder } from './rebuilder';
import { ReferenceData } from './reference-data';
import { addCase, UnripeCases } from './unripe-cases';

export const PROJECTOR_GROUP = 'projector';

const IDLE_WAIT_MS = 250;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
/** How often cases with events still to come, and families left stale, are looked for: another projector may have died knowing of them. */
const LOOK_AROUND_MS = 300_000;
const REFERENCE = 'reference';

export interface ProjectorOptions {
  readonly timeZone: string;
  /** Unique among the projectors of one warehouse; letters, digits and underscores. */
  readonly name: string;
  readonly log: (line: string) => void;
}

export interface ProjectorStatus {
  readonly name: string;
  readonly state: 'starting' | 'running' | 'rebuilding' | 'waiting' | 'stopped';
  /** Why it waits, where it does. */
  readonly cause?: string;
  readonly rebuild?: RebuildProgress;
  /** Age of the loop's last turn in milliseconds: liveness. */
  readonly lastTickMs: number;
  /** Seconds since the oldest record in work was appended; 0 when caught up. */
  readonly freshnessSeconds: number;
  readonly projected: number;
  readonly deadLettered: number;
}

export class Projector {
  private readonly projection: Projection;
  private readonly batchSize = new BatchSize();
  private readonly unripe = new UnripeCases();
  private readonly references: ReferenceData;
  private readonly rebuilder: Rebuilder;
  private readonly deadLetters: DeadLetterProjection;
  private reader: LogReader | undefined;
  private loop: Promise<void> | undefined;
  private stopping = false;
  private state: ProjectorStatus['state'] = 'starting';
  private cause: string | undefined;
  private lastTick = Date.now();
  private lookedAroundAt = 0;
  private oldestInWork: number | undefined;
  private projected = 0;
  private deadLettered = 0;

  constructor(
    private readonly eventLog: EventLog,
    private readonly warehouse: WarehouseClient,
    private readonly options: ProjectorOptions,
  ) {
    this.projection = new Projection(warehouse, { timeZone: options.timeZone, projector: options.name });
    this.references = new ReferenceData(warehouse, options);
    this.rebuilder = new Rebuilder(warehouse, this.references, options);
    this.deadLetters = new DeadLetterProjection(eventLog, warehouse);
  }

  /**
   * Starts the loop; resolves when the warehouse has its tables. Families folded with other texts, time zone or reference data are
   * rebuilt before the first batch.
   */
  async start(): Promise<void> {
    const migrated = this.untilItWorks(() => migrate(this.warehouse));
    this.loop = migrated.then(() => this.run());
    await migrated;
  }

  /** Lets the batch in work finish, then ends the loop. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.reader?.close();
    await this.rebuilder.stop();
    await this.loop;
    await this.deadLetters.close();
    this.state = 'stopped';
  }

  /** Rebuilds families while projection goes on; resolves when reads see the new tables. */
  rebuild(families: readonly ProjectedFamily[]): Promise<void> {
    return this.rebuilder.rebuild(families);
  }

  status(): ProjectorStatus {
    return {
      name: this.options.name,
      state: this.state === 'running' && this.rebuilder.isRebuilding ? 'rebuilding' : this.state,
      ...(this.cause === undefined ? {} : { cause: this.cause }),
      ...(this.rebuilder.current === undefined ? {} : { rebuild: this.rebuilder.current }),
      // While it prepares, a long rebuild is what it waits for.
      lastTickMs: this.state === 'starting' && this.rebuilder.isRebuilding ? 0 : Date.now() - this.lastTick,
      freshnessSeconds: this.oldestInWork === undefined ? 0 : Math.max(0, (Date.now() - this.oldestInWork) / 1000),
      projected: this.projected,
      deadLettered: this.deadLettered,
    };
  }

  private async run(): Promise<void> {
    await this.untilItWorks(() => this.prepare());
    await this.untilItWorks(async () => {
      this.reader = await this.eventLog.reader('events', PROJECTOR_GROUP);
    });
    while (!this.stopping) {
      this.lastTick = Date.now();
      const batch = await this.nextBatch();
      await this.untilItWorks(() => this.lookAround());
      await this.untilItWorks(() => this.deadLetters.catchUp());
      const ripe = this.unripe.takeRipe(Date.now());
      this.oldestInWork = oldestAppendMs(batch);
      if (batch || ripe.size > 0) await this.untilItWorks(() => this.apply(batch, ripe));
      this.oldestInWork = undefined;
    }
  }

  private async nextBatch(): Promise<Batch | undefined> {
    if (this.stopping) return undefined;
    let batch: Batch | undefined;
    await this.untilItWorks(async () => {
      batch = await this.reader?.read({ maxRecords: this.batchSize.current, maxWaitMs: IDLE_WAIT_MS });
    });
    this.batchSize.observe(batch?.records.length ?? 0);
    return batch;
  }

  /** Before the first batch: reference data, and families that need folding anew. */
  private async prepare(): Promise<void> {
    await dropAbandonedTables(this.warehouse, this.options.name);
    await this.references.refresh();
    await this.rebuilder.rebuildStale();
    this.state = 'running';
  }

  /** Every few minutes: what a projector that died may have left undone. */
  private async lookAround(): Promise<void> {
    if (Date.now() - this.lookedAroundAt < LOOK_AROUND_MS) return;
    this.unripe.replace(await readUnripeCases(this.warehouse));
    this.rebuildStale();
    this.lookedAroundAt = Date.now();
  }

  /** Beside the loop: until it is done the families are marked stale, so that a crash or a failure leaves it to a later look. */
  private rebuildStale(): void {
    this.rebuilder.rebuildStale().catch((error: unknown) => {
      if (!this.stopping) this.options.log(`projector: a rebuild failed and is tried again later: ${String(error)}`);
    });
  }

  private async apply(batch: Batch | undefined, ripe: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const { events, dead } = decodeBatch(batch?.records ?? []);
    const landing = await landEvents(events, (lines) => this.projection.land(lines));
    const touched = this.touchedCases(landing.landed, ripe);
    if (touched.has(REFERENCE)) {
      await this.references.refresh();
      this.rebuildStale();
    }
    await this.project(touched);
    await this.keepDead([...dead, ...landing.dead]);
    await this.deadLetters.catchUp();
    await batch?.commit().catch((error: unknown) => {
      if (!(error instanceof BatchLost)) throw error;
    });
    this.projected += landing.landed.length;
    this.deadLettered += dead.length + landing.dead.length;
  }

  /**
   * Folds and sums the cases; again where reference data that another projector landed changed under it. Whoever landed it rebuilds
   * the families that read it; what is folded here must not fall behind that.
   */
  private async project(touched: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    await this.references.assertFoldedAlike();
    for (;;) {
      for (const family of PROJECTED_FAMILIES) {
        await this.projection.project(family, await this.projection.casesOf(family, touched));
      }
      if (!(await this.references.hasChanged())) break;
      await this.references.refresh();
    }
    await this.references.assertFoldedAlike();
  }

  private touchedCases(
    events: readonly LandableEvent[],
    ripe: ReadonlyMap<string, ReadonlySet<string>>,
  ): Map<string, Set<string>> {
    const touched = new Map(Array.from(ripe, ([family, cases]) => [family, new Set(cases)]));
    const now = Date.now();
    for (const { record, family } of events) {
      addCase(touched, family, record.key);
      if (record.timestampMs > now) this.unripe.add(family, record.key, record.timestampMs);
    }
    return touched;
  }

  private async keepDead(dead: readonly DeadRecord[]): Promise<void> {
    const letters = dead.map(deadLetter);
    const [first] = letters;
    if (!first) return;
    await this.eventLog.append('dead-letters', letters.map(letterRecord));
    // Never the message: what ClickHouse says of a line may quote it.
    this.options.log(
      `projector: ${dead.length} record(s) set aside as dead letters, the first ${deadLetterId(first)} (${first.reason})`,
    );
  }

  /** Repeats work that failed, waiting longer each time: nothing is dropped after N tries. */
  private async untilItWorks(work: () => Promise<void>): Promise<void> {
    const stateBefore = this.state;
    for (let waitMs = FIRST_RETRY_MS; !this.stopping; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      try {
        await work();
        if (this.cause !== undefined) this.options.log('projector: goes on');
        this.cause = undefined;
        if (this.state === 'waiting') this.state = stateBefore;
        return;
      } catch (error) {
        if (this.stopping) return;
        const cause = error instanceof Error ? error.message : String(error);
        if (this.cause === undefined) this.options.log(`projector: waits and tries again, because: ${cause}`);
        this.cause = cause;
        this.state = 'waiting';
        this.lastTick = Date.now();
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }
}

/** When the oldest record of a batch was appended; batches hold records of several partitions. */
function oldestAppendMs(batch: Batch | undefined): number | undefined {
  return batch?.records.reduce((oldest, { appendedAtMs }) => Math.min(oldest, appendedAtMs), Number.POSITIVE_INFINITY);
}
