/** Connections to the warehouse to whose statements something happens. */
import { WarehouseClient, type WarehouseOptions } from '@plumbline/warehouse';

/** Its statements fail after a number of them, as if the process had been killed there. */
export class BreakingClient extends WarehouseClient {
  private left = Number.POSITIVE_INFINITY;

  breakAfter(statements: number): void {
    this.left = statements;
  }

  override async command(...parameters: Parameters<WarehouseClient['command']>): Promise<void> {
    this.take();
    await super.command(...parameters);
  }

  override async insertLines(...parameters: Parameters<WarehouseClient['insertLines']>): Promise<void> {
    this.take();
    await super.insertLines(...parameters);
  }

  private take(): void {
    if (this.left <= 0) throw new Error('broken off');
    this.left -= 1;
  }
}

/** Before each of its statements something else happens. */
export class InterruptedClient extends WarehouseClient {
  constructor(
    options: WarehouseOptions,
    private readonly interrupt: (statement: string) => Promise<void>,
  ) {
    super(options);
  }

  override async command(...parameters: Parameters<WarehouseClient['command']>): Promise<void> {
    await this.interrupt(parameters[0]);
    await super.command(...parameters);
  }
}
