/** The read API on an engine and nothing else, in a process of its own, for measuring queries. */
import 'reflect-metadata';
import { WarehouseClient, type WarehouseOptions } from '@plumbline/warehouse';
import { QueryModule } from '../../apps/query/src/query.module';
import { PROJECTOR_GROUP } from '../../apps/projector/src/projector';
import { createHttpServer } from '../../apps/platform/src/http-server';
import { PlatformModule } from '../../apps/platform/src/platform.module';

async function main(options: string): Promise<void> {
  const query = QueryModule.with({
    warehouse: new WarehouseClient(JSON.parse(options) as WarehouseOptions),
    timeZone: 'Asia/Shanghai',
    pipeline: {
      projectorGroup: PROJECTOR_GROUP,
      projectors: async () => [],
      logEnds: async () => [],
      settledMs: async () => undefined,
    },
  });
  const app = await createHttpServer(PlatformModule.of([query]), undefined, false);
  await app.listen(0, '127.0.0.1');
  process.send?.(await app.getUrl());
}

void main(process.argv[2] ?? '{}');
