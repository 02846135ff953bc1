/** Tells the warehouse how a projector is, every few seconds, so that other processes can answer for it. */
import { reportProjector, type WarehouseClient } from '@plumbline/warehouse';
import type { Projector } from './projector';

const REPORT_MS = 2_000;

export class ProjectorReporter {
  private timer: NodeJS.Timeout | undefined;
  private reporting: Promise<void> = Promise.resolve();

  constructor(
    private readonly projector: Projector,
    private readonly warehouse: WarehouseClient,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.report(), REPORT_MS);
    this.report();
  }

  /** Says for the last time how it is, e.g. stopped. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.reporting;
    this.report();
    await this.reporting;
  }

  /** A report that cannot be written is left out: silence says as much. */
  private report(): void {
    const { name, state, cause, rebuild, freshnessSeconds, projected, deadLettered } = this.projector.status();
    const report = {
      name,
      state,
      ...(cause === undefined ? {} : { cause }),
      ...(rebuild === undefined ? {} : { rebuild }),
      freshnessSeconds,
      projected,
      deadLettered,
    };
    this.reporting = reportProjector(this.warehouse, report).catch(() => undefined);
  }
}
