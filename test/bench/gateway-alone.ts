/** A gateway with its log and nothing else, in a process of its own, for measuring ingest. */
import 'reflect-metadata';
import { Pseudonymiser } from '@plumbline/access';
import { EmbeddedEventLog } from '@plumbline/event-log';
import path from 'node:path';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import { IngestCounts } from '../../apps/gateway/src/ingest-counts';
import { createHttpServer } from '../../apps/platform/src/http-server';

async function main(dataDir: string): Promise<void> {
  const eventLog = await EmbeddedEventLog.open({ directory: path.join(dataDir, 'log') });
  const pseudonymiser = await Pseudonymiser.open({ key: undefined, dataDir });
  const gateway = GatewayModule.with({ eventLog, pseudonymiser, counts: new IngestCounts() });
  const app = await createHttpServer(gateway, undefined);
  await app.listen(0, '127.0.0.1');
  process.send?.(await app.getUrl());
}

void main(process.argv[2] ?? '');
