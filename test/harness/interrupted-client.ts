/** A connection to the warehouse before each of whose statements something else may happen. */
import { WarehouseClient, type WarehouseOptions } from '@plumbline/warehouse';

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
