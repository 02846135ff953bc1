/** A platform of its own for a test: a child process on a free port and a new data directory, with ways to ask and to kill it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { CHECKOUT } from './checkout';

const ENTRY = path.join(CHECKOUT, 'dist/apps/platform/src/main.js');
const READY = /^ready\s+(http\S+)/;
const POLL_MS = 50;
/** A kept connection may be closed by the platform at the moment in which it is used again. */
const OWN_CONNECTION = { connection: 'close' };

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface Status {
  readonly log: { readonly events: number };
  readonly projectors: readonly {
    readonly name: string;
    readonly state: string;
    readonly cause?: string;
    readonly projected: number;
  }[];
  readonly lag: { readonly events: number };
  readonly dead_letters: number | null;
  readonly clickhouse: { readonly reachable: boolean };
}

export class PlatformUnderTest {
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
  readonly output: string[] = [];
  url = '';
  private child: ChildProcess | undefined;
  private exited: Promise<number | null> = Promise.resolve(null);

  constructor(private readonly environment: Readonly<Record<string, string>> = {}) {}

  /** Starts (or restarts) it and waits until it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY], {
      env: { ...process.env, PORT: '0', DATA_DIR: this.dataDir, TIMEZONE: 'Asia/Shanghai', ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    createInterface({ input: child.stderr }).on('line', (line) => this.output.push(line));
    this.url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.output.push(line);
        const url = READY.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
      void this.exited.then((code) => reject(new Error(`The platform ended with ${code}:\n${this.output.join('\n')}`)));
    });
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** SIGTERM, and its exit code. */
  async stop(): Promise<number | null> {
    this.child?.kill('SIGTERM');
    return this.exited;
  }

  /** SIGKILL: no chance to finish anything. */
  async kill(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.exited;
  }

  async remove(): Promise<void> {
    if (this.child?.exitCode === null) await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async get<Body>(address: string): Promise<Answer<Body>> {
    const response = await fetch(new URL(address, this.url), { headers: OWN_CONNECTION });
    return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
  }

  async post<Body>(events: readonly unknown[] | string, mediaType = 'application/x-ndjson'): Promise<Answer<Body>> {
    const body = typeof events === 'string' ? events : events.map((event) => JSON.stringify(event)).join('\n');
    const response = await fetch(new URL('/api/v1/events', this.url), {
      method: 'POST',
      headers: { ...OWN_CONNECTION, 'content-type': mediaType },
      body,
    });
    return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
  }

  async status(): Promise<Status> {
    return (await this.get<Status>('/status')).body;
  }

  /** Waits until everything accepted is in the scores. */
  async caughtUp(): Promise<Status> {
    for (;;) {
      const status = await this.status();
      const isRunning = status.projectors.length > 0 && status.projectors.every(({ state }) => state === 'running');
      if (status.lag.events === 0 && isRunning) return status;
      await pause(POLL_MS);
    }
  }
}
