// ClickHouse's HTTP sessions (`session_id`): a connection that stays open between requests, for temporary tables and SET.
import type { EngineThread } from './engine-thread';
import { exceptions } from './errors';

/** What a request says about its session: `session_id`, `session_timeout`, `session_check`. */
export interface SessionWish {
  readonly id: string;
  readonly timeoutSeconds: number;
  /** Whether the session must exist already. */
  readonly mustExist: boolean;
}

interface Session {
  readonly thread: EngineThread;
  busy: boolean;
  expiry: NodeJS.Timeout | undefined;
}

/** Which thread holds which session, and since when nobody has used it. A connection lives in one thread, so a session does. */
export class HttpSessions {
  private readonly sessions = new Map<string, Session>();
  private opened = 0;

  constructor(private readonly threads: readonly EngineThread[]) {}

  /**
   * Marks a session as in use, opening it if it is new.
   * @returns the thread that holds it
   * @throws ClickHouseException 372 when it must exist and does not; 373 when another request is using it
   */
  enter(wish: SessionWish): EngineThread {
    const known = this.sessions.get(wish.id);
    if (known?.busy) throw exceptions.sessionLocked(wish.id);
    if (known) {
      clearTimeout(known.expiry);
      known.busy = true;
      return known.thread;
    }
    if (wish.mustExist) throw exceptions.sessionNotFound();
    const thread = this.threads[this.opened % this.threads.length];
    if (thread === undefined) throw exceptions.shuttingDown();
    this.opened += 1;
    this.sessions.set(wish.id, { thread, busy: true, expiry: undefined });
    return thread;
  }

  /** Gives a session back; its time-out starts now. */
  leave(wish: SessionWish): void {
    const session = this.sessions.get(wish.id);
    if (!session) return;
    session.busy = false;
    session.expiry = setTimeout(() => {
      this.sessions.delete(wish.id);
      session.thread.post({ kind: 'end-session', sessionId: wish.id });
    }, wish.timeoutSeconds * 1000).unref();
  }
}
