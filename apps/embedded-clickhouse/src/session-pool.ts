// The engine threads: who runs which query, and killing in the engine what nobody waits for any more.
import { randomUUID } from 'node:crypto';
import type { Engine } from './engine';
import { EngineThread } from './engine-thread';
import { exceptions, fromEngine } from './errors';
import { HttpSessions, SessionWish } from './http-sessions';
import type { EngineQuery, QueryCounts } from './worker-protocol';

/** Queries that run at the same time: a few long analyses must leave room for inserts and short reads. */
export const ENGINE_THREADS = 6;

// An inert setting (it names this client to remote servers) that shows in system.processes; log_comment stays the client's.
const TAG_SETTING = 'chdb_client_name';
const KILL_REPEAT_MS = 100;

interface Waiter {
  /** The thread that must be free; undefined for any. */
  readonly thread: EngineThread | undefined;
  readonly grant: (thread: EngineThread) => void;
}

export class SessionPool {
  private readonly free: Set<EngineThread>;
  private readonly waiters: Waiter[] = [];
  private readonly sessions: HttpSessions;

  private constructor(
    private readonly engine: Engine,
    private readonly threads: readonly EngineThread[],
  ) {
    this.free = new Set(threads);
    this.sessions = new HttpSessions(threads);
  }

  /**
   * @param engine already open on `dataDir`: this process's first connection stays open, or the engine would close between queries
   * @param onThreadLost called when a thread ends, which takes the engine with it: the process must end too
   */
  static async open(engine: Engine, dataDir: string, onThreadLost: (error: Error) => void): Promise<SessionPool> {
    const threads = Array.from({ length: ENGINE_THREADS }, () => new EngineThread(dataDir, onThreadLost));
    await Promise.all(threads.map((thread) => thread.ready));
    return new SessionPool(engine, threads);
  }

  /** Queries that hold a thread now. */
  get active(): number {
    return this.threads.length - this.free.size;
  }

  /**
   * Runs one query: yields its answer's bytes, returns its counts. Leaving the iteration early, or aborting, kills the query in the
   * engine; the thread is free again once the engine has let go of it.
   * @throws ClickHouseException whatever the engine raises; 394 when aborted
   */
  async *run(
    query: Omit<EngineQuery, 'sessionId'>,
    session: SessionWish | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array, QueryCounts> {
    const wanted = session && this.sessions.enter(session);
    try {
      const thread = await this.acquire(wanted, signal);
      try {
        return yield* this.runOn(thread, { ...query, sessionId: session?.id }, signal);
      } finally {
        this.release(thread);
      }
    } finally {
      if (session) this.sessions.leave(session);
    }
  }

  private async *runOn(
    thread: EngineThread,
    query: EngineQuery,
    signal: AbortSignal,
  ): AsyncGenerator<Uint8Array, QueryCounts> {
    const tag = randomUUID();
    const killing = new Killing(this.engine, thread, tag);
    const kill = () => killing.start();
    signal.addEventListener('abort', kill);
    thread.post({ kind: 'run', query: { ...query, settings: [[TAG_SETTING, tag], ...query.settings] } });
    if (signal.aborted) kill();
    let settled = false;
    try {
      for (;;) {
        const message = await thread.next();
        if (message.kind === 'chunk') {
          yield message.bytes;
          thread.post({ kind: 'taken' });
        } else if (message.kind !== 'ready') {
          settled = true;
          if (message.kind === 'failed') throw signal.aborted ? exceptions.cancelled() : fromEngine(message.message);
          return message.counts;
        }
      }
    } finally {
      if (!settled) {
        kill();
        await settle(thread);
      }
      signal.removeEventListener('abort', kill);
      killing.stop();
    }
  }

  private acquire(wanted: EngineThread | undefined, signal: AbortSignal): Promise<EngineThread> {
    if (signal.aborted) return Promise.reject(exceptions.cancelled());
    const [first] = this.free;
    const now = wanted === undefined ? first : this.free.has(wanted) ? wanted : undefined;
    if (now !== undefined) {
      this.free.delete(now);
      return Promise.resolve(now);
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(exceptions.cancelled());
      };
      const waiter: Waiter = {
        thread: wanted,
        grant: (thread) => {
          signal.removeEventListener('abort', leave);
          resolve(thread);
        },
      };
      this.waiters.push(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  private release(thread: EngineThread): void {
    const index = this.waiters.findIndex((waiter) => waiter.thread === undefined || waiter.thread === thread);
    const [next] = index === -1 ? [] : this.waiters.splice(index, 1);
    if (next) next.grant(thread);
    else this.free.add(thread);
  }
}

async function settle(thread: EngineThread): Promise<void> {
  for (;;) {
    const { kind } = await thread.next();
    if (kind === 'done' || kind === 'failed') return;
  }
}

/** Kills one query from another connection, again and again until it is gone: the first try may come before the engine lists it. */
class Killing {
  private repeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly thread: EngineThread,
    private readonly tag: string,
  ) {}

  start(): void {
    if (this.repeat !== undefined) return;
    this.thread.post({ kind: 'cancel' });
    this.kill();
    this.repeat = setInterval(() => this.kill(), KILL_REPEAT_MS);
  }

  stop(): void {
    clearInterval(this.repeat);
  }

  private kill(): void {
    const connection = this.engine.connect();
    this.engine
      .query(connection, `KILL QUERY WHERE Settings['${TAG_SETTING}'] = '${this.tag}' ASYNC`, 'Null')
      .catch(() => undefined) // It ended by itself meanwhile.
      .finally(() => this.engine.close(connection));
  }
}
