// The parent's side: starts the engine's process, keeps it at one address with one credential, and starts it again when it dies.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChildEnvironment, ReadyMessage } from './child-protocol';
import { ENGINE_THREADS } from './session-pool';

/** Jest runs the sources, but a process needs the compiled file, which `npm test` builds first. */
const ENTRY = path.join(
  __filename.endsWith('.ts') ? __dirname.replace(/(?=apps.embedded-clickhouse)/, `dist${path.sep}`) : __dirname,
  'main.js',
);
const MOST_MEMORY_BYTES = 4 * 2 ** 30;
const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 5_000;
const STOP_DEADLINE_MS = 2_500;
const LOCKED = /Cannot lock file/;
const LOCK_RETRY_MS = 250;
const LONGEST_LOCK_WAIT_MS = 3_000;

export interface EmbeddedClickHouseOptions {
  readonly dataDir: string;
  readonly memoryLimitBytes?: number;
  /** A server's configuration (XML), of which the engine takes what it has parts for: clusters and macros, say. */
  readonly configFile?: string;
  readonly log: (line: string) => void;
}

/** The engine could not be started; the message says what to do. */
export class EngineStartError extends Error {
  readonly code = 'engine_start';

  constructor(
    message: string,
    /** Whether another engine holds the directory. */
    readonly isLocked = false,
  ) {
    super(message);
    this.name = 'EngineStartError';
  }
}

export class EmbeddedClickHouse {
  readonly username = 'plumbline';
  readonly password = randomBytes(24).toString('hex');
  private child: ChildProcess | undefined;
  private isReady = false;
  private stopping = false;
  private restartMs = FIRST_RESTART_MS;

  private constructor(
    private readonly port: number,
    private readonly options: EmbeddedClickHouseOptions,
  ) {}

  /** @throws EngineStartError where the directory is in use or the engine cannot open it */
  static async start(options: EmbeddedClickHouseOptions): Promise<EmbeddedClickHouse> {
    const engine = new EmbeddedClickHouse(await freePort(), options);
    for (let waitedMs = 0; ; waitedMs += LOCK_RETRY_MS) {
      try {
        await engine.launch();
        return engine;
      } catch (error) {
        // The engine of a platform that was killed a moment ago may be on its way out.
        if (!(error instanceof EngineStartError && error.isLocked) || waitedMs >= LONGEST_LOCK_WAIT_MS) throw error;
        await pause(LOCK_RETRY_MS);
      }
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get healthy(): boolean {
    return this.isReady;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
    await ended;
    clearTimeout(deadline);
  }

  /** Starts the process and waits until it answers. */
  private launch(): Promise<void> {
    const environment: ChildEnvironment = {
      ENGINE_DATA_DIR: this.options.dataDir,
      ENGINE_PORT: String(this.port),
      ENGINE_USER: this.username,
      ENGINE_PASSWORD: this.password,
      ENGINE_MEMORY_BYTES: String(this.options.memoryLimitBytes ?? Math.min(os.totalmem() / 2, MOST_MEMORY_BYTES)),
      ...(this.options.configFile === undefined ? {} : { ENGINE_CONFIG_FILE: path.resolve(this.options.configFile) }),
    };
    const child = fork(ENTRY, [], {
      execArgv: [],
      // Each engine thread may hold one of libuv's; files and sockets need some besides.
      env: { ...process.env, ...environment, UV_THREADPOOL_SIZE: String(2 * ENGINE_THREADS + 8) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.child = child;
    let said = '';
    child.stderr?.on('data', (part: Buffer) => (said = (said + part.toString()).slice(-4_000)));
    return new Promise((resolve, reject) => {
      child.once('message', (message) => {
        if (!(message as ReadyMessage).ready) return;
        this.isReady = true;
        this.restartMs = FIRST_RESTART_MS;
        resolve();
      });
      child.once('exit', (code, signal) => {
        const wasReady = this.isReady;
        this.isReady = false;
        if (this.stopping) return;
        const end = `ended (${signal ?? `code ${code}`})`;
        if (wasReady) this.relaunch(end);
        else reject(startError(said.trim() || end, this.options.dataDir));
      });
    });
  }

  private relaunch(why: string): void {
    this.options.log(`engine ${why}; starting it again`);
    setTimeout(() => {
      if (this.stopping) return;
      this.launch().then(
        () => this.options.log('engine answers again'),
        (error: unknown) => this.relaunch(error instanceof Error ? error.message : String(error)),
      );
    }, this.restartMs);
    this.restartMs = Math.min(this.restartMs * 2, LONGEST_RESTART_MS);
  }
}

/** @param said what the process wrote before it ended, or how it ended where it wrote nothing */
function startError(said: string, dataDir: string): EngineStartError {
  if (LOCKED.test(said)) {
    return new EngineStartError(
      `The data directory ${dataDir} is in use by another engine. Stop it, or use another: DATA_DIR=./data2`,
      true,
    );
  }
  return new EngineStartError(`The embedded ClickHouse could not start on ${dataDir}: ${said.split('\n').at(-1)}`);
}

/** A port that nobody uses, chosen once, so that a restarted engine has the same address. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
