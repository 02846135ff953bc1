/**
 * Starts and stops the platform, or the part of it that this process is: log, ClickHouse, projector, HTTP; in the order of the data,
 * and back. Every start step that fails says how to mend it, and what had started is stopped again.
 */
import { mkdir } from 'node:fs/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Configuration } from './configuration';
import { closeGracefully, createHttpServer } from './http-server';
import type { Drain } from './operations/drain';
import { OperationsModule } from './operations/operations.module';
import { startParts } from './parts';
import { PlatformModule } from './platform.module';
import { Running } from './running';

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

/** @param drainMs how long requests in work may take after the stop */
export async function startPlatform(
  configuration: Configuration,
  log: (line: string) => void,
  drainMs: number,
): Promise<Platform> {
  const running = new Running(log);
  try {
    await mkdir(configuration.dataDir, { recursive: true, mode: 0o700 });
    const parts = await startParts(configuration, running);
    const drain: Drain = { isDraining: false };
    const operations = OperationsModule.with(
      parts.map(({ probe }) => probe),
      drain,
    );
    const module = PlatformModule.of([...parts.map((part) => part.module), operations]);
    const app = await createHttpServer(module, configuration.accessToken);
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
