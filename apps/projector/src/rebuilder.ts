/**
 * Rebuilds families beside the projector's loop, one after the other: a rebuild needs nobody to hold still, so that projection goes
 * on meanwhile, that of the rebuilt family included.
 */
import {
  type ProjectedFamily,
  Projection,
  rebuildFamily,
  type RebuildProgress,
  recordFingerprint,
  type WarehouseClient,
} from '@plumbline/warehouse';
import type { ReferenceData } from './reference-data';

export class Rebuilder {
  /** With staging tables of its own, since the loop uses its own at the same time. */
  private readonly projection: Projection;
  private readonly stopping = new AbortController();
  private last: Promise<void> = Promise.resolve();
  private asked = 0;
  private progress: RebuildProgress | undefined;

  constructor(
    private readonly warehouse: WarehouseClient,
    private readonly references: ReferenceData,
    { timeZone, name }: { readonly timeZone: string; readonly name: string },
  ) {
    this.projection = new Projection(warehouse, { timeZone, projector: `${name}_rebuild` });
  }

  get isRebuilding(): boolean {
    return this.asked > 0;
  }

  get current(): RebuildProgress | undefined {
    return this.progress;
  }

  /** Resolves when reads see the new tables. */
  rebuild(families: readonly ProjectedFamily[]): Promise<void> {
    return this.inTurn(async () => {
      for (const family of families) await this.rebuildOne(family);
    });
  }

  /** Rebuilds what was folded with other texts or reference data; again what changed while it was rebuilt. */
  rebuildStale(): Promise<void> {
    return this.inTurn(async () => {
      for (
        let [family] = await this.references.staleFamilies();
        family;
        [family] = await this.references.staleFamilies()
      ) {
        await this.rebuildOne(family);
        await this.references.refresh();
      }
    });
  }

  /** Leaves what it is at, with the old tables in place. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('The projector stops.'));
    await this.last;
  }

  private async inTurn(work: () => Promise<void>): Promise<void> {
    this.asked += 1;
    const done = this.last.then(async () => {
      try {
        this.stopping.signal.throwIfAborted();
        await work();
      } finally {
        this.asked -= 1;
        this.progress = undefined;
      }
    });
    this.last = done.catch(() => undefined); // told to whoever asked
    return done;
  }

  private async rebuildOne(family: ProjectedFamily): Promise<void> {
    const fingerprint = this.references.fingerprintOf(family);
    const onProgress = (progress: RebuildProgress): void => void (this.progress = progress);
    await rebuildFamily(this.warehouse, this.projection, family, onProgress, this.stopping.signal);
    await recordFingerprint(this.warehouse, family, fingerprint);
  }
}
