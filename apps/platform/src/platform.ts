/**
 * Starts and stops the whole platform: log, engine, projector, HTTP; in the order of the data, and back.
 * Every start step that fails says how to mend it, and what had started is stopped again.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pseudonymiser } from '@plumbline/access';
import { EmbeddedEventLog } from '@plumbline/event-log';
import { migrate, WarehouseClient } from '@plumbline/warehouse';
import { EmbeddedClickHouse } from '../../embedded-clickhouse/src/supervisor';
import { PROJECTOR_GROUP, Projector } from '../../projector/src/projector';
import type { Configuration } from './configuration';
import { createHttpServer } from './http-server';
import { PlatformModule } from './platform.module';

/** A start that failed for a reason the user can mend. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}

export interface Platform {
  /** Where it answers, e.g. http://127.0.0.1:3000 */
  readonly url: string;
  /** Stops intake, lets the batch in work finish, flushes and closes. */
  stop(): Promise<void>;
}

type Log = (line: string) => void;

export async function startPlatform(configuration: Configuration, log: Log): Promise<Platform> {
  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const stopPart of started.splice(0).reverse()) await stopPart();
  };
  try {
    await mkdir(configuration.dataDir, { recursive: true, mode: 0o700 });
    const pseudonymiser = await Pseudonymiser.open({ key: configuration.pseudonymKey, dataDir: configuration.dataDir });

    const eventLog = await EmbeddedEventLog.open({ directory: path.join(configuration.dataDir, 'log') });
    started.push(() => eventLog.close());
    const [end] = await eventLog.ends('events');
    log(`event log    ${path.join(configuration.dataDir, 'log')} · ${end?.high ?? 0n} events`);

    const warehouse = await openWarehouse(configuration, started, log);
    const projector = new Projector(eventLog, warehouse, { timeZone: configuration.timeZone, name: 'main', log });
    projector.start();
    started.push(() => projector.stop());

    const module = PlatformModule.with({
      gateway: { eventLog, pseudonymiser },
      projector,
      query: {
        warehouse,
        timeZone: configuration.timeZone,
        pipeline: {
          projector: () => projector.status(),
          logEnds: () => eventLog.ends('events'),
          deadLetterEnds: () => eventLog.ends('dead-letters'),
          projectorGroup: PROJECTOR_GROUP,
        },
      },
    });
    const app = await createHttpServer(module, configuration.accessToken);
    started.push(() => app.close());
    return { url: await listen(app, configuration), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openWarehouse(
  configuration: Configuration,
  started: (() => Promise<void>)[],
  log: Log,
): Promise<WarehouseClient> {
  let server = configuration.clickHouse;
  if (!server) {
    const dataDir = path.join(configuration.dataDir, 'clickhouse');
    const engine = await EmbeddedClickHouse.start({ dataDir, log: (line) => log(`clickhouse   ${line}`) });
    started.push(() => engine.stop());
    server = { url: engine.url, username: engine.username, password: engine.password };
    log(`clickhouse   embedded engine, ${dataDir}`);
  } else {
    log(`clickhouse   ${server.url}`);
  }
  const warehouse = new WarehouseClient({ ...server, database: configuration.database });
  started.push(() => warehouse.close());
  await migrate(warehouse);
  return warehouse;
}

async function listen(app: NestFastifyApplication, { port, host }: Configuration): Promise<string> {
  try {
    await app.listen(port, host);
    const address = app.getHttpServer().address();
    const boundPort = typeof address === 'object' && address !== null ? address.port : port;
    return `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
        { cause: error },
      );
    }
    if (code === 'EACCES')
      throw new StartError(`Port ${port} may not be used by this user. Choose one from 1024 on: PORT=3000`, {
        cause: error,
      });
    throw error;
  }
}
