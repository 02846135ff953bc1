/**
 * Starts and stops the platform, or the part of it that this process is: log, ClickHouse, projector, HTTP; in the order of the data,
 * and back. Every start step that fails says how to mend it, and what had started is stopped again.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration } from './configuration';
import { closeGracefully, createHttpServer } from './http-server';
import type { Drain } from './operations/drain';
import { OperationsModule } from './operations/operations.module';
import { startParts } from './parts';
import { PlatformModule } from './platform.module';
import { Running } from './running';
import { checkPort, makeDataDirectory } from './start-checks';

export interface Platform {
  /** Where it answers, e.g. http://127.0.0.1:3000 */
  readonly url: string;
  /** Stops intake, lets the batch in work finish, flushes and closes. */
  stop(): Promise<void>;
}

/** @param drainMs how long requests in work may take after the stop */
export async function startPlatform(
  configuration: Configuration,
  log: (line: string) => void,
  drainMs: number,
): Promise<Platform> {
  const running = new Running(log);
  try {
    await checkPort(configuration);
    await makeDataDirectory(configuration);
    const parts = await startParts(configuration, running);
    const drain: Drain = { isDraining: false };
    const operations = OperationsModule.with(
      parts.map(({ probe }) => probe),
      drain,
    );
    const module = PlatformModule.of([...parts.flatMap((part) => part.module ?? []), operations]);
    const { role, accessToken } = configuration;
    const app = await createHttpServer(module, accessToken, role === 'all' || role === 'query');
    running.stopLater(() => closeGracefully(app, drainMs));
    const url = await listen(app, configuration);
    const stop = async (): Promise<void> => {
      drain.isDraining = true;
      await running.stop();
    };
    return { url, stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, { port, host }: Configuration): Promise<string> {
  await app.listen(port, host);
  const address = app.getHttpServer().address();
  const boundPort = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
}
