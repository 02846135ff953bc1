/** The connection to ClickHouse: a server's, or that of the embedded engine, which is started for it. */
import path from 'node:path';
import { WarehouseClient } from '@plumbline/warehouse';
import { EmbeddedClickHouse } from '../../embedded-clickhouse/src/supervisor';
import type { Configuration } from './configuration';
import type { Running } from './running';

export async function openWarehouse(configuration: Configuration, running: Running): Promise<WarehouseClient> {
  const server = configuration.clickHouse ?? (await startEngine(configuration, running));
  if (configuration.clickHouse) running.log(`clickhouse   ${server.url}`);
  const warehouse = new WarehouseClient({ ...server, database: configuration.database });
  running.stopLater(() => warehouse.close());
  return warehouse;
}

async function startEngine(
  { dataDir }: Configuration,
  running: Running,
): Promise<Pick<EmbeddedClickHouse, 'url' | 'username' | 'password'>> {
  const directory = path.join(dataDir, 'clickhouse');
  const engine = await EmbeddedClickHouse.start({
    dataDir: directory,
    log: (line) => running.log(`clickhouse   ${line}`),
  });
  running.stopLater(() => engine.stop());
  running.log(`clickhouse   embedded engine, ${directory}`);
  const { url, username, password } = engine;
  return { url, username, password };
}
