// The engine's process: opens chDB on a data directory and answers ClickHouse's HTTP protocol on loopback, until its parent ends.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ChildEnvironment, ReadyMessage } from './child-protocol';
import { Engine } from './engine';
import { createServer } from './server';
import { SessionPool } from './session-pool';

const MARK_CACHE_BYTES = 256 * 2 ** 20;

async function main(): Promise<void> {
  const environment = process.env as unknown as ChildEnvironment;
  const dataDir = path.resolve(environment.ENGINE_DATA_DIR);
  const storeDir = path.join(dataDir, 'store');
  const spoolDir = path.join(dataDir, 'spool');
  rmSync(spoolDir, { recursive: true, force: true }); // what a killed process left behind
  mkdirSync(spoolDir, { recursive: true, mode: 0o700 });
  process.chdir(spoolDir);

  const engine = new Engine(storeDir);
  const first = engine.connect([
    `--max_server_memory_usage=${environment.ENGINE_MEMORY_BYTES}`,
    `--mark_cache_size=${MARK_CACHE_BYTES}`,
    ...(environment.ENGINE_CONFIG_FILE ? [`--config-file=${environment.ENGINE_CONFIG_FILE}`] : []),
  ]);
  const engineVersion = engine.runSync(first, 'SELECT version()');
  const pool = await SessionPool.open(engine, storeDir, (error) => {
    console.error(error.message);
    process.exit(1);
  });
  const credentials = { username: environment.ENGINE_USER, password: environment.ENGINE_PASSWORD };
  const server = createServer({ pool, credentials, spoolDir, engineVersion });

  // Ctrl-C reaches every process of a terminal; the parent says when to stop.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => stop());
  // Not process.exit, which waits for running queries: without a parent nobody wants them, and what was acknowledged is on disk.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  server.listen(Number(environment.ENGINE_PORT), '127.0.0.1', () =>
    process.send?.({ ready: true } satisfies ReadyMessage),
  );

  function stop(): void {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_DEADLINE_MS);
  }
}

const STOP_DEADLINE_MS = 1_500;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
